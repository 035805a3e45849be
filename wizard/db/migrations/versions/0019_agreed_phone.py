"""For which phone a seller agreed to be told."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"

AGREED = """
    UPDATE message_consent
    SET phone = (SELECT phone FROM seller WHERE seller.id = message_consent.seller_id)
    WHERE channel = 'talk' AND is_given AND NOT EXISTS (
        SELECT 1 FROM audit_event
        WHERE audit_event.seller_id = message_consent.seller_id
        AND audit_event.at >= message_consent.at
        AND (kind = 'seller.merged' OR (kind = 'seller.corrected' AND detail LIKE '%phone%'))
    )
"""
"""Of whom the phone was changed since, or who was merged, nobody knows for which one they agreed."""


def upgrade() -> None:
    """Bring the tables forward; who may have agreed for another phone is asked again."""
    column = sa.Column("phone", sa.String(20), nullable=False, server_default="")
    op.add_column("message_consent", column)
    op.execute(AGREED)


def downgrade() -> None:
    """Bring the tables back."""
    op.drop_column("message_consent", "phone")
