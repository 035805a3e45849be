"""What publishing came to."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from wizard.content.release import Release
from wizard.errors import Fault


@dataclass(frozen=True)
class Published:
    """What publishing came to.

    Attributes:
        changed: the parts whose revision is another than before; empty if nothing was published.
        faults: part -> why its file was left out; its last good revision is served.
        losing: the malls among them whose files are sound, but lose what sellers saved.

    """

    release: Release
    changed: Sequence[str] = ()
    faults: Mapping[str, list[Fault]] = field(default_factory=dict)
    losing: Collection[str] = ()
