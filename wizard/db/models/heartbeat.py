"""A row to write now and then, so that it is known whether anything can be written."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from wizard.db.models.base import Base, Moment


class Heartbeat(Base):
    """The last moment at which a process found that the database takes writes; one row."""

    __tablename__ = "heartbeat"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Moment)
