"""The processes that are at work, on whatever machine: each writes down now and then that it is."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from wizard.db.models.base import ID, Base, Moment


class MachineProcess(Base):
    """One process of a `wizard serve` or `wizard work`; no other process writes its row.

    Attributes:
        machine_id: what the processes of one command have in common, made when it starts.
        pid: its number on its machine.
        kind: "serve" or "work".
        host: what its machine calls itself.
        version: of the program.
        folder: the id of its data folder.
        release: the number of the release that it shows; 0 if it shows none.
        started_at: when its command began.
        seen_at: when it last found that the database takes writes.

    """

    __tablename__ = "machine_process"

    machine_id: Mapped[str] = mapped_column(ID, primary_key=True)
    pid: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(10))
    host: Mapped[str] = mapped_column(String(64))
    version: Mapped[str] = mapped_column(String(40))
    folder: Mapped[str] = mapped_column(ID)
    release: Mapped[int]
    started_at: Mapped[datetime] = mapped_column(Moment)
    seen_at: Mapped[datetime] = mapped_column(Moment)
