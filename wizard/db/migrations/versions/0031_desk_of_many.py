"""Several at one desk: how a request ended, notes that stay inside, who has it open, replies that are kept."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"

_INDEXES = {
    "ix_staff_note_request": ["request_id", "created_at"],
    "ix_staff_note_seller": ["seller_id", "created_at"],
    "ix_staff_note_told": ["told_staff", "seen_at"],
}


def upgrade() -> None:
    """Bring the tables forward."""
    op.add_column("request", sa.Column("outcome", sa.String(20), nullable=False, server_default=""))
    op.add_column("request", sa.Column("reopened_at", sa.DateTime(timezone=True)))
    op.create_table(
        "staff_note",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("request_id", sa.String(32), sa.ForeignKey("request.id", ondelete="CASCADE")),
        sa.Column("seller_id", sa.String(32), sa.ForeignKey("seller.id", ondelete="CASCADE")),
        sa.Column("staff_id", sa.String(32), nullable=False),
        sa.Column("act", sa.String(20), nullable=False),
        sa.Column("text", sa.String(1000), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_staff", sa.String(32), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True)),
    )
    for name, columns in _INDEXES.items():
        op.create_index(name, "staff_note", columns)
    op.create_table(
        "request_presence",
        sa.Column(
            "request_id",
            sa.String(32),
            sa.ForeignKey("request.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("staff_id", sa.String(32), primary_key=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_request_presence_seen", "request_presence", ["seen_at"])
    op.create_table(
        "saved_reply",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("title", sa.String(80), nullable=False),
        sa.Column("text", sa.String(1000), nullable=False),
        sa.Column("changed_by", sa.String(32), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade() -> None:
    """Bring the tables back."""
    op.drop_table("saved_reply")
    op.drop_table("request_presence")
    op.drop_table("staff_note")
    op.drop_column("request", "reopened_at")
    op.drop_column("request", "outcome")
