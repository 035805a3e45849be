"""When each wait of a run is over, so that none is told by the end of another."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    """Bring the tables forward; a wait that has begun is told by `waits_until` until its screen is seen again."""
    op.add_column("run", sa.Column("waits", sa.JSON))


def downgrade() -> None:
    """Bring the tables back."""
    op.drop_column("run", "waits")
