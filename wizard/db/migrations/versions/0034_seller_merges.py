"""A merge of two sellers can be taken back for a day: how both were before."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"


def upgrade() -> None:
    """Bring the tables forward."""
    op.create_table(
        "seller_merge",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("seller_id", sa.String(32), nullable=False),
        sa.Column("other_id", sa.String(32), nullable=False),
        sa.Column("made_by", sa.String(48), nullable=False),
        sa.Column("merged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("was", sa.JSON, nullable=False),
        sa.ForeignKeyConstraint(["seller_id"], ["seller.id"], ondelete="CASCADE"),
    )
    op.create_index("ix_seller_merge_seller_id", "seller_merge", ["seller_id"])


def downgrade() -> None:
    """Bring the tables back."""
    op.drop_table("seller_merge")
