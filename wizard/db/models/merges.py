"""Two records of one firm made one, and how both were before, for as long as it can be taken back."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from wizard.db.models.base import ID, Base, Moment


class SellerMerge(Base):
    """A merge that can be taken back; its row goes when it is, or when its day is over.

    Attributes:
        seller_id: who stayed.
        other_id: who went, and comes back under the same id.
        made_by: "staff:<id>", or "seller:<id>" where a browser had shown that it was both.
        was: what the merge changed, as it was; see `wizard.db.queries.merges`. No value of an account is in it.

    """

    __tablename__ = "seller_merge"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    seller_id: Mapped[str] = mapped_column(ForeignKey("seller.id", ondelete="CASCADE"), index=True)
    other_id: Mapped[str] = mapped_column(ID)
    made_by: Mapped[str] = mapped_column(String(48))
    merged_at: Mapped[datetime] = mapped_column(Moment)
    was: Mapped[dict[str, Any]] = mapped_column(JSON)
