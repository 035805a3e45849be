"""How often an address did what protects accounts: counted once for all processes and machines."""

from sqlalchemy import Double, String
from sqlalchemy.orm import Mapped, mapped_column

from wizard.db.models.base import Base


class RateLimit(Base):
    """One address that did one kind of thing lately.

    Attributes:
        scope: the kind of thing.
        address: a keyed digest of the address: which one it was is nowhere.
        rested_s: when it will have rested, in seconds since 1970.

    """

    __tablename__ = "rate_limit"

    scope: Mapped[str] = mapped_column(String(20), primary_key=True)
    address: Mapped[str] = mapped_column(String(64), primary_key=True)
    rested_s: Mapped[float] = mapped_column(Double, index=True)
