"""What sellers agreed to be told, and what they were told."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Bring the tables forward."""
    op.create_table(
        "message_consent",
        sa.Column(
            "seller_id",
            sa.String(32),
            sa.ForeignKey("seller.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("channel", sa.String(10), primary_key=True),
        sa.Column("is_given", sa.Boolean, nullable=False),
        sa.Column("version", sa.String(20), nullable=False),
        sa.Column("act", sa.String(10), nullable=False),
        sa.Column("email", sa.String(160), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
    )
    op.create_table(
        "notice",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column(
            "reminder_id",
            sa.String(32),
            sa.ForeignKey("reminder.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column(
            "seller_id",
            sa.String(32),
            sa.ForeignKey("seller.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("channel", sa.String(10), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("mall", sa.String(40), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("sent_at", MOMENT),
        sa.Column("settled_at", MOMENT),
        sa.Column("provider_id", sa.String(160), nullable=False),
        sa.Column("reason", sa.String(40), nullable=False),
        sa.UniqueConstraint("reminder_id", "channel"),
    )
    op.create_index("ix_notice_seller", "notice", ["seller_id", "due_at"])


def downgrade() -> None:
    """Bring the tables back; what was agreed to and told is lost."""
    op.drop_table("notice")
    op.drop_table("message_consent")
