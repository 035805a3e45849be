"""Audit, staff, sessions, links, threads of requests, runs that can be taken up again."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

ID = sa.String(32)
MOMENT = sa.DateTime(timezone=True)
COUNT = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Bring the tables forward."""
    _audit()
    _staff()
    _link()
    _session()
    _requests()
    op.add_column("run", sa.Column("seen", sa.JSON))
    op.add_column("run", _word("state", 10, "saved"))
    op.create_index("ix_run_state", "run", ["state", "updated_at", "id"])
    op.create_index("ix_run_mall", "run", ["mall", "updated_at", "id"])
    op.create_index("ix_seller_newest", "seller", ["created_at", "id"])
    op.create_index("ix_account_expiry", "account", ["expires_on", "id"])


def downgrade() -> None:
    """Bring the tables back; what only the new ones hold is lost."""
    op.drop_index("ix_account_expiry", "account")
    op.drop_index("ix_seller_newest", "seller")
    for name in ("ix_run_mall", "ix_run_state"):
        op.drop_index(name, "run")
    for name in ("state", "seen"):
        op.drop_column("run", name)
    for table in ("opening", "message"):
        op.drop_table(table)
    op.rename_table("request", "request_new")
    _first_request()
    op.execute(
        "INSERT INTO request (id, account_id, kind, state, created_at) "
        "SELECT id, account_id, kind, state, created_at FROM request_new "
        "WHERE account_id IS NOT NULL"
    )
    for table in ("request_new", "session", "link", "staff"):
        op.drop_table(table)
    _unguard()
    for table in ("audit_seal", "audit_event"):
        op.drop_table(table)


def _audit() -> None:
    op.create_table(
        "audit_event",
        sa.Column("id", COUNT, primary_key=True, autoincrement=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("actor", sa.String(48), nullable=False),
        sa.Column("seller_id", ID, index=True),
        sa.Column("subject", sa.String(64), nullable=False),
        sa.Column("detail", sa.String(120), nullable=False),
        sqlite_autoincrement=True,
    )
    owner = sa.ForeignKey("audit_event.id", ondelete="CASCADE")
    op.create_table(
        "audit_seal",
        sa.Column("position", COUNT, primary_key=True, autoincrement=False),
        sa.Column("event_id", COUNT, owner, nullable=False, unique=True),
        sa.Column("digest", sa.String(64), nullable=False),
    )
    _guard()


def _guard() -> None:
    """Let the database itself refuse to change or take away what was written down."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION wizard_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'the audit is append-only'; END $$"
        )
    for table in ("audit_event", "audit_seal"):
        if op.get_bind().dialect.name == "postgresql":
            op.execute(
                f"CREATE TRIGGER {table}_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION wizard_append_only()"
            )
            continue
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                "BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END"
            )


def _unguard() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION wizard_append_only CASCADE")
        return
    for table in ("audit_event", "audit_seal"):
        for act in ("update", "delete"):
            op.execute(f"DROP TRIGGER {table}_no_{act}")


def _staff() -> None:
    op.create_table(
        "staff",
        sa.Column("id", ID, primary_key=True),
        sa.Column("email", sa.String(120), nullable=False, unique=True),
        sa.Column("role", sa.String(10), nullable=False),
        sa.Column("password", sa.String(200), nullable=False),
        sa.Column("totp", sa.String(300), nullable=False),
        sa.Column("totp_step", sa.Integer, nullable=False, server_default="0"),
        sa.Column("failures", sa.Integer, nullable=False, server_default="0"),
        sa.Column("locked_until", MOMENT),
        sa.Column("suspended_at", MOMENT),
        sa.Column("created_at", MOMENT, nullable=False),
    )


def _link() -> None:
    op.create_table(
        "link",
        sa.Column("id", ID, primary_key=True),
        _belongs_to("seller", index=True),
        sa.Column("digest", sa.String(64), nullable=False, unique=True),
        sa.Column("made_by", sa.String(48), nullable=False),
        _word("mall", 40),
        _word("step_id", 40),
        sa.Column("answers", sa.JSON, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("opened_at", MOMENT),
        sa.Column("started_at", MOMENT),
        sa.Column("tries", sa.Integer, nullable=False, server_default="0"),
        sa.Column("locked_at", MOMENT),
        sa.Column("revoked_at", MOMENT),
    )


def _session() -> None:
    op.create_table(
        "session",
        sa.Column("digest", sa.String(64), primary_key=True),
        *(_belongs_to(owner, nullable=True, index=True) for owner in ("seller", "staff", "link")),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
    )


def _requests() -> None:
    """Make the table of requests anew: some are about no account, some by nobody we know."""
    op.rename_table("request", "request_old")
    op.create_table(
        "request",
        sa.Column("id", ID, primary_key=True),
        _belongs_to("account", nullable=True),
        _belongs_to("seller", nullable=True, index=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        _word("mall", 40),
        _word("step_id", 40),
        _word("revision", 64),
        _word("name", 80),
        _word("phone", 20),
        _word("assignee", 32),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.UniqueConstraint("account_id", "kind"),
    )
    op.create_index("ix_request_queue", "request", ["state", "created_at", "id"])
    op.execute(
        "INSERT INTO request (id, account_id, seller_id, kind, state, mall, step_id, revision, "
        "name, phone, assignee, created_at, updated_at) SELECT old.id, account.id, "
        "account.seller_id, old.kind, old.state, account.mall, account.step_id, account.revision, "
        "'', '', '', old.created_at, old.created_at FROM request_old AS old JOIN account ON account.id = old.account_id"
    )
    op.drop_table("request_old")
    op.create_table(
        "message",
        sa.Column("id", ID, primary_key=True),
        _belongs_to("request"),
        _word("staff_id", 32),
        sa.Column("text", sa.String(1000), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
    )
    op.create_index("ix_message_thread", "message", ["request_id", "created_at"])
    op.create_table(
        "opening",
        sa.Column("id", ID, primary_key=True),
        _belongs_to("request", index=True),
        _belongs_to("seller", index=True),
        sa.Column("mall", sa.String(40), nullable=False),
        sa.Column("staff_id", ID, nullable=False),
        sa.Column("reason", sa.String(20), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("closes_at", MOMENT, nullable=False),
    )


def _first_request() -> None:
    op.create_table(
        "request",
        sa.Column("id", ID, primary_key=True),
        _belongs_to("account"),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.UniqueConstraint("account_id", "kind"),
    )


def _word(name: str, size: int, default: str | None = None) -> sa.Column[str]:
    return sa.Column(name, sa.String(size), nullable=False, server_default=default)


def _belongs_to(table: str, *, nullable: bool = False, index: bool = False) -> sa.Column[str]:
    owner = sa.ForeignKey(f"{table}.id", ondelete="CASCADE")
    return sa.Column(f"{table}_id", ID, owner, nullable=nullable, index=index)
