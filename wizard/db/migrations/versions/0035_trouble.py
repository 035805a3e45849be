"""Why a mall cannot be asked from here, and as whom it sees us."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"

TABLE = "mall_breaker"


def upgrade() -> None:
    """Bring the tables forward."""
    op.add_column(TABLE, sa.Column("trouble", sa.String(30), nullable=False, server_default=""))
    op.add_column(TABLE, sa.Column("troubled_at", sa.DateTime(timezone=True)))
    op.add_column(TABLE, sa.Column("trouble_seen_at", sa.DateTime(timezone=True)))
    op.add_column(TABLE, sa.Column("seen_ip", sa.String(45), nullable=False, server_default=""))


def downgrade() -> None:
    """Bring the tables back."""
    for name in ("seen_ip", "trouble_seen_at", "troubled_at", "trouble"):
        op.drop_column(TABLE, name)
