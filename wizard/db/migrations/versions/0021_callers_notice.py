"""Which notice stood before whoever left a name and a telephone."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    """Bring the tables forward; who asked before this was shown none."""
    for name, length in (("notice", 8), ("notice_text", 64)):
        op.add_column(
            "request", sa.Column(name, sa.String(length), nullable=False, server_default="")
        )


def downgrade() -> None:
    """Bring the tables back; what callers agreed to is lost."""
    op.drop_column("request", "notice_text")
    op.drop_column("request", "notice")
