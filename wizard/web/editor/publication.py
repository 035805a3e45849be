"""Before a text is published: what it does to people, what differs, and who has looked it over."""

from flask import Response, abort, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

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
from wizard.guide.effects import ANY
from wizard.services.guide_saving import Word
from wizard.services.roles import EDITOR_ROLES
from wizard.web.editor.access import bp
from wizard.web.editor.outcomes import flash_outcome, shown_since, why_unsaved
from wizard.web.editor.publication_plan import Plan, plan_of
from wizard.web.editor.rejections import awaiting
from wizard.web.editor.text_pages import unsaved_page
from wizard.web.form_leads import editors_home
from wizard.web.htmx import render
from wizard.web.refusals import flash_refusal
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


@bp.get("/<text:name>/publish")
@only(EDITOR_ROLES)
def before_publishing(name: str) -> AnyResponse:
    """Show what publishing a text does, to whom, before it is done."""
    found = opened_plan(name)
    return found if isinstance(found, AnyResponse) else page(found)


@bp.post("/<text:name>/publication")
@only(EDITOR_ROLES)
def publish(name: str) -> AnyResponse:
    """Publish a text that was looked at."""
    plan = posted_plan(name)
    if isinstance(plan, AnyResponse):
        return plan
    if plan.needs_review:
        return page(plan, 422, UNREVIEWED)
    text, base, word = plan.manuscript.text, plan.manuscript.base, posted_word()
    try:
        saved = state().services.editing.save(name, me().id, text, base, word)
    except LossError:
        return page(plan, 422, UNSEEN)
    except UnreviewedError:
        return page(plan, 422, UNREVIEWED)
    except ConflictError:
        return redirect(url_for(".difference", name=name), code=303)
    except (GuideError, RefusedError, OSError, DatabaseError) as error:
        return page(plan, *why_unsaved(error))
    flash_outcome(saved, plan.manuscript, word)
    return redirect(editors_home(name), code=303)


@bp.get("/<text:name>/publication")
@only(EDITOR_ROLES)
def no_publication(name: str) -> AnyResponse:
    """Lead back whoever opens the address of a form."""
    return redirect(url_for(".before_publishing", name=name))


def opened_plan(name: str) -> Plan | AnyResponse:
    """Give the text that this editor is at, or where they are led that have none to publish."""
    text = url_for(".text", name=name)
    try:
        manuscript = state().services.editing.open(name, me().id, state().today)
        if manuscript.is_stale:
            return redirect(url_for(".difference", name=name), code=303)
        plan = plan_of(manuscript)
    except NotFoundError:
        abort(404)
    except RefusedError:
        return redirect(text, code=303)
    except GuideError as error:
        if manuscript.awaits:
            flash_refusal(awaiting(manuscript.awaits))
            return redirect(text, code=303)
        if not manuscript.reading.faults:
            return unsaved_page(manuscript, error)
        flash_refusal(FAULTY)
        return redirect(text, code=303)
    if not plan.changes and not manuscript.is_note and not plan.is_new:
        flash_refusal(NOTHING_NEW + shown_since(manuscript))
        return redirect(text, code=303)
    return plan


def posted_plan(name: str) -> Plan | AnyResponse:
    """Give the text that was looked at; lead back whoever saw another one."""
    found = opened_plan(name)
    if isinstance(found, Plan) and request.form.get("digest") != found.digest:
        flash_refusal(CHANGED)
        return redirect(url_for(".before_publishing", name=name), code=303)
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
    returned = reviews.returned(plan.manuscript.name, me().id)
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
