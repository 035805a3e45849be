"""What was published and what editors have typed lives in the database, the same for every machine."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0024"


def upgrade() -> None:
    """Bring the tables forward; the folder of old releases is taken over at the next start."""
    op.create_table(
        "guide_file",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.CheckConstraint("length(data) <= 1048576", name="guide_file_size"),
    )
    op.create_table(
        "guide_revision",
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("revision", sa.String(64), primary_key=True),
        sa.Column("files", sa.JSON, nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "guide_release",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(60), nullable=False),
        sa.Column("parts", sa.JSON, nullable=False),
        sa.Column("held", sa.JSON, nullable=False),
        sa.Column("after", sa.Integer, nullable=False),
        sa.Column("note", sa.String(200), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
    )
    op.create_table(
        "guide_draft",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("mall", sa.String(40), nullable=False),
        sa.Column("author", sa.String(32), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("base", sa.String(64), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("good", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("author", "mall", name="one_draft_of_a_guide"),
        sa.CheckConstraint("length(text) <= 200000", name="guide_draft_size"),
    )


def downgrade() -> None:
    """Bring the tables back; what was published since is gone with them."""
    for name in ("guide_draft", "guide_release", "guide_revision", "guide_file"):
        op.drop_table(name)
