"""Who was asked to look a text over, and what they said."""

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from wizard.db.models.base import ID, Base, Moment


class Review(Base):
    """One text that a second editor was asked to look over. What is typed after that is another text.

    Attributes:
        digest: of the text and of what it was begun on; see `wizard.services.reviews.digest_of`.
        note: what its author says of it; may be empty.
        state: "asked", "approved", "returned" or "withdrawn".
        reviewer: who said so; "" while nobody has.
        answer: what they said; may be empty.

    """

    __tablename__ = "guide_review"
    __table_args__ = (Index("ix_guide_review_text", "mall", "digest"),)

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    mall: Mapped[str] = mapped_column(String(60))
    digest: Mapped[str] = mapped_column(String(64))
    author: Mapped[str] = mapped_column(ID)
    note: Mapped[str] = mapped_column(String(500))
    state: Mapped[str] = mapped_column(String(16))
    reviewer: Mapped[str] = mapped_column(ID)
    answer: Mapped[str] = mapped_column(String(500))
    asked_at: Mapped[datetime] = mapped_column(Moment)
    decided_at: Mapped[datetime | None] = mapped_column(Moment)
