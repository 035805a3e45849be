"""Rates that all processes share, and the list of firms that started by themselves."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Bring the tables forward."""
    op.create_table(
        "rate_limit",
        sa.Column("scope", sa.String(20), primary_key=True),
        sa.Column("address", sa.String(64), primary_key=True),
        sa.Column("rested_s", sa.Double, nullable=False),
    )
    op.create_index("ix_rate_limit_rested_s", "rate_limit", ["rested_s"])
    op.create_index("ix_seller_origin", "seller", ["origin", "created_at", "id"])


def downgrade() -> None:
    """Bring the tables back; who did something lately is forgotten."""
    op.drop_index("ix_seller_origin", "seller")
    op.drop_table("rate_limit")
