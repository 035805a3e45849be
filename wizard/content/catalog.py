"""The guides that can be read now, side by side."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from wizard.content.constants_file import constants_in
from wizard.content.loader import GuideRevision, scan_folder
from wizard.errors import Fault
from wizard.guide.constants import Constants
from wizard.guide.glossary import Glossary
from wizard.guide.hosts import Hosts, hosts_of
from wizard.guide.model import Guide
from wizard.guide.screenshots import Screenshot
from wizard.steps.image import Image


@dataclass(frozen=True)
class Catalog:
    """One set of guides, whole: a reader never sees a part of one set beside a part of another.

    Attributes:
        guides: id -> guide, in the order in which a seller should see them.
        revisions: id -> hash of the content served.
        faults: id -> what is wrong with its file now; the guide served is then the last good one.
        constants: the named facts that stand in one place: server addresses, phone, agency.
        images: the screenshot files that the guides show.
        release: the number of the published set; 0 for one that was not published.
        glossaries: id -> the words that are explained in that guide.
        places: id -> the places of the files that it is made of.

    """

    guides: Mapping[str, Guide]
    revisions: Mapping[str, str] = field(default_factory=dict)
    faults: Mapping[str, list[Fault]] = field(default_factory=dict)
    constants: Constants = field(default_factory=lambda: Constants({}))
    images: Mapping[Image, Screenshot] = field(default_factory=dict)
    release: int = 0
    glossaries: Mapping[str, Glossary] = field(default_factory=dict)
    places: Mapping[str, Collection[str]] = field(default_factory=dict)

    @cached_property
    def hosts(self) -> Mapping[str, Hosts]:
        """Mall -> the hosts to which its guide leads: every save of any mall asks for all of them."""
        return {mall: hosts_of(guide) for mall, guide in self.guides.items()}

    @property
    def malls(self) -> dict[str, Guide]:
        """The guides that connect a mall: every one but the 사전 가이드."""
        return {mall: guide for mall, guide in self.guides.items() if guide.is_mall}


def catalog_of(
    editions: Mapping[str, GuideRevision],
    constants: bytes,
    faults: Mapping[str, list[Fault]],
    release: int = 0,
) -> Catalog:
    """Put guides into a catalog: open malls first, those most used before others."""

    def place(mall: str) -> tuple[bool, int, str]:
        guide = editions[mall].guide
        return not guide.is_open, guide.order, mall

    ordered = sorted(editions, key=place)
    return Catalog(
        guides={mall: editions[mall].guide for mall in ordered},
        revisions={mall: editions[mall].revision for mall in ordered},
        faults=faults,
        constants=constants_in(constants),
        images={image: shot for one in editions.values() for image, shot in one.images.items()},
        release=release,
        glossaries={mall: editions[mall].glossary for mall in ordered},
        places={mall: tuple(editions[mall].files) for mall in ordered},
    )


def open_catalog(folder: Path) -> Catalog:
    """Give the sound guides of a folder as they are now, published or not."""
    found = scan_folder(folder)
    return catalog_of(found.editions, found.constants or b"", found.faults)
