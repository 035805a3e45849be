"""What a mall said before an account was only tried again: the same answer is then no news."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Bring the tables forward."""
    column = sa.Column("before", sa.String(20), nullable=False, server_default="")
    op.add_column("account_check", column)


def downgrade() -> None:
    """Bring the tables back."""
    op.drop_column("account_check", "before")
