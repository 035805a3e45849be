import unicodedata
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from support.every_table import value_for
from support.services import FIRM, draft, dump, services_of

from wizard.db import migrate
from wizard.db.models import Base, Moment


def downgrade(engine, to="base"):
    with engine.begin() as connection:
        command.downgrade(migrate.config_on(connection), to)


def text(statement, *moments):
    """Give a statement whose parameters of these names are moments, as the models write them."""
    return sa.text(statement).bindparams(*(sa.bindparam(name, type_=Moment()) for name in moments))


def tables(engine):
    return set(sa.inspect(engine).get_table_names()) - {"alembic_version"}


def test_the_migrations_make_exactly_the_tables_of_the_models(engine):
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})

        assert compare_metadata(context, Base.metadata) == []
    assert tables(engine) == set(Base.metadata.tables)


def test_down_to_nothing_and_up_again_gives_the_same_tables(engine):
    downgrade(engine)
    assert tables(engine) == set()

    migrate.upgrade(engine)

    assert tables(engine) == set(Base.metadata.tables)


def test_upgrading_twice_changes_nothing(engine, tmp_path):
    services_of(engine, tmp_path).save(draft(), FIRM)
    before = dump(engine)

    migrate.upgrade(engine)

    assert dump(engine) == before


def test_what_the_files_are_called_is_what_alembic_makes_of_them(engine):
    with engine.connect() as connection:
        chain = ScriptDirectory.from_config(migrate.config_on(connection))
        seen = MigrationContext.configure(connection).get_current_revision()

        assert (
            migrate.newest() == chain.get_current_head() == seen == migrate.revision_of(connection)
        )
    assert migrate._revisions() == {one.revision for one in chain.walk_revisions()}


def test_a_database_is_current_only_after_every_migration(engine):
    assert migrate.is_current(engine)

    downgrade(engine)

    assert not migrate.is_current(engine)


def test_a_migration_that_breaks_leaves_the_database_as_it_was(engine):
    downgrade(engine)
    with engine.begin() as connection:
        connection.execute(sa.text("create table request (mine integer)"))

    with pytest.raises(sa.exc.DatabaseError):
        migrate.upgrade(engine)

    assert tables(engine) == {"request"}
    assert not migrate.is_current(engine)


def test_instances_that_start_together_all_find_the_tables(engine):
    downgrade(engine)

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda _: migrate.upgrade(engine), range(6)))

    assert tables(engine) == set(Base.metadata.tables)


def test_codes_that_were_used_stay_used_and_what_was_closed_stays_closed(engine):
    downgrade(engine, "0003")
    moment = "'2026-11-01 00:00:00+00'"
    with engine.begin() as connection:
        connection.execute(
            sa.text(
                "insert into staff (id, email, role, password, totp, totp_step, created_at) "
                f"values ('kim', 'kim@example.com', 'admin', 'x', 'x', 42, {moment})"
            )
        )
        for state in ("open", "closed"):
            connection.execute(
                sa.text(
                    "insert into request (id, kind, state, mall, step_id, revision, name, phone, "
                    "assignee, created_at, updated_at) values "
                    f"('{state}', 'help', '{state}', '', '', '', '', '', '', {moment}, {moment})"
                )
            )

    migrate.upgrade(engine)

    with engine.connect() as connection:
        assert connection.execute(sa.text("select staff_id, step from used_code")).all() == [("kim", 42)]  # fmt: skip
        closed = sa.text("select id from request where closed_at is not null")
        assert connection.execute(closed).scalars().all() == ["closed"]


def test_a_link_that_a_seller_made_is_taken_to_come_of_the_one_started_last_before_it(engine):
    downgrade(engine, "0003")
    seller = (
        "insert into seller values ('s', '한빛상회', '2208162517', '01012345678', 'staff', :at)"
    )
    link = (
        "insert into link (id, seller_id, digest, made_by, answers, created_at, expires_at, started_at, "
        "mall, step_id, tries) values (:id, 's', :id, :by, '{}', :at, :at, :started, '', '', 0)"
    )
    days = [datetime(2026, 11, day, tzinfo=UTC) for day in range(1, 6)]
    with engine.begin() as connection:
        connection.execute(text(seller, "at"), {"at": days[0]})
        for name, by, made, started in (
            ("first", "staff:1", 0, 1),
            ("second", "staff:1", 0, 2),
            ("made", "seller:s", 3, 4),
            ("early", "seller:s", 0, None),
            ("staffs", "staff:1", 4, None),
        ):
            moments = {"at": days[made], "started": None if started is None else days[started]}
            connection.execute(text(link, "at", "started"), {"id": name, "by": by, **moments})

    migrate.upgrade(engine)

    with engine.connect() as connection:
        found = dict(connection.execute(sa.text("select id, parent_id from link")).all())
    assert found == dict.fromkeys(("first", "second", "early", "staffs")) | {"made": "second"}


