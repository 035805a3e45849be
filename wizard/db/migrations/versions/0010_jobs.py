"""What is done a little later."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

MOMENT = sa.DateTime(timezone=True)
OPEN, ENDED = sa.text("finished_at IS NULL"), sa.text("finished_at IS NOT NULL")


def upgrade() -> None:
    """Bring the tables forward."""
    op.create_table(
        "job",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("subject", sa.String(32), nullable=False),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("asked_again_at", MOMENT),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("max_attempts", sa.Integer, nullable=False),
        sa.Column("owner", sa.String(80), nullable=False),
        sa.Column("taken_at", MOMENT),
        sa.Column("last_error", sa.String(80), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("finished_at", MOMENT),
    )
    op.create_index(
        "ix_job_open", "job", ["due_at", "state"], sqlite_where=OPEN, postgresql_where=OPEN
    )
    op.create_index(
        "ix_job_key", "job", ["key"], unique=True, sqlite_where=OPEN, postgresql_where=OPEN
    )
    op.create_index(
        "ix_job_ended", "job", ["state", "finished_at"], sqlite_where=ENDED, postgresql_where=ENDED
    )


def downgrade() -> None:
    """Bring the tables back; what was to be done is lost."""
    op.drop_table("job")
