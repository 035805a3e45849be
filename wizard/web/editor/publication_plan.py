"""What is to be known before a text is published."""

from collections.abc import Sequence
from dataclasses import dataclass

from wizard.content.edition import edition_of
from wizard.content.folder import is_guide
from wizard.content.text_titles import title_of
from wizard.errors import GuideError
from wizard.guide.effects import loss_of
from wizard.services.manuscript import EditedText
from wizard.services.reviews import Review, digest_of
from wizard.services.schedules import ScheduleLine
from wizard.web.editor.changed_guides import ChangedGuide, changed_guides
from wizard.web.state import state


@dataclass(frozen=True)
class Plan:
    """A text that may be published, and all that is to be known before.

    Attributes:
        guides: those that it makes another of: what differs for readers, and what it does to people.
        review: what was last asked or said of this very text.
        needs_review: it goes out only if somebody else has approved it, and nobody has.
        schedule: what waits to go out of this text.
        is_recorded: a release is made of it, which tells why; a fragment that no guide uses is in none.

    """

    manuscript: EditedText
    title: str
    guides: Sequence[ChangedGuide]
    review: Review | None
    needs_review: bool
    schedule: ScheduleLine | None
    is_recorded: bool

    @property
    def digest(self) -> str:
        """Name the text that was looked at."""
        return digest_of(self.manuscript.text, self.manuscript.base)

    @property
    def is_shared(self) -> bool:
        """Say whether it is a text that guides share."""
        return not is_guide(self.manuscript.name)

    @property
    def is_new(self) -> bool:
        """Say whether readers have no such guide yet."""
        return not self.is_shared and any(one.effects is None for one in self.guides)

    @property
    def asks(self) -> bool:
        """Say whether there is anything to be known before it is published."""
        touches = any(one.effects is None or one.effects.touches for one in self.guides)
        return self.is_shared or touches or self.needs_review or self.schedule is not None

    @property
    def changes(self) -> bool:
        """Say whether anything differs for readers."""
        return any(one.changes for one in self.guides)

    @property
    def loss(self) -> str:
        """Name what is lost; "" if nothing is."""
        return loss_of(one.effects for one in self.guides if one.effects)


def plan_of(manuscript: EditedText) -> Plan:
    """Find out all that is to be known before a text is published.

    Raises:
        GuideError: there is something wrong with it, or it would break guides.

    """
    services, name = state().services, manuscript.name
    edition = edition_of(state().previews.folder, name, manuscript.text.encode())
    with services.at_one_moment():
        review = services.reviews.of_text(name, manuscript.text, manuscript.base)
        return Plan(
            manuscript,
            title_of(name, {mall: one.guide for mall, one in edition.guides.items()}),
            changed_guides(edition),
            review,
            services.reviews.required and (review is None or review.state != "approved"),
            services.schedules.of(name),
            is_recorded=bool(edition.parts),
        )


def asks(manuscript: EditedText) -> bool:
    """Say whether there is anything to be known before a sound text is published."""
    if state().settings.preview or manuscript.reading.faults:
        return False
    try:
        plan = plan_of(manuscript)
    except GuideError:
        return False
    if plan.is_shared:
        return manuscript.is_note or plan.changes
    return plan.changes and (plan.asks or not manuscript.is_note)
