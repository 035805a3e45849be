"""Until when a seller waits at a mall, to be reminded when that is over."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"

WAITS = sa.text("waits_until IS NOT NULL")


def upgrade() -> None:
    """Bring the tables forward."""
    op.add_column("run", sa.Column("waits_until", sa.DateTime(timezone=True)))
    op.create_index(
        "ix_run_waits", "run", ["waits_until", "id"], sqlite_where=WAITS, postgresql_where=WAITS
    )


def downgrade() -> None:
    """Bring the tables back."""
    op.drop_index("ix_run_waits", "run")
    op.drop_column("run", "waits_until")
