"""Lists of sellers that staff made in one press."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    """Bring the tables forward."""
    op.create_table(
        "seller_batch",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("staff_id", sa.String(32), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_seller_batch_newest", "seller_batch", ["created_at", "id"])
    op.create_table(
        "seller_batch_line",
        sa.Column("batch_id", sa.String(32), primary_key=True),
        sa.Column("seller_id", sa.String(32), primary_key=True),
        sa.Column("line", sa.Integer, nullable=False),
        sa.Column("is_new", sa.Boolean, nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["seller_batch.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["seller_id"], ["seller.id"], ondelete="CASCADE"),
    )
    op.create_index("ix_seller_batch_line_seller_id", "seller_batch_line", ["seller_id"])


def downgrade() -> None:
    """Bring the tables back."""
    op.drop_table("seller_batch_line")
    op.drop_table("seller_batch")
