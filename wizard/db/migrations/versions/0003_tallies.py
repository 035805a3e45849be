"""How often each screen was shown, passed, left."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Bring the tables forward."""
    op.create_table(
        "tally",
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("mall", sa.String(40), primary_key=True),
        sa.Column("revision", sa.String(64), primary_key=True),
        sa.Column("step_id", sa.String(40), primary_key=True),
        sa.Column("what", sa.String(80), primary_key=True),
        sa.Column("count", sa.Integer, nullable=False),
    )


def downgrade() -> None:
    """Bring the tables back; what was counted is lost."""
    op.drop_table("tally")