def test_names_that_are_there_are_composed_and_found_without_their_legal_form(engine):
    downgrade(engine, "0007")
    names = {"a": "주식회사 한빛 상회", "b": unicodedata.normalize("NFD", "㈜새벽유통")}
    seller = "insert into seller values (:id, :name, '2208162517', '01012345678', 'staff', :at)"
    with engine.begin() as connection:
        for seller_id, name in names.items():
            values = {"id": seller_id, "name": name, "at": datetime(2026, 11, 1, tzinfo=UTC)}
            connection.execute(text(seller, "at"), values)

    migrate.upgrade(engine)

    with engine.connect() as connection:
        rows = connection.execute(sa.text("select name, folded from seller order by id")).all()
    assert rows == [("주식회사 한빛 상회", "한빛상회"), ("㈜새벽유통", "새벽유통")]


def test_who_may_have_agreed_for_another_phone_is_asked_again_and_nobody_else(engine):
    downgrade(engine, "0018")
    days = [datetime(2026, 11, day, tzinfo=UTC) for day in range(1, 4)]
    written = {
        "insert into seller (id, name, folded, business_number, phone, origin, created_at) "
        "values (:id, '한빛상회', '', '2208162517', '01012345678', 'staff', :at)": days[0],
        "insert into message_consent (seller_id, channel, is_given, version, act, email, at) "
        "values (:id, 'talk', true, '1', 'my', '', :at)": days[1],
    }
    event = (
        "insert into audit_event (at, kind, actor, seller_id, subject, detail) "
        "values (:at, :kind, 'staff:m', :id, :id, :detail)"
    )
    since = [
        ("same", days[2], "seller.corrected", "name"),
        ("before", days[0], "seller.corrected", "phone"),
        ("changed", days[2], "seller.corrected", "name phone"),
        ("merged", days[2], "seller.merged", ""),
    ]
    with engine.begin() as connection:
        for name, at, kind, detail in since:
            for statement, moment in written.items():
                connection.execute(text(statement, "at"), {"id": name, "at": moment})
            told = {"id": name, "at": at, "kind": kind, "detail": detail}
            connection.execute(text(event, "at"), told)

    migrate.upgrade(engine)

    with engine.connect() as connection:
        asked = sa.text("select seller_id from message_consent where phone = '' order by seller_id")
        assert connection.scalars(asked).all() == ["changed", "merged"]


def test_registrations_that_are_there_are_numbered_in_the_order_in_which_they_were_asked_for(
    engine, tmp_path
):
    services = services_of(engine, tmp_path)
    seller, first = services.save(draft("form-1"), FIRM)
    _, second = services.save(draft("form-2"), seller)
    with engine.begin() as connection:
        later = text("update registration set asked_at = :at where account_id = :id", "at")
        connection.execute(later, {"at": datetime(2030, 1, 1, tzinfo=UTC), "id": first})
    downgrade(engine, "0019")

    migrate.upgrade(engine)

    with engine.connect() as connection:
        numbers = sa.text("select account_id from registration order by change_number")
        assert connection.scalars(numbers).all() == [second, first]
        assert connection.scalars(sa.text("select last from change_count")).all() == [
            2 * 10**15 + 2
        ]


def test_texts_with_longer_names_go_with_the_width_of_names_and_guides_own_stay(engine):
    kept = ("guide_draft", "guide_review", "guide_schedule")
    metadata, longer = Base.metadata, "fragments/" + "a" * 45
    with engine.begin() as connection:
        for name in kept:
            for number, mall in ((1, "coupang"), (2, longer)):
                row = {column.name: value_for(column, number) for column in metadata.tables[name].columns}  # fmt: skip
                connection.execute(sa.insert(metadata.tables[name]).values(row | {"mall": mall}))

    downgrade(engine, "0035")
    migrate.upgrade(engine)

    with engine.connect() as connection:
        left = [connection.scalars(sa.text(f"select mall from {name}")).all() for name in kept]
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, metadata) == []
    assert left == [["coupang"]] * 3
