"""What somebody is told who pressed twice: what the first press came to, by what stands in the database."""

from flask import request

from wizard.content.folder import place_of
from wizard.guide.fragments import is_fragment
from wizard.korean.calendar import write_moment
from wizard.services.release_writer import FOLDER
from wizard.services.reviews import digest_of
from wizard.web import repeated_forms
from wizard.web.editor.outcomes import UNUSED, publications, when
from wizard.web.staff.access import me
from wizard.web.state import state

ONCE = "두 번 눌러졌지만 한 번만 했어요."
PUBLISHED = "{}에 {}번으로 펴냈어요. {} ‘펴낸 기록’에서 볼 수 있어요."
SCHEDULED = "{}에 펴내기로 했어요. {}"
ROLLED_BACK = "{}에 {}번으로 되돌렸어요. 새 번호는 {}번이에요. {}"


@repeated_forms.tells("editor.publish")
def published(name: str) -> str:
    """Say when a text was published, and as which release: by this press, or by the folder that had it first."""
    digest = request.form.get("digest", "")
    found = publications().of_shown(name, {_by_me(), FOLDER}, digest)
    if found:
        return PUBLISHED.format(when(found), found.number, ONCE)
    opened = state().services.editing.open(name, me().id, state().today)
    is_kept = not opened.is_note and digest == digest_of(opened.text, "")
    return f"{UNUSED} {ONCE}" if is_fragment(place_of(name)) and is_kept else ""


@repeated_forms.tells("editor.schedule")
def scheduled(name: str) -> str:
    """Say when a text is to go out."""
    line = state().services.schedules.of(name)
    if line is None or line.schedule.by != me().id:
        return ""
    return SCHEDULED.format(write_moment(line.schedule.due_at, state().now()), ONCE)


@repeated_forms.tells("editor.roll_back")
def rolled_back(number: str) -> str:
    """Say when an earlier set was put back, and as which release."""
    newest = state().services.publishing.release_store.newest()
    if newest is None or newest.by != _by_me() or str(newest.after) != number:
        return ""
    return ROLLED_BACK.format(when(newest), number, newest.number, ONCE)


def _by_me() -> str:
    return f"staff:{me().id}"
