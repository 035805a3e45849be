"""Tokens of other programs, what they sent once, and what they read of sellers' secrets."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Bring the tables forward."""
    op.create_table(
        "api_token",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("digest", sa.String(64), nullable=False, unique=True),
        sa.Column("ending", sa.String(4), nullable=False),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("scopes", sa.JSON, nullable=False),
        sa.Column("made_by", sa.String(32), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT),
        sa.Column("used_at", MOMENT),
        sa.Column("revoked_at", MOMENT),
    )
    op.create_table(
        "idempotent_request",
        sa.Column("token_id", sa.String(32), primary_key=True),
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("id", sa.String(32), nullable=False, unique=True),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("seller_id", sa.String(32), index=True),
        sa.Column("answer", sa.Text),
        sa.Column("held_until", MOMENT, nullable=False),
        sa.Column("done_at", MOMENT),
        sa.Column("expires_at", MOMENT, nullable=False, index=True),
    )
    with op.batch_alter_table("opening") as opening:
        opening.alter_column("request_id", existing_type=sa.String(32), nullable=True)
        opening.add_column(sa.Column("token_id", sa.String(32)))
    op.create_index("ix_account_changed", "account", ["updated_at", "id"])


def downgrade() -> None:
    """Bring the tables back; tokens and what they read are lost."""
    op.drop_index("ix_account_changed", "account")
    op.execute("DELETE FROM opening WHERE request_id IS NULL")
    with op.batch_alter_table("opening") as opening:
        opening.drop_column("token_id")
        opening.alter_column("request_id", existing_type=sa.String(32), nullable=False)
    op.drop_table("idempotent_request")
    op.drop_table("api_token")
