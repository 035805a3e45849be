"""Signing in: wrong tries, used codes, recovery, set-up, passkeys; and a request's life."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

ID = sa.String(32)
MOMENT = sa.DateTime(timezone=True)
COUNTED = ("failures", "totp_step")
TABLES = ("challenge", "passkey", "setup_code", "recovery_code", "used_code", "attempt")


def upgrade() -> None:
    """Bring the tables forward; codes that were used stay used."""
    _attempt()
    _codes()
    _passkeys()
    op.execute(
        "INSERT INTO used_code (staff_id, step) SELECT id, totp_step FROM staff WHERE totp_step > 0"
    )
    for name in (*COUNTED, "locked_until"):
        op.drop_column("staff", name)
    for name in ("renewed_at", "closed_at"):
        op.add_column("request", sa.Column(name, MOMENT))
    op.execute("UPDATE request SET closed_at = updated_at WHERE state = 'closed'")


def downgrade() -> None:
    """Bring the tables back; passkeys and recovery codes are lost."""
    for name in ("closed_at", "renewed_at"):
        op.drop_column("request", name)
    for name in COUNTED:
        op.add_column("staff", sa.Column(name, sa.Integer, nullable=False, server_default="0"))
    op.add_column("staff", sa.Column("locked_until", MOMENT))
    op.execute(
        "UPDATE staff SET totp_step = coalesce("
        "(SELECT max(step) FROM used_code WHERE used_code.staff_id = staff.id), 0)"
    )
    for table in TABLES:
        op.drop_table(table)


def _attempt() -> None:
    op.create_table(
        "attempt",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("kind", sa.String(10), nullable=False),
        _of_staff(nullable=True, index=True),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("last_at", MOMENT, nullable=False),
        sa.Column("locked_until", MOMENT),
    )
    op.create_index("ix_attempt_last", "attempt", ["last_at"])


def _codes() -> None:
    op.create_table(
        "used_code",
        _of_staff(primary_key=True),
        sa.Column("step", sa.Integer, primary_key=True, autoincrement=False),
    )
    op.create_table(
        "recovery_code",
        sa.Column("digest", sa.String(64), primary_key=True),
        _of_staff(index=True),
    )
    op.create_table(
        "setup_code",
        _of_staff(primary_key=True),
        sa.Column("digest", sa.String(64), nullable=False, unique=True),
        sa.Column("made_by", sa.String(48), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
    )


def _passkeys() -> None:
    op.create_table(
        "passkey",
        sa.Column("id", ID, primary_key=True),
        _of_staff(index=True),
        sa.Column("credential", sa.String(1400), nullable=False, unique=True),
        sa.Column("public_key", sa.LargeBinary, nullable=False),
        sa.Column("signs", sa.Integer, nullable=False),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT),
    )
    op.create_table(
        "challenge",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("bound_to", sa.String(64), nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
    )
    op.create_index("ix_challenge_expiry", "challenge", ["expires_at"])


def _of_staff(
    *, nullable: bool = False, primary_key: bool = False, index: bool = False
) -> sa.Column[str]:
    owner = sa.ForeignKey("staff.id", ondelete="CASCADE")
    return sa.Column("staff_id", ID, owner, nullable=nullable, primary_key=primary_key, index=index)
