"""Whom to call first, one card a seller, and a line that comes back tomorrow."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"

_INDEXES = {
    "ix_reminder_rank": ["state", "rank", "due_at", "id"],
    "ix_reminder_kind": ["state", "kind", "rank", "due_at", "id", "later_until"],
    "ix_reminder_mall": ["state", "mall", "rank", "due_at", "id"],
    "ix_reminder_firm": ["seller_id", "state", "rank", "due_at", "id"],
    "ix_reminder_later": ["state", "later_until", "id"],
}
_RANKS = "CASE WHEN kind = 'request' THEN 0 WHEN kind = 'answer' THEN 4 WHEN kind IN ('check', 'returned') OR (kind = 'expiry' AND threshold <= 3) THEN 2 ELSE 3 END"
"""As the hourly round ranks them, but for what only it knows: who has taken a request, and who is a stranger."""


def upgrade() -> None:
    """Bring the tables forward."""
    op.add_column("reminder", sa.Column("rank", sa.Integer, nullable=False, server_default="3"))
    op.add_column("reminder", sa.Column("later_until", sa.DateTime(timezone=True)))
    op.add_column(
        "reminder", sa.Column("later_by", sa.String(48), nullable=False, server_default="")
    )
    op.execute(f"UPDATE reminder SET rank = {_RANKS}")  # noqa: S608 (a text of ours)
    for name in ("ix_reminder_kind", "ix_reminder_mall", "ix_reminder_seller_id"):
        op.drop_index(name, "reminder")
    for name, columns in _INDEXES.items():
        op.create_index(name, "reminder", columns)


def downgrade() -> None:
    """Bring the tables back."""
    for name in _INDEXES:
        op.drop_index(name, "reminder")
    op.create_index("ix_reminder_kind", "reminder", ["state", "kind", "due_at", "id"])
    op.create_index("ix_reminder_mall", "reminder", ["state", "mall", "due_at", "id"])
    op.create_index("ix_reminder_seller_id", "reminder", ["seller_id"])
    for name in ("later_by", "later_until", "rank"):
        op.drop_column("reminder", name)
