"""One PostgreSQL database for each process of a run, as good as new for each test."""

import sqlalchemy as sa
from support.databases import TEMPLATE

SHAPE = sa.text("""
select md5(string_agg(part, ',' order by part)) from (
    select concat_ws(' ', 'class', oid, relname) from pg_class where relnamespace = 'public'::regnamespace
    union all select concat_ws(' ', 'trigger', oid, tgenabled) from pg_trigger
    union all select concat_ws(' ', 'function', oid, xmin) from pg_proc
        where pronamespace = 'public'::regnamespace
    union all select concat_ws(' ', 'constraint', oid, convalidated) from pg_constraint
    union all select concat_ws(' ', attrelid, attnum, attname, atttypid, atttypmod, attnotnull, atthasdef)
        from pg_attribute join pg_class on pg_class.oid = attrelid
        where relnamespace = 'public'::regnamespace
    union all select 'version ' || version_num from alembic_version
) as parts (part)
""")
"""What a migration, or a test that breaks the tables, changes; no row does."""

OTHERS = sa.text("""
select pg_terminate_backend(pid, 5000) from pg_stat_activity
where datname = current_database() and pid <> pg_backend_pid()
""")


class EmptiedDatabase:
    """A migrated database without a row: emptied after each test, made anew where its shape changed."""

    def __init__(self, admin, base, name):
        self.admin, self.name, self.url = admin, name, f"{base}/{name}"
        self.engine = sa.create_engine(self.url, isolation_level="AUTOCOMMIT")
        self.line = None
        self._make()

    def _make(self):
        self.drop()
        self.admin.execute(sa.text(f"CREATE DATABASE {self.name} TEMPLATE {TEMPLATE}"))
        self.line = self.engine.connect()
        self.line.execute(sa.text("set session_replication_role = replica"))
        self.shape = self.line.scalar(SHAPE)
        tables = sa.inspect(self.engine).get_table_names()
        assert self._filled(tables) == ["alembic_version"], "the template holds rows"
        self.tables = [name for name in tables if name != "alembic_version"]

    def drop(self):
        if self.line:
            self.line.close()
        self.engine.dispose()
        self.admin.execute(sa.text(f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)"))

    def empty(self):
        self.line.execute(OTHERS)
        if self._is_whole():
            if filled := self._filled(self.tables):
                names = ", ".join(f'"{name}"' for name in filled)
                self.line.execute(sa.text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))
        else:
            self._make()

    def _is_whole(self):
        try:
            return self.line.scalar(SHAPE) == self.shape
        except sa.exc.ProgrammingError:
            return False

    def _filled(self, tables):
        one = "select '{0}' where exists (select from \"{0}\")"
        asked = " union all ".join(map(one.format, tables))
        return list(self.line.scalars(sa.text(asked)))
