"""Before a text is published: what it does to people, what differs, and who has looked it over."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from flask import Response, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wizard.content import loader
from wizard.errors import (
    ConflictError,
    DatabaseError,
    GuideError,
    LossError,
    NotFoundError,
    RefusedError,
    UnreviewedError,
)
from wizard.guide import effect_words
from wizard.guide.changed_words import StepChange, changed_words
from wizard.guide.effects import ANY, Effects
from wizard.guide.model import Guide
from wizard.services.guide_saving import Word
from wizard.services.manuscript import EditedText
from wizard.services.reviews import Review, digest_of
from wizard.services.roles import EDITOR_ROLES
from wizard.services.schedules import ScheduleLine
from wizard.web.editor.access import bp
from wizard.web.editor.text_pages import outcome, why_unsaved
from wizard.web.htmx import render
from wizard.web.staff.access import me, only
from wizard.web.state import state

NOTE_CHARS = 200
CHANGED = "그 사이 글이 바뀌었어요. 달라진 것을 다시 보고 눌러 주세요."
UNSEEN = "펴내지 않았어요. 판매자가 저장한 것을 잃는 글이에요. 무엇을 잃는지 아래에서 봐 주세요."
UNREVIEWED = "다른 담당자가 이 글을 확인하면 펴낼 수 있어요."
NOTHING_NEW = "판매자가 보는 글과 같아서 펴낼 것이 없어요."
FAULTY = "고칠 것이 있어서 아직 펴낼 수 없어요."

bp.app_template_filter("people")(effect_words.summary)
bp.app_template_filter("at_step")(effect_words.at_step)
bp.app_template_filter("becomes")(effect_words.becomes)
bp.app_template_filter("lost")(effect_words.lost)
bp.app_template_filter("remedy")(effect_words.remedy)


@dataclass(frozen=True)
class Plan:
    """A text that may be published, and all that is to be known before.

    Attributes:
        effects: what it does to people; None for a guide that readers do not have yet.
        changes: what differs from what readers see, in words.
        review: what was last asked or said of this very text.
        needs_review: it goes out only if somebody else has approved it, and nobody has.
        schedule: what waits to go out of this guide.

    """

    manuscript: EditedText
    title: str
    effects: Effects | None
    changes: Sequence[StepChange]
    review: Review | None
    needs_review: bool
    schedule: ScheduleLine | None

    @property
    def digest(self) -> str:
        """Name the text that was looked at."""
        return digest_of(self.manuscript.text, self.manuscript.base)

    @property
    def asks(self) -> bool:
        """Say whether there is anything to be known before it is published."""
        touches = self.effects is None or self.effects.touches
        return touches or self.needs_review or self.schedule is not None

    @property
    def loss(self) -> str:
        """Name what is lost; "" if nothing is."""
        return self.effects.digest if self.effects else ""


def plan_of(manuscript: EditedText) -> Plan:
    """Find out all that is to be known before a text is published.

    Raises:
        GuideError: there is something wrong with it.

    """
    services, mall = state().services, manuscript.mall
    file = Path(state().previews.folder, f"{mall}.yaml")
    new = loader.guide_revision(file, manuscript.text.encode()).guide
    with services.at_one_moment():
        shown = published(mall)
        release = services.publishing.release_store.newest()
        review = services.reviews.of_text(mall, manuscript.text, manuscript.base)
        return Plan(
            manuscript,
            new.title,
            services.publishing.effects.of(release, mall, new),
            changed_words(shown, new),
            review,
            services.reviews.required and (review is None or review.state != "approved"),
            services.schedules.of(mall),
        )


def asks(manuscript: EditedText) -> bool:
    """Say whether there is anything to be known before a sound text is published."""
    if state().settings.preview or manuscript.reading.faults:
        return False
    try:
        plan = plan_of(manuscript)
    except GuideError:
        return False
    return bool(plan.changes) and (plan.asks or not manuscript.is_note)


def published(mall: str) -> Guide | None:
    """Give a guide as readers see it; None if they do not."""
    store = state().services.publishing.release_store
    release = store.newest()
    shown = store.shown(mall, release) if release else None
    return shown.guide if shown else None


@bp.get("/<mall>/publish")
@only(EDITOR_ROLES)
def before_publishing(mall: str) -> AnyResponse:
    """Show what publishing a text does, to whom, before it is done."""
    found = opened_plan(mall)
    return found if isinstance(found, AnyResponse) else page(found)


@bp.post("/<mall>/publication")
@only(EDITOR_ROLES)
def publish(mall: str) -> AnyResponse:
    """Publish a text that was looked at."""
    plan = posted_plan(mall)
    if isinstance(plan, AnyResponse):
        return plan
    if plan.needs_review:
        return page(plan, 422, UNREVIEWED)
    text, base, word = plan.manuscript.text, plan.manuscript.base, posted_word()
    try:
        saved = state().services.editing.save(mall, me().id, text, base, word)
    except LossError:
        return page(plan, 422, UNSEEN)
    except UnreviewedError:
        return page(plan, 422, UNREVIEWED)
    except ConflictError:
        return redirect(url_for(".difference", mall=mall), code=303)
    except (GuideError, RefusedError, OSError, DatabaseError) as error:
        return page(plan, *why_unsaved(error))
    flash(outcome(mall, saved, word))
    return redirect(url_for(".guide", mall=mall), code=303)


@bp.get("/<mall>/publication")
@only(EDITOR_ROLES)
def no_publication(mall: str) -> AnyResponse:
    """Lead back whoever opens the address of a form."""
    return redirect(url_for(".before_publishing", mall=mall))


def opened_plan(mall: str) -> Plan | AnyResponse:
    """Give the text that this editor is at, or where they are led that have none to publish."""
    text = url_for(".text", mall=mall)
    try:
        manuscript = state().services.editing.open(mall, me().id, state().today)
        if manuscript.is_stale:
            return redirect(url_for(".difference", mall=mall), code=303)
        plan = plan_of(manuscript)
    except NotFoundError:
        abort(404)
    except RefusedError:
        return redirect(text, code=303)
    except GuideError:
        flash(FAULTY)
        return redirect(text, code=303)
    if not plan.changes and not manuscript.is_note and plan.effects is not None:
        flash(NOTHING_NEW)
        return redirect(text, code=303)
    return plan


def posted_plan(mall: str) -> Plan | AnyResponse:
    """Give the text that was looked at; lead back whoever saw another one."""
    found = opened_plan(mall)
    if isinstance(found, Plan) and request.form.get("digest") != found.digest:
        flash(CHANGED)
        return redirect(url_for(".before_publishing", mall=mall), code=303)
    return found


def posted_word() -> Word:
    """Read what the editor says as they publish."""
    note = request.form.get("note", "").strip()[:NOTE_CHARS]
    return Word(seen_loss(request.form.get("accepted", "")), note, insists=True)


def seen_loss(word: str) -> str:
    """Read which loss was seen; that any may be is the operator's to say, by a command."""
    return "" if word == ANY else word[:64]


def page(plan: Plan, status: int = 200, problem: str = "") -> Response:
    """Show what is to be known before a text is published."""
    reviews = state().services.reviews
    returned = reviews.returned(plan.manuscript.mall, me().id)
    ids = [one.reviewer for one in (plan.review, returned) if one]
    return render(
        "editor/publication.html",
        status,
        plan=plan,
        problem=problem,
        returned=returned,
        names=reviews.names(*ids),
        today=state().today,
    )
