"""How often each screen was shown, passed, left: numbers only, nothing of any reader."""

from datetime import date

from sqlalchemy import Date, String
from sqlalchemy.orm import Mapped, mapped_column

from wizard.db.models.base import Base


class Tally(Base):
    """How often one thing happened at one step on one day.

    No reader, seller, value or address stands here, and no time finer than a day.

    Attributes:
        day: as days are counted in Korea.
        revision: the guide as it was shown.
        what: a word of a closed set; see `wizard.guide.funnel`.

    """

    __tablename__ = "tally"

    day: Mapped[date] = mapped_column(Date, primary_key=True)
    mall: Mapped[str] = mapped_column(String(40), primary_key=True)
    revision: Mapped[str] = mapped_column(String(64), primary_key=True)
    step_id: Mapped[str] = mapped_column(String(40), primary_key=True)
    what: Mapped[str] = mapped_column(String(80), primary_key=True)
    count: Mapped[int]
