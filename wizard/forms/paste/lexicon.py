"""The names that a form's boxes go by in a pasted text; and which malls are not ours."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from wizard.forms.paste import names, vocabulary
from wizard.forms.paste.boxes import Box
from wizard.forms.paste.keyboard import slips
from wizard.forms.paste.mall import ADDRESS, Mall, bare_host, is_address, named_by
from wizard.forms.paste.programs import names_password, programs_among
from wizard.forms.paste.tree import Tree, tree_of
from wizard.steps.fields import AnyField, WrittenField

OTHER = ""
"""Whose a name is that no box goes by."""
_LONG_NAME = 4
_BEFORE_MALL = r"(?:(?<![\w@./])|(?<=^[0-9]\.)|(?<=^[0-9]{2}\.))"
"""Where a mall's name may begin: in no address, but right behind a list's number: "2.쿠팡"."""

Named = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Lexicon:
    """What a text is held against.

    Attributes:
        boxes: field id -> box.
        tree: all names, letter by letter.
        ours: the mall's own names as keys.
        malls: finds every mall's name, and every web address.
        mall: whose the form is.

    """

    boxes: Mapping[str, Box]
    tree: Tree = field(repr=False)
    ours: frozenset[str]
    malls: re.Pattern[str] = field(repr=False)
    mall: Mall = field(default_factory=Mall)
    _seen: dict[str, tuple[list[re.Match[str]], list[re.Match[str]]]] = field(
        default_factory=dict, repr=False
    )

    def is_ours(self, mall: str) -> bool:
        """Say whether the name of a mall, or an address, is that of the form's own."""
        if is_address(mall):
            is_at = self.mall.is_at(mall) or named_by(mall) in self.ours
            return not self.mall.names or is_at
        return names.key(mall) in self.ours

    def is_doubted(self, mall: str) -> bool:
        """Say whether an address is shared with others, or another place of the form's own firm that nobody knows."""
        is_near = is_address(mall) and self.mall.is_near(mall, self.ours)
        return self._is_shared(mall) or (is_near and not self.is_ours(mall))

    def is_at_another(self, address: str) -> bool:
        """Say whether an address is, by its host, of another mall, or one to sign in at."""
        return self.mall.is_anothers(address, self.ours)

    def is_known(self, mall: str) -> bool:
        """Say whether it is plain whose a name or an address is."""
        return not is_address(mall) or self.mall.knows(mall)

    def malls_in(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """Find the malls in a stretch, by name or address; no program that a key is for, and no value of a box."""
        return _within(self._found(text)[0], start, end)

    def tools_in(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """Find the names of programs that a key is for which are a mall's name elsewhere."""
        return _within(self._found(text)[1], start, end)

    def _found(self, text: str) -> tuple[list[re.Match[str]], list[re.Match[str]]]:
        """Look through a text once: for malls, and for programs of that name."""
        if text not in self._seen:
            found = list(self.malls.finditer(text))
            tools = programs_among(text, found)
            places = {tool.start() for tool in tools}
            others = [m for m in found if m.start() not in places]
            is_login = names_password(text)
            passed = (m for m in others if is_login or not self._is_shared(m.group()))
            self._seen[text] = [m for m in passed if not self._is_value(m.group())], tools
        return self._seen[text]

    def _is_shared(self, said: str) -> bool:
        return is_address(said) and bare_host(said) in self.mall.shared_hosts

    def _is_value(self, said: str) -> bool:
        return is_address(said) and any(box.is_site_of(said) for box in self.boxes.values())


def lexicon_of(fields: Mapping[str, AnyField], mall: Mall | None = None) -> Lexicon:
    """Give the names of a form's boxes, `field id -> field`; worked out once for each form. Choices have no names."""
    mall = mall or Mall()
    written = tuple((n, what) for n, what in fields.items() if isinstance(what, WrittenField))
    named = tuple((name, what.names) for name, what in written)
    tree, concepts, own, malls = _known(named, mall.names)
    boxes = {name: Box(name, what, concepts.get(name, "")) for name, what in written}
    return Lexicon(boxes, tree, own, malls, mall)


@lru_cache(maxsize=128)
def _known(
    named: Named, ours: tuple[str, ...]
) -> tuple[Tree, Mapping[str, str], frozenset[str], re.Pattern[str]]:
    every = [name for group in vocabulary.MALLS.values() for name in group]
    own = frozenset(filter(None, map(names.key, _own_names(ours) if ours else every)))
    foreign = [name for name in every if names.key(name) not in own]
    concepts = _concepts(named)
    owners = {names.key(n): OTHER for n in names.OTHERS}
    for field_id, concept in concepts.items():
        for name in names.CONCEPTS[concept].called:
            owners[names.key(name)] = field_id
            owners.update(dict.fromkeys(slips(names.key(name)), field_id))
    labels = {names.key(n): field_id for field_id, known in named for n in known}
    shared = {
        k for k in owners for other in labels if _is_tail(k, other) and labels[other] != owners[k]
    }
    owners |= dict.fromkeys(shared, OTHER) | labels
    glued = {mall + k: owners[k] for mall in own for k in labels | owners if owners[k]}
    glued |= {names.key(mall) + k: OTHER for mall in foreign for k in owners if owners[k]}
    glued = {name: owner for name, owner in glued.items() if not name.isascii()}
    malls = sorted({*own, *map(str.casefold, foreign)}, key=len, reverse=True)
    pattern = "|".join(re.escape(mall) for mall in malls if mall)
    named_malls = rf"{_BEFORE_MALL}(?:{pattern})(?![A-Za-z0-9.@]|[!#$%^&*+~?]+\w)"
    known_malls = re.compile(rf"(?im:{ADDRESS}|{named_malls})")
    return tree_of(glued | owners), concepts, own, known_malls


def _within(found: list[re.Match[str]], start: int, end: int) -> Iterator[re.Match[str]]:
    for place in range(bisect_left(found, start, key=re.Match.start), len(found)):
        if found[place].end() > end:
            return
        yield found[place]


def _own_names(ours: tuple[str, ...]) -> set[str]:
    said = {names.key(name) for name in ours}
    for mall, called in vocabulary.MALLS.items():
        if mall and said & {mall, *map(names.key, called)}:
            return {*ours, *called}
    return set(ours)


def _concepts(named: Named) -> dict[str, str]:
    """Give field id -> what it is, of those of which the form has only one."""
    found: dict[str, str] = {}
    for concept, what in names.CONCEPTS.items():
        keys = set(map(names.key, what.known_by))
        owners = [f for f, known in named if keys & set(map(names.key, known)) and f not in found]
        if len(owners) == 1:
            found[owners[0]] = concept
    return found


def _is_tail(name: str, other: str) -> bool:
    """Say whether a name is the end of another box's, so that it may mean either."""
    return len(name) >= _LONG_NAME and name != other and other.endswith(name)
