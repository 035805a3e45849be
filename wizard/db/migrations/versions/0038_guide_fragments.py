"""Steps that guides share, as editors published them, though no guide uses them yet; pictures of theirs."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"

TABLE, PICTURES = "guide_fragment", "guide_picture"
GUIDE, TEXT = sa.String(40), sa.String(60)


def upgrade() -> None:
    """Bring the tables forward."""
    op.create_table(
        TABLE,
        sa.Column("name", sa.String(60), primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(text) <= 200000", name="guide_fragment_size"),
    )
    with op.batch_alter_table(PICTURES) as table:
        table.alter_column("mall", existing_type=GUIDE, type_=TEXT, existing_nullable=False)


def downgrade() -> None:
    """Bring the tables back; the pictures that were put in for texts with longer names than a guide's are lost."""
    op.execute(f"DELETE FROM {PICTURES} WHERE length(mall) > 40")  # noqa: S608 (a name of ours)
    with op.batch_alter_table(PICTURES) as table:
        table.alter_column("mall", existing_type=TEXT, type_=GUIDE, existing_nullable=False)
    op.drop_table(TABLE)
