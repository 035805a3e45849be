"""A picture that a seller sent with a request, sealed."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"


def upgrade() -> None:
    """Bring the tables forward."""
    op.create_table(
        "request_photo",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column(
            "request_id",
            sa.String(32),
            sa.ForeignKey("request.id", ondelete="CASCADE"),
            nullable=False,
            unique=True,
        ),
        sa.Column("picture", sa.Text, nullable=False),
        sa.Column("width", sa.Integer, nullable=False),
        sa.Column("height", sa.Integer, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade() -> None:
    """Bring the tables back."""
    op.drop_table("request_photo")
