"""The audit is found by kind, by who, by day and by whom; a locked account says from where; members are told what was done for them."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    """Bring the tables forward; nobody is told of what was done for them before."""
    op.create_index("ix_audit_event_kind", "audit_event", ["kind", "id"])
    op.create_index("ix_audit_event_actor", "audit_event", ["actor", "id"])
    op.create_index("ix_audit_event_at", "audit_event", ["at"])
    nobodys = sa.text("seller_id IS NULL")
    op.create_index(
        "ix_audit_event_subject", "audit_event", ["subject", "id"],
        sqlite_where=nobodys, postgresql_where=nobodys,
    )  # fmt: skip
    op.add_column("attempt", sa.Column("source", sa.String(45), nullable=False, server_default=""))
    op.add_column("staff", sa.Column("told", sa.BigInteger, nullable=False, server_default="0"))
    op.execute("UPDATE staff SET told = coalesce((SELECT max(id) FROM audit_event), 0)")


def downgrade() -> None:
    """Bring the tables back."""
    op.drop_column("staff", "told")
    op.drop_column("attempt", "source")
    for name in ("subject", "at", "actor", "kind"):
        op.drop_index(f"ix_audit_event_{name}", "audit_event")
