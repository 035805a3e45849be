"""One try of an account: its probes in order, each once, until one says what is the matter."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from wizard.errors import BadFormatError
from wizard.korean.calendar import in_korea
from wizard.malls.request import Ask, Request
from wizard.malls.signers import sign
from wizard.verdicts.answer import Answer, Failure
from wizard.verdicts.judge import Verdict, judge, of_failure
from wizard.verdicts.probes import Probe, Source, Verify, Way
from wizard.verdicts.reading import Reading


@dataclass(frozen=True, repr=False)
class Values:
    """What a try may use. It holds keys: it is never kept or logged.

    Attributes:
        given: what the seller typed, by field.
        own: what the operator alone has, by setting.
        taken: what earlier probes read, by name.

    """

    given: Mapping[str, str]
    own: Mapping[str, str]
    taken: Mapping[str, str] = field(default_factory=dict)

    def __repr__(self) -> str:
        """Show nothing that a log must not have."""
        return f"<Values {sorted(self.given)}>"

    def of(self, source: Source) -> str | None:
        """Give the value that a source leads to; None if there is none."""
        if source.field:
            return next((self.given[one] for one in source.field if self.given.get(one)), None)
        if source.setting:
            return self.own.get(source.setting)
        return self.taken.get(source.taken) if source.taken else source.value

    def every(self, sources: Mapping[str, Source]) -> dict[str, str]:
        """Give the values of several sources by name; those without one are left out."""
        found = {name: self.of(source) for name, source in sources.items()}
        return {name: value for name, value in found.items() if value}

    def have(self, way: Way) -> bool:
        """Say whether a way can be gone: whether all that it needs is there."""
        return all(self.of(source) for source in way.needs())


@dataclass(frozen=True)
class Attempt:
    """Tries accounts.

    Attributes:
        ask: asks a mall once.
        now: our clock.

    """

    ask: Ask
    now: Callable[[], datetime]

    def verdict(self, verify: Verify, values: Values) -> Verdict:
        """Try an account by the first way that can be gone."""
        way = next((one for one in verify.ways if values.have(one)), None)
        if way is None:
            return Verdict("UNVERIFIABLE", _lacking(verify, values))
        found = Verdict("UNVERIFIABLE")
        for probe in way.probes:
            found, taken = self._probed(probe, values)
            if not found.is_ok:
                return found
            values = replace(values, taken={**values.taken, **taken})
        return found

    def _probed(self, probe: Probe, values: Values) -> tuple[Verdict, Mapping[str, str]]:
        using = values.every(probe.sign.using)
        found, answer = self._asked(probe, values, using)
        if found.verdict == "NO_PERMISSION" and probe.control:
            found = self._controlled(probe, values, using, found)
        return found, _taken(probe, answer) if found.is_ok and answer else {}

    def _asked(
        self, probe: Probe, values: Values, using: Mapping[str, str]
    ) -> tuple[Verdict, Answer | None]:
        try:
            answer = self.ask(self._signed(probe, values, using))
        except BadFormatError as error:
            return _malformed(probe, error.name, values.given), None
        if isinstance(answer, Failure):
            return of_failure(answer, probe.id), None
        now = self.now()
        return judge(probe, answer, values.given, now, in_korea(now)), answer

    def _signed(self, probe: Probe, values: Values, using: Mapping[str, str]) -> Request:
        parts = {name: values.given[name] for name in probe.placeholders}
        request = Request.filled(probe.id, probe.host, probe.method, probe.path, parts)
        request = request.with_headers(values.every(probe.headers))
        return sign(probe.sign.by, request, using, self.now())

    def _controlled(
        self, probe: Probe, values: Values, using: Mapping[str, str], found: Verdict
    ) -> Verdict:
        """Ask the same of a seller that is known to be good: then it is the account; else it is us."""
        known = values.every(probe.control)
        if len(known) < len(probe.control):
            return replace(found, verdict="AMBIGUOUS", reason="no_control")
        control, _ = self._asked(probe, values, {**using, **known})
        return found if control.is_ok else Verdict("OUR_FAULT", "control", probe=probe.id)


def _taken(probe: Probe, answer: Answer) -> dict[str, str]:
    reading = Reading(answer, max_chars=4000)
    found = {name: reading.at(path) for name, path in probe.takes.items()}
    return {name: value for name, value in found.items() if value}


def _malformed(probe: Probe, name: str, given: Mapping[str, str]) -> Verdict:
    """Tell whose value it is that cannot be sent: the seller's, by its box, or ours."""
    source = {**probe.headers, **probe.sign.using}.get(name, Source(field=(name,)))
    box = next((one for one in source.field or () if given.get(one)), "")
    if not box:
        return Verdict("OUR_FAULT", "settings", probe=probe.id)
    return Verdict("BAD_FORMAT", field=box, probe=probe.id)


def _lacking(verify: Verify, values: Values) -> str:
    """Say why no way can be gone: for want of a setting, or of a value."""
    is_ours = any(all(values.of(one) for one in way.needs() if one.field) for way in verify.ways)
    return "settings" if is_ours else "values"
