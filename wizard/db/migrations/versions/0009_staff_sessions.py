"""When a member last did something in a session, and in which browser it began."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Bring the tables forward; of a session that is there its beginning counts."""
    op.add_column("session", sa.Column("seen_at", sa.DateTime(timezone=True)))
    op.add_column(
        "session", sa.Column("browser", sa.String(40), nullable=False, server_default=sa.text("''"))
    )


def downgrade() -> None:
    """Bring the tables back."""
    op.drop_column("session", "browser")
    op.drop_column("session", "seen_at")
