"""Whether an address of e-mail was shown to be its seller's."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Bring the tables forward; no address is confirmed yet, so nothing is sent until it is."""
    op.add_column("message_consent", sa.Column("confirmed_at", MOMENT))
    op.add_column("message_consent", sa.Column("code", sa.Text, nullable=False, server_default=""))
    op.add_column("message_consent", sa.Column("code_at", MOMENT))


def downgrade() -> None:
    """Bring the tables back."""
    for name in ("code_at", "code", "confirmed_at"):
        op.drop_column("message_consent", name)
