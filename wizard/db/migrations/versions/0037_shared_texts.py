"""Texts that guides share are typed, reviewed and scheduled as guides are: their names are longer."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"

TABLES = ("guide_draft", "guide_review", "guide_schedule")
GUIDE, TEXT = sa.String(40), sa.String(60)


def upgrade() -> None:
    """Bring the tables forward."""
    for name in TABLES:
        with op.batch_alter_table(name) as table:
            table.alter_column("mall", existing_type=GUIDE, type_=TEXT, existing_nullable=False)


def downgrade() -> None:
    """Bring the tables back; what is on its way of texts with longer names than a guide's is lost."""
    for name in TABLES:
        op.execute(f"DELETE FROM {name} WHERE length(mall) > 40")  # noqa: S608 (a name of ours)
        with op.batch_alter_table(name) as table:
            table.alter_column("mall", existing_type=TEXT, type_=GUIDE, existing_nullable=False)
