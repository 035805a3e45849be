"""Steps that guides share, as editors published them where machines share a database."""

from datetime import datetime

from sqlalchemy import CheckConstraint, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from wizard.db.models.base import Base, Moment

MAX_FRAGMENT_CHARS = 200_000
WITHDRAWN = ""


class GuideFragment(Base):
    """One fragment, for as long as no guide that readers see carries it, and after that.

    Attributes:
        name: of the text: "fragments/<name>".
        text: as it was published last; `WITHDRAWN` for one that stands nowhere any more.

    """

    __tablename__ = "guide_fragment"
    __table_args__ = (
        CheckConstraint(f"length(text) <= {MAX_FRAGMENT_CHARS}", name="guide_fragment_size"),
    )

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    kept_at: Mapped[datetime] = mapped_column(Moment)
