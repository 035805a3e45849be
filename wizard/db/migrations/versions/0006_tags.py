"""Marks on values stored in the open, a heartbeat to write, and an audit that nothing replaces."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

GUARDS = (
    """CREATE TRIGGER audit_event_no_replace BEFORE INSERT ON audit_event
       WHEN EXISTS (SELECT 1 FROM audit_event WHERE id = NEW.id)
       BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END""",
    """CREATE TRIGGER audit_seal_no_replace BEFORE INSERT ON audit_seal
       WHEN EXISTS (SELECT 1 FROM audit_seal WHERE position = NEW.position OR event_id = NEW.event_id)
       BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END""",
)
"""What refuses an INSERT OR REPLACE, which the triggers on UPDATE and DELETE do not see in SQLite."""


def upgrade() -> None:
    """Bring the tables forward; values that are there get their mark from whoever has the keys."""
    op.add_column("account_field", sa.Column("tag", sa.String))
    op.create_table(
        "heartbeat",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    if op.get_bind().dialect.name != "sqlite":  # PostgreSQL replaces nothing without an UPDATE
        return
    for guard in GUARDS:
        op.execute(guard)


def downgrade() -> None:
    """Bring the tables back; the marks are lost."""
    if op.get_bind().dialect.name == "sqlite":
        for table in ("audit_event", "audit_seal"):
            op.execute(f"DROP TRIGGER {table}_no_replace")
    op.drop_table("heartbeat")
    op.drop_column("account_field", "tag")
