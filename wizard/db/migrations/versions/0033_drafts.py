"""Drafts are every editor's to see; a second editor looks a text over; a text goes out at a moment."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"


def upgrade() -> None:
    """Bring the tables forward."""
    with op.batch_alter_table("guide_draft") as table:
        table.add_column(
            sa.Column("window", sa.String(32), nullable=False, server_default=sa.text("''"))
        )
        table.add_column(sa.Column("writers", sa.JSON))
    _add_reviews()
    _add_schedules()


def _add_reviews() -> None:
    op.create_table(
        "guide_review",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("mall", sa.String(40), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("author", sa.String(32), nullable=False),
        sa.Column("note", sa.String(500), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("reviewer", sa.String(32), nullable=False),
        sa.Column("answer", sa.String(500), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True)),
    )
    op.create_index("ix_guide_review_text", "guide_review", ["mall", "digest"])


def _add_schedules() -> None:
    op.create_table(
        "guide_schedule",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("mall", sa.String(40), nullable=False),
        sa.Column("by", sa.String(32), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("base", sa.String(64), nullable=False),
        sa.Column("note", sa.String(200), nullable=False),
        sa.Column("accepted", sa.String(64), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("reason", sa.String(40), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.Column("seen_at", sa.DateTime(timezone=True)),
        sa.CheckConstraint("length(text) <= 200000", name="guide_schedule_size"),
    )
    waits = sa.text("state = 'waiting'")
    op.create_index(
        "ix_guide_schedule_waiting", "guide_schedule", ["mall"], unique=True,
        sqlite_where=waits, postgresql_where=waits,
    )  # fmt: skip
    op.create_index("ix_guide_schedule_state", "guide_schedule", ["state", "due_at"])


def downgrade() -> None:
    """Bring the tables back."""
    op.drop_table("guide_schedule")
    op.drop_table("guide_review")
    with op.batch_alter_table("guide_draft") as table:
        table.drop_column("writers")
        table.drop_column("window")
