"""What malls said of accounts."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Bring the tables forward."""
    op.create_table(
        "account_check",
        sa.Column(
            "account_id",
            sa.String(32),
            sa.ForeignKey("account.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("tried_at", MOMENT),
        sa.Column("verdict", sa.String(20), nullable=False),
        sa.Column("reason", sa.String(30), nullable=False),
        sa.Column("field", sa.String(40), nullable=False),
        sa.Column("step", sa.String(40), nullable=False),
        sa.Column("probe", sa.String(40), nullable=False),
        sa.Column("shown", sa.JSON, nullable=False),
        sa.Column("since", MOMENT),
        sa.Column("again_at", MOMENT),
        sa.Column("tries", sa.Integer, nullable=False),
    )
    op.create_index("ix_account_check_verdict", "account_check", ["verdict", "since", "account_id"])
    op.create_table(
        "mall_breaker",
        sa.Column("mall", sa.String(40), primary_key=True),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("open_until", MOMENT),
    )


def downgrade() -> None:
    """Bring the tables back; what malls said is lost."""
    op.drop_table("mall_breaker")
    op.drop_table("account_check")
