"""What editors have typed and not published yet."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, String, Text, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from wizard.db.models.base import ID, Base, Moment

MAX_DRAFT_CHARS = 200_000


class Draft(Base):
    """One text on its way, of one author and one guide; the same on every machine.

    Attributes:
        mall: the name of the text: a guide's id, which may be of no release yet, or that of one that guides share.
        author: the id of who types it.
        state: "typed": what has become of it.
        base: the digest of the text that it was begun on.
        good: the last text of it in which nothing was wrong; "" if there was none.
        version: one more each time that it is written.
        window: the page in which it was written last; another page must have seen that first.
        writers: the ids of all who typed in it; none of them looks it over. Empty for
            a draft of an older version: its author alone.

    """

    __tablename__ = "guide_draft"
    __table_args__ = (
        UniqueConstraint("author", "mall", name="one_draft_of_a_guide"),
        CheckConstraint(f"length(text) <= {MAX_DRAFT_CHARS}", name="guide_draft_size"),
    )

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    mall: Mapped[str] = mapped_column(String(60))
    author: Mapped[str] = mapped_column(ID)
    state: Mapped[str] = mapped_column(String(16))
    base: Mapped[str] = mapped_column(String(64))
    text: Mapped[str] = mapped_column(Text)
    good: Mapped[str] = mapped_column(Text)
    version: Mapped[int]
    window: Mapped[str] = mapped_column(ID, default="", server_default=sql("''"))
    writers: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    created_at: Mapped[datetime] = mapped_column(Moment)
    updated_at: Mapped[datetime] = mapped_column(Moment)
