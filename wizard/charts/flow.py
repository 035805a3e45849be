"""What follows what in a guide, and after which answers."""

from dataclasses import dataclass
from itertools import islice, pairwise

from wizard.guide import markup
from wizard.guide.journey import MAX_WAYS, ways
from wizard.guide.model import Guide
from wizard.steps import Credentials, Outcome, Step
from wizard.steps.base import Answers
from wizard.steps.fields import ChoiceField


@dataclass(frozen=True)
class Node:
    """One screen.

    Attributes:
        kind: its step's kind; "stop" for an outcome that stops.
        note: what a form asks and registers; "" for the others.

    """

    id: str
    title: str
    kind: str
    note: str = ""


@dataclass(frozen=True)
class Edge:
    """One turn from a screen to the next; `label` says which answers take it."""

    start: str
    end: str
    label: str = ""


@dataclass(frozen=True)
class Chart:
    """A guide's screens in its own order, and the turns between them."""

    title: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def chart(guide: Guide) -> Chart:
    """Draw up a sound guide."""
    found = [(answers, path) for answers, path in islice(ways(guide), MAX_WAYS)]
    turns: dict[tuple[str, str], list[Answers]] = {}
    for answers, path in found:
        for here, there in pairwise(path):
            turns.setdefault((here.id, there.id), []).append(answers)
    edges = [Edge(*turn, _label(turn, turns, guide)) for turn in turns]
    return Chart(guide.title, tuple(map(_node, guide.first_way)), tuple(edges))


def _node(step: Step) -> Node:
    stops = isinstance(step, Outcome) and step.result == "stop"
    note = _form_note(step) if isinstance(step, Credentials) else ""
    return Node(step.id, markup.plain(step.title), "stop" if stops else step.kind, note)


def _form_note(step: Credentials) -> str:
    """Say how many fields a form has, what it asks to part its own way, and its rows."""
    asks = [field.label for field in step.fields.values() if isinstance(field, ChoiceField)]
    parted = f" · 갈림: {', '.join(asks)}" if asks else ""
    return f"칸 {len(step.fields)}개 · 줄 {len(step.rows)}개{parted}"


def _label(turn: tuple[str, str], turns: dict[tuple[str, str], list[Answers]], guide: Guide) -> str:
    """Name the fewest questions whose answers part this turn from its screen's others."""
    others = [given for other, given in turns.items() if other[0] == turn[0] and other != turn]
    if not others:
        return ""
    own, rest = turns[turn], [answers for given in others for answers in given]
    here = guide.steps.index(guide.step(turn[0]))
    questions = [question for step in guide.steps[: here + 1] for question in step.questions()]
    parting = [q for q in questions if _options(q, own).isdisjoint(_options(q, rest))]
    named = parting[-1:] or [q for q in questions if _options(q, own) != _options(q, rest)]
    return ", ".join(f"{q}={'/'.join(_words(guide, q, _options(q, own)))}" for q in named)


def _options(question: str, given: list[Answers]) -> set[str]:
    return {option for answers in given for option in answers.get(question, ("",))}


def _words(guide: Guide, question: str, options: set[str]) -> list[str]:
    """Put the options in the guide's own order."""
    asked = {name: ids for step in guide.steps for name, ids in step.questions().items()}
    return [option for option in asked[question] if option in options] or ["-"]
