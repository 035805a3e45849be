"""Whether accounts stand in 아임셀러."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

MOMENT = sa.DateTime(timezone=True)
DECIDED = sa.text("decided_at IS NOT NULL")


def upgrade() -> None:
    """Bring the tables forward; what is saved already asks to be registered from now on."""
    op.create_table(
        "registration",
        sa.Column(
            "account_id",
            sa.String(32),
            sa.ForeignKey("account.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("decided_at", MOMENT),
        sa.Column("decided_by", sa.String(80), nullable=False),
        sa.Column("registered_revision", sa.Integer),
        sa.Column("registered_at", MOMENT),
        sa.Column("field", sa.String(40), nullable=False),
        sa.Column("reason", sa.String(1000), nullable=False),
    )
    op.create_index("ix_registration_state", "registration", ["state", "asked_at", "account_id"])
    op.create_index(
        "ix_registration_decided",
        "registration",
        ["decided_at"],
        sqlite_where=DECIDED,
        postgresql_where=DECIDED,
    )
    op.execute(
        "INSERT INTO registration (account_id, revision, state, asked_at, decided_by, field, reason) "
        "SELECT id, 1, 'asked', updated_at, '', '', '' FROM account"
    )
    op.add_column("opening", sa.Column("revision", sa.Integer))


def downgrade() -> None:
    """Bring the tables back; what stood in 아임셀러 is lost."""
    op.drop_column("opening", "revision")
    op.drop_table("registration")
