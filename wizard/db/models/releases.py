"""What was published: files by content, revisions made of them, and the one order of releases."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from wizard.db.models.base import Base, Moment

MAX_FILE_BYTES = 1_048_576
"""No file of a guide is larger: a text has 200 KB at most, a picture 300 KB."""


class GuideFile(Base):
    """One file's bytes, kept once however many revisions have it; never changed.

    Attributes:
        digest: SHA-256 of the bytes, in hexadecimal.

    """

    __tablename__ = "guide_file"
    __table_args__ = (CheckConstraint(f"length(data) <= {MAX_FILE_BYTES}", name="guide_file_size"),)

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    data: Mapped[bytes] = mapped_column(LargeBinary)


class Revision(Base):
    """One guide with everything it was published with, or the constants; never changed.

    Attributes:
        name: the mall, or "constants".
        revision: the hash of the content; see `wizard.content.loader.revision_of`.
        files: [name, digest] of each file, in the order in which they are hashed.

    """

    __tablename__ = "guide_revision"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    revision: Mapped[str] = mapped_column(String(64), primary_key=True)
    files: Mapped[list[list[str]]] = mapped_column(JSON)
    kept_at: Mapped[datetime] = mapped_column(Moment)


class Release(Base):
    """One set of revisions; readers see that of the highest number. Never changed.

    Attributes:
        number: from 1, without a gap: of many who publish at once, one makes the next.
        by: "folder", "operator" or "staff:<id>".
        parts: mall, or "constants", -> revision.
        held: part -> the digest of the text that was rolled back from.
        after: the number of the release whose set was put back; 0 if this was no rollback.
        note: why it was made, in somebody's words; may be empty.
        digest: of parts and held: what a machine's own copy is held against.

    """

    __tablename__ = "guide_release"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Moment)
    by: Mapped[str] = mapped_column(String(60))
    parts: Mapped[dict[str, str]] = mapped_column(JSON)
    held: Mapped[dict[str, str]] = mapped_column(JSON)
    after: Mapped[int]
    note: Mapped[str] = mapped_column(String(200))
    digest: Mapped[str] = mapped_column(String(64))
