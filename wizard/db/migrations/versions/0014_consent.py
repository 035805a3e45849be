"""What sellers agreed to."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Bring the tables forward."""
    op.create_table(
        "consent",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column(
            "seller_id",
            sa.String(32),
            sa.ForeignKey("seller.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("version", sa.String(8), nullable=False),
        sa.Column("text", sa.String(64), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_consent_seller", "consent", ["seller_id", "given_at"])


def downgrade() -> None:
    """Bring the tables back; what sellers agreed to is lost."""
    op.drop_table("consent")
