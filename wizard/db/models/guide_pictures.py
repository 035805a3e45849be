"""Pictures that editors have put in, where machines share a database."""

from datetime import datetime

from sqlalchemy import CheckConstraint, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from wizard.db.models.base import ID, Base, Moment

MAX_PICTURE_BYTES = 300_000
"""What a guide's picture may have; see `wizard.guide.screenshots`."""


class GuidePicture(Base):
    """One picture beside the texts that are on their way; its bytes never change.

    Attributes:
        name: of its file; made of its content, too.
        mall: the name of the text for which it came: a guide, or a fragment.
        author: the id of who put it in first.
        created_at: when it was put in, the last time.

    """

    __tablename__ = "guide_picture"
    __table_args__ = (
        CheckConstraint(f"length(data) <= {MAX_PICTURE_BYTES}", name="guide_picture_size"),
    )

    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    mall: Mapped[str] = mapped_column(String(60))
    author: Mapped[str] = mapped_column(ID)
    data: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(Moment)
