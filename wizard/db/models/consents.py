"""What sellers agreed to."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from wizard.db.models.base import ID, Base, Moment


class Consent(Base):
    """A seller agreed to one version of the 개인정보 수집·이용 안내.

    Attributes:
        id: made of the showing of the form by which it was given, so that it is given once.
        version: of the notice that stood on that form.
        text: a digest of what the notice said then.

    """

    __tablename__ = "consent"
    __table_args__ = (Index("ix_consent_seller", "seller_id", "given_at"),)

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    seller_id: Mapped[str] = mapped_column(ForeignKey("seller.id", ondelete="CASCADE"))
    version: Mapped[str] = mapped_column(String(8))
    text: Mapped[str] = mapped_column(String(64))
    given_at: Mapped[datetime] = mapped_column(Moment)
