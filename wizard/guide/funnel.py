"""How a guide's screens are passed, out of what was counted: shown, went on, left, how long, what stopped.

What is counted of a step is named by one word of a closed set: `SHOWN`, `ON` (went on from it),
`BACK` (went back from it), `SAVED`, and a family's word with a member: "pace:30" (seconds on the
screen), "warned:api_key" and "refused:api_key" (a field's format when somebody saved), "read:3f2a91c0"
(an answer under 막혔어요, by the key of its question).
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from wizard.guide.model import Guide
from wizard.steps import Credentials, Step

SHOWN, ON, BACK, SAVED = "shown", "on", "back", "saved"
PACES_S = (5, 10, 20, 30, 60, 120, 300, 600, 1800)
"""How long a screen was looked at, in steps: up to so many seconds; the last also holds what is over."""

MIN_SHOWN = 20
"""Of a step that was shown less often, nothing is concluded."""

ASKED_WEIGHT = 3
"""One who asks for help stands for so many who leave without a word."""

Counts = Mapping[str, int]
"""What was counted of one step: word -> how often."""


def pace(seconds: int) -> str:
    """Give the word for a screen that was looked at for so long."""
    step = next((limit for limit in PACES_S if seconds <= limit), PACES_S[-1])
    return f"pace:{step}"


def family(counts: Counts, name: str) -> dict[str, int]:
    """Give the members of a family of words, each with its count."""
    start = f"{name}:"
    return {what.removeprefix(start): n for what, n in counts.items() if what.startswith(start)}


def median_s(counts: Counts) -> int | None:
    """Give the seconds that half of all stayed less than; None if nobody's stay was measured.

    Inside the step where the middle lies, stays are taken to be spread evenly.
    """
    paces = {int(limit): n for limit, n in family(counts, "pace").items()}
    middle, below, start = sum(paces.values()) / 2, 0, 0
    for limit in PACES_S:
        here = paces.get(limit, 0)
        if here and below + here >= middle:
            return round(start + (limit - start) * (middle - below) / here)
        below, start = below + here, limit
    return None


@dataclass(frozen=True)
class StepStats:
    """How one step was passed.

    Attributes:
        title: "" if the step is no longer in the guide.
        ends: nobody goes on from here, so nobody is lost here either.
        renews: it is met on the way to a new key alone.
        warned: field -> how often its value was shown again as odd.
        refused: field -> how often its value could not be saved.
        read: key of a question under 막혔어요 -> how often its answer was read.
        helped: how often somebody asked for help here (막혔어요).
        differed: how often somebody said that the mall's screen differs (화면이 달라요).

    """

    step_id: str
    title: str = ""
    ends: bool = False
    renews: bool = False
    shown: int = 0
    on: int = 0
    back: int = 0
    saved: int = 0
    median_s: int | None = None
    warned: Mapping[str, int] = field(default_factory=dict)
    refused: Mapping[str, int] = field(default_factory=dict)
    read: Mapping[str, int] = field(default_factory=dict)
    helped: int = 0
    differed: int = 0

    @property
    def stopped(self) -> list[str]:
        """Name the fields that kept somebody from saving, the most frequent first."""
        both = Counter(self.warned) + Counter(self.refused)
        return [name for name, _ in both.most_common()]

    @property
    def is_gone(self) -> bool:
        """Say whether the step is no longer in the guide."""
        return not self.title

    @property
    def left(self) -> int:
        """Count those of whom nothing more was seen after this screen."""
        return 0 if self.ends else max(0, self.shown - self.on - self.back)

    @property
    def share(self) -> int:
        """Give those who left, in percent of those to whom it was shown."""
        return round(100 * self.left / self.shown) if self.shown else 0

    @property
    def loss(self) -> int:
        """Weigh what was lost here: those who left, and those who asked."""
        return self.left + ASKED_WEIGHT * (self.helped + self.differed)


def step_stats(
    guide: Guide, counted: Mapping[str, Counts], asked: Mapping[str, Counts]
) -> list[StepStats]:
    """Give every step of a guide in its order; those it no longer has stand at the end.

    Args:
        guide: as it is served now.
        counted: step id -> what was counted there.
        asked: step id -> "help" and "mismatch" -> how many requests.

    """
    known = [step.id for step in guide.steps]
    gone = sorted({*counted, *asked} - {*known})
    none: Counts = {}
    return [_passage(guide, s, counted.get(s, none), asked.get(s, none)) for s in (*known, *gone)]


def _passage(guide: Guide, step_id: str, counts: Counts, asked: Counts) -> StepStats:
    step = next((step for step in guide.steps if step.id == step_id), None)
    return StepStats(
        step_id,
        step.title if step else "",
        ends=_ends(guide, step),
        renews=step is not None and step.only is not None,
        shown=counts.get(SHOWN, 0),
        on=counts.get(ON, 0),
        back=counts.get(BACK, 0),
        saved=counts.get(SAVED, 0),
        median_s=median_s(counts),
        warned=family(counts, "warned"),
        refused=family(counts, "refused"),
        read=family(counts, "read"),
        helped=asked.get("help", 0),
        differed=asked.get("mismatch", 0),
    )


def _ends(guide: Guide, step: Step | None) -> bool:
    """Say whether nobody goes on from a step: it ends a way, or leads from the way to a new key to an account."""
    if step is None or step.only is None:
        return step is not None and step.ends
    return guide.renew is not None and guide.renew.steps[-1] == step.id


def worst(found: list[StepStats]) -> StepStats | None:
    """Give the step at which most was lost; None while too little is known.

    Most in number, not in share: mending a screen that forty of two hundred leave helps more
    sellers than one that four of five leave. Those who ask for help count threefold, since for
    each of them some leave without a word. A step that was shown less than 20 times, or that the
    guide no longer has, is never the worst; of equals, the earlier one is.
    """
    judged = [one for one in found if one.shown >= MIN_SHOWN and one.loss and not one.is_gone]
    return max(judged, key=lambda one: one.loss, default=None)


def questions(guide: Guide) -> dict[str, str]:
    """Give what people ask under 막혔어요 of a guide: key -> the question."""
    return {one.key: one.ask for step in guide.steps for one in step.help}


def labels(guide: Guide) -> dict[str, str]:
    """Give what the fields of a guide's forms are called: name -> label."""
    forms = [step for step in guide.steps if isinstance(step, Credentials)]
    return {name: what.label for step in forms for name, what in step.fields.items()}
