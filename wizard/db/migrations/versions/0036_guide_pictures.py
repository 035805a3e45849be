"""Pictures that editors put in and have not published yet, where machines share a database."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"

TABLE = "guide_picture"


def upgrade() -> None:
    """Bring the tables forward."""
    op.create_table(
        TABLE,
        sa.Column("name", sa.String(80), primary_key=True),
        sa.Column("mall", sa.String(40), nullable=False),
        sa.Column("author", sa.String(32), nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(data) <= 300000", name="guide_picture_size"),
    )


def downgrade() -> None:
    """Bring the tables back."""
    op.drop_table(TABLE)
