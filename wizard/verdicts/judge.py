"""From an answer, or from none, to a verdict."""

import dataclasses
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from ipaddress import ip_address

from wizard.korean.invisible import INVISIBLE
from wizard.verdicts.answer import Answer, Failure
from wizard.verdicts.classes import VerdictClass
from wizard.verdicts.probes import Outcome, Probe
from wizard.verdicts.reading import Reading

CLOCK_TOLERANCE = timedelta(seconds=60)
"""A mall's clock further from ours than this makes our signatures worthless."""
_OF_FAILURES: Mapping[Failure, tuple[VerdictClass, str]] = {
    Failure.TLS: ("OUR_FAULT", "tls"),
    Failure.PROXY: ("OUR_FAULT", "egress"),
    Failure.TOO_BIG: ("AMBIGUOUS", "too_big"),
    Failure.MALFORMED: ("AMBIGUOUS", "malformed"),
}

_LIKE_AN_IP = re.compile(r"[0-9A-Fa-f:.]{7,45}")
_HEAD_CHARS = 4000
_TELLS_WHO: frozenset[VerdictClass] = frozenset({"OK", "WRONG_ID"})


@dataclass(frozen=True)
class Verdict:
    """What a mall said about an account.

    Attributes:
        reason: for operators: why, in one of our own words.
        field: the box to correct.
        step: the screen that shows how.
        probe: which question was answered so; "" if none was asked.
        shown: label -> what the mall says of the account's owner.
        again_minutes: when to try by itself again; None if not.
        seen_ip: as whom the mall sees us, where it refuses an address and names it.

    """

    verdict: VerdictClass
    reason: str = ""
    field: str = ""
    step: str = ""
    probe: str = ""
    shown: Mapping[str, str] = dataclasses.field(default_factory=dict)
    again_minutes: int | None = None
    seen_ip: str = ""

    @property
    def is_ok(self) -> bool:
        """Say whether the mall took the key."""
        return self.verdict == "OK"


def judge(
    probe: Probe, answer: Answer, given: Mapping[str, str], now: datetime, today: date
) -> Verdict:
    """Judge one answer by its probe's outcomes.

    Args:
        probe: what was asked.
        answer: what came back.
        given: what the seller typed, by field.
        now: our clock, when it came.
        today: the day in Korea.

    """
    reading = Reading(answer)
    outcome = matching(probe, reading, given, today)
    if _is_off(answer, now):
        return Verdict("OUR_FAULT", "clock", probe=probe.id)
    shown = _shown(probe, reading) if outcome.verdict in _TELLS_WHO else {}
    return Verdict(
        outcome.verdict,
        outcome.reason or "",
        outcome.field or "",
        outcome.step or "",
        probe.id,
        shown,
        outcome.again_minutes,
        seen_ip=named_ip(reading.text) if outcome.verdict == "IP_NOT_ALLOWED" else "",
    )


def matching(probe: Probe, reading: Reading, given: Mapping[str, str], today: date) -> Outcome:
    """Give the first outcome that fits; the last one has no condition."""
    return next(
        one for one in probe.outcomes if one.when is None or one.when.fits(reading, given, today)
    )


def of_failure(failure: Failure, probe: str) -> Verdict:
    """Judge that there was no answer: the same for all malls."""
    verdict, reason = _OF_FAILURES.get(failure, ("MALL_DOWN", failure.value))
    return Verdict(verdict, reason, probe=probe)


def named_ip(text: str) -> str:
    """Give the first address that a text names; "" if it names none."""
    for found in _LIKE_AN_IP.findall(text[:_HEAD_CHARS]):
        with suppress(ValueError):
            return str(ip_address(found.strip(".:")))
    return ""


def _shown(probe: Probe, reading: Reading) -> dict[str, str]:
    found = {label: _readable(reading.at(path)) for label, path in probe.shows.items()}
    return {label: value for label, value in found.items() if value}


def _readable(told: str | None) -> str:
    """Leave out what nobody can read, and halves of letters: no database and no page takes those."""
    whole = (told or "").encode("utf-8", "ignore").decode()
    return " ".join(INVISIBLE.sub("", whole).split())


def _is_off(answer: Answer, now: datetime) -> bool:
    return answer.dated is not None and abs(answer.dated - now) > CLOCK_TOLERANCE
