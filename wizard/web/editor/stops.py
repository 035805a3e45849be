"""The screens of a guide, each with an address in the preview at which it can be seen."""

from dataclasses import dataclass
from urllib.parse import urlencode

from wizard.guide.journey import reached
from wizard.guide.model import Guide
from wizard.steps import Step
from wizard.web.editor.preview import Preview
from wizard.web.screen import address


@dataclass(frozen=True)
class Stop:
    """One screen to jump to: its address in the preview, and the states it can be looked at in."""

    step_id: str
    title: str
    kind: str
    here: str
    states: tuple[tuple[str, str], ...] = ()


def stops(shown: Guide, preview: Preview) -> list[Stop]:
    """Give every screen in the guide's order, with the states that its kind can be in."""
    found = addresses(shown, preview)
    return [
        Stop(
            step.id,
            step.title,
            step.kind,
            found[step.id],
            (*_states(step.kind, found[step.id]), *_looks(step, found[step.id])),
        )
        for step in shown.steps
        if step.id in found
    ]


def addresses(shown: Guide, preview: Preview) -> dict[str, str]:
    """Give for each screen an address in the preview at which it can be seen."""
    first = {
        step_id: address(shown.mall, step_id, answers, under=preview.root)
        for step_id, answers in reached(shown).items()
    }
    renewing = {
        step_id: address(shown.mall, f"renew/{step_id}", {}, under=preview.root)
        for step_id in (shown.renew.steps if shown.renew else ())
    }
    return renewing | first


def _looks(step: Step, here: str) -> list[tuple[str, str]]:
    """Give the other looks of a step's screen, each with its address."""
    mark = "&" if "?" in here else "?"
    return [
        (look.words, f"{here}{mark}{urlencode({step.look_question: look.key})}")
        for look in step.screens
    ]


def _states(kind: str, here: str) -> list[tuple[str, str]]:
    path, mark, query = here.partition("?")
    if kind == "credentials":
        return [("빠뜨렸을 때", f"{path}/errors{mark}{query}")]
    if kind in {"choice", "checklist"}:
        return [("고르지 않았을 때", f"{path}/next{mark}{query}")]
    if kind in {"outcome", "request"}:
        return [("저장한 뒤", f"{here}{'&' if mark else '?'}saved=1")]
    return []
