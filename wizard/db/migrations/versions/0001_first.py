"""Sellers, runs, accounts with sealed fields, requests, key checks."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

ID = sa.String(32)
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Bring the tables forward."""
    op.create_table(
        "seller",
        sa.Column("id", ID, primary_key=True),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("business_number", sa.String(10), nullable=False, index=True),
        sa.Column("phone", sa.String(20), nullable=False),
        sa.Column("origin", sa.String(10), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
    )
    op.create_table(
        "run",
        sa.Column("id", ID, primary_key=True),
        _belongs_to("seller"),
        sa.Column("mall", sa.String(40), nullable=False),
        sa.Column("revision", sa.String(64), nullable=False),
        sa.Column("answers", sa.JSON, nullable=False),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.UniqueConstraint("seller_id", "mall"),
    )
    op.create_table(
        "account",
        sa.Column("id", ID, primary_key=True),
        _belongs_to("seller"),
        sa.Column("mall", sa.String(40), nullable=False),
        sa.Column("step_id", sa.String(40), nullable=False),
        sa.Column("revision", sa.String(64), nullable=False),
        sa.Column("answers", sa.JSON, nullable=False),
        sa.Column("form_token", sa.String(64), nullable=False, unique=True),
        sa.Column("expires_on", sa.Date),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
    )
    op.create_index("ix_account_seller_mall", "account", ["seller_id", "mall"])
    op.create_table(
        "account_field",
        _belongs_to("account", primary_key=True),
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("value", sa.String, nullable=False),
        sa.Column("is_sealed", sa.Boolean, nullable=False),
    )
    op.create_table(
        "request",
        sa.Column("id", ID, primary_key=True),
        _belongs_to("account"),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.UniqueConstraint("account_id", "kind"),
    )
    op.create_table(
        "key_check",
        sa.Column("key_id", sa.String(40), primary_key=True),
        sa.Column("sealed", sa.String, nullable=False),
    )


def downgrade() -> None:
    """Bring the tables back."""
    for table in ("key_check", "request", "account_field", "account", "run", "seller"):
        op.drop_table(table)


def _belongs_to(table: str, *, primary_key: bool = False) -> sa.Column[str]:
    owner = sa.ForeignKey(f"{table}.id", ondelete="CASCADE")
    return sa.Column(f"{table}_id", ID, owner, primary_key=primary_key, nullable=False)
