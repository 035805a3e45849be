"""`verify:` asks only for what there is, proves what it takes for success, and ends in doubt."""

from collections.abc import Iterable, Iterator

from wizard.guide.messages import nearest
from wizard.guide.model import Guide, Path, Problem
from wizard.mall_settings import OPERATORS_OWN
from wizard.steps import Credentials
from wizard.steps.fields import AnyField
from wizard.verdicts.conditions import When
from wizard.verdicts.coverage import covers
from wizard.verdicts.probes import Outcome, Probe, Source, Way
from wizard.verdicts.signers import OPTIONAL, SIGNERS


def verification(guide: Guide) -> Iterator[Problem]:
    """Find what `verify:` says and cannot be so."""
    if guide.verify is None:
        return
    fields = {
        name: field
        for step in guide.steps
        if isinstance(step, Credentials)
        for name, field in step.fields.items()
    }
    for index, way in enumerate(guide.verify.ways):
        yield from _way(guide, fields, way, ("verify", "ways", index))


def _way(guide: Guide, fields: dict[str, AnyField], way: Way, path: Path) -> Iterator[Problem]:
    taken: set[str] = set()
    for index, probe in enumerate(way.probes):
        where = (*path, "probes", index)
        yield from _sources(probe, fields, taken, where)
        yield from _signer(probe, where)
        yield from _secret_in_path(probe, fields, where)
        yield from _endings(probe, where)
        for place, outcome in enumerate(probe.outcomes):
            yield from _names(guide, fields, outcome, (*where, "outcomes", place))
        taken |= set(probe.takes)


def _sources(
    probe: Probe, fields: dict[str, AnyField], taken: set[str], path: Path
) -> Iterator[Problem]:
    for where, source in _placed(probe, path):
        yield from _unknown(source.field or (), fields, "입력칸이", (*where, "field"))
        yield from _unknown(
            _one(source.setting), OPERATORS_OWN, "운영자 설정이", (*where, "setting")
        )
        yield from _unknown(_one(source.taken), taken, "앞에서 얻은 값이", (*where, "taken"))
    yield from _unknown(probe.placeholders, fields, "입력칸이", (*path, probe.method.lower()))


def _placed(probe: Probe, path: Path) -> Iterator[tuple[Path, Source]]:
    for name, source in probe.sign.using.items():
        yield (*path, "sign", "using", name), source
    for group, sources in (("headers", probe.headers), ("control", probe.control)):
        for name, source in sources.items():
            yield (*path, group, name), source


def _one(name: str | None) -> tuple[str, ...]:
    return () if name is None else (name,)


def _unknown(
    names: Iterable[str], known: Iterable[str], what: str, path: Path
) -> Iterator[Problem]:
    words = set(known)
    for name in names:
        if name not in words:
            hint = nearest(name, words) if words else "앞 물음에 takes를 적어 주세요"
            yield Problem(path, "P43", f"'{name}'이라는 {what} 없어요", hint)


def _signer(probe: Probe, path: Path) -> Iterator[Problem]:
    given, wanted = set(probe.sign.using), SIGNERS[probe.sign.by]
    known = wanted | OPTIONAL.get(probe.sign.by, frozenset())
    where = (*path, "sign", "using")
    for name in sorted(wanted - given):
        hint = f"{name}이 어디서 오는지 적어 주세요"
        yield Problem(where, "P43", f"{probe.sign.by} 서명에는 '{name}'이 있어야 해요", hint)
    yield from _unknown(sorted(given - known), known, "서명의 값이", where)
    for name in sorted(set(probe.control) - known):
        hint = nearest(name, known)
        yield Problem((*path, "control"), "P43", f"'{name}'이라는 서명의 값이 없어요", hint)


def _secret_in_path(probe: Probe, fields: dict[str, AnyField], path: Path) -> Iterator[Problem]:
    for name in probe.placeholders:
        if name in fields and fields[name].kind == "secret":
            message = f"비밀값 '{name}'이 주소에 들어가요"
            hint = "주소는 서버의 기록에 남아요. 서명이나 머리글로 보내 주세요"
            yield Problem((*path, probe.method.lower()), "P44", message, hint)


def _endings(probe: Probe, path: Path) -> Iterator[Problem]:
    *first, last = probe.outcomes
    end = (*path, "outcomes", len(first))
    if last.when is not None or last.verdict != "AMBIGUOUS":
        message, hint = "마지막 줄은 when이 없는 AMBIGUOUS여야 해요", "모르는 답은 모른다고 말해요"
        yield Problem(end, "P45", message, hint)
    before: list[When] = []
    for index, outcome in enumerate(probe.outcomes):
        yield from _reached(outcome, before, index == len(first), (*path, "outcomes", index))
        before += [outcome.when] if outcome.when else []


def _reached(outcome: Outcome, before: list[When], is_last: bool, path: Path) -> Iterator[Problem]:
    if outcome.when is None:
        if not is_last:
            message, hint = "when이 없어서 아래 줄에는 아무도 오지 않아요", "when을 적어 주세요"
            yield Problem(path, "P46", message, hint)
        return
    if any(covers(one, outcome.when) for one in before):
        message, hint = (
            "앞줄이 먼저 맞아서 이 줄은 쓰이지 않아요",
            "더 좁은 줄을 앞으로 옮겨 주세요",
        )
        yield Problem((*path, "when"), "P46", message, hint)
    if outcome.verdict == "OK" and not outcome.when.is_proof:
        message = "상태만으로 연결됐다고 하고 있어요"
        hint = "has, root, text로 맞는 답에만 있는 것을 적어 주세요"
        yield Problem((*path, "when"), "P47", message, hint)


def _names(
    guide: Guide, fields: dict[str, AnyField], outcome: Outcome, path: Path
) -> Iterator[Problem]:
    yield from _unknown(_one(outcome.field), fields, "입력칸이", (*path, "field"))
    asked = outcome.when
    compared = [*(asked.differs or {}).values(), *(asked.issued_within or {})] if asked else []
    yield from _unknown(compared, fields, "입력칸이", (*path, "when"))
    steps = {step.id for step in guide.steps}
    yield from _unknown(_one(outcome.step), steps, "단계가", (*path, "step"))
    for index, look in enumerate(outcome.look):
        yield from _unknown(_one(look.step), steps, "단계가", (*path, "look", index, "step"))
