"""What somebody is to be reminded of."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Bring the tables forward."""
    op.create_table(
        "reminder",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("cause", sa.String(120), nullable=False, unique=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("subject", sa.String(32), nullable=False),
        sa.Column("threshold", sa.Integer, nullable=False),
        sa.Column("seller_id", sa.String(32), sa.ForeignKey("seller.id", ondelete="CASCADE")),
        sa.Column("mall", sa.String(40), nullable=False),
        sa.Column("step_id", sa.String(40), nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("planned_at", MOMENT, nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("ended_at", MOMENT),
        sa.Column("ended_by", sa.String(48), nullable=False),
    )
    op.create_index("ix_reminder_seller_id", "reminder", ["seller_id"])
    op.create_index("ix_reminder_desk", "reminder", ["state", "due_at", "id"])
    op.create_index("ix_reminder_kind", "reminder", ["state", "kind", "due_at", "id"])
    op.create_index("ix_reminder_mall", "reminder", ["state", "mall", "due_at", "id"])
    op.create_index("ix_reminder_subject", "reminder", ["subject", "kind"])
    op.create_index("ix_reminder_ended", "reminder", ["state", "ended_at", "id"])
    op.create_table(
        "reminder_walk",
        sa.Column("source", sa.String(20), primary_key=True),
        sa.Column("round_at", MOMENT, nullable=False),
        sa.Column("place", sa.String(80), nullable=False),
        sa.Column("ended_at", MOMENT),
    )
    op.create_index("ix_link_made", "link", ["created_at", "id"])


def downgrade() -> None:
    """Bring the tables back; what was to be reminded of is lost."""
    op.drop_index("ix_link_made", "link")
    op.drop_table("reminder_walk")
    op.drop_table("reminder")
