"""Migration helpers: cooperatives stay apart, and what must never change never changes.

`KeepApart` gives every table of a room that has a cooperative column its second lock:
PostgreSQL gets row level security, a unique (cooperative, key) and composite foreign keys;
SQLite gets triggers that refuse a row pointing into another cooperative.
`AppendOnly` refuses UPDATE, DELETE and TRUNCATE on tables that only grow; `MayGoAfterTerm` lets
rows of such a table go when their term is over, `TextsMayGo` lets their sealed texts be emptied.
All may be run again; a migration that alters a table must run them again for that table,
since SQLite drops the triggers with the old table (`missing_locks` finds it, and a test asks).
SQLite also refuses to rename a table that a trigger of another one names: drop those first, as
`reflections/migrations/0003_likeness.py` does.
"""

from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.db.migrations.operations.base import Operation

from tussenruimte.kit.fields import SealedField

WEB_ROLE = "tr_web"
TERM_YEARS = 5  # of the reading log: NEN 7513 asks care providers for at least five
HERE = "(SELECT nullif(current_setting('app.coop', true), '')::bigint)"


def has_cooperative(model: Any) -> bool:
    """Whether rows of this model belong to one cooperative."""
    return any(f.column == "cooperative_id" for f in model._meta.local_fields)


def _links(model: Any) -> Iterator[tuple[str, str, str]]:
    """(own column, other table, other column) for each link to a row of a cooperative."""
    for field in model._meta.local_fields:
        target = field.remote_field.model if field.remote_field else None
        if target is not None and has_cooperative(target):
            yield field.column, target._meta.db_table, field.target_field.column


class _TableOperation(Operation):
    """An operation on named models of the app of the migration; none named means all."""

    reduces_to_sql = True
    reversible = True

    def __init__(self, *names: str) -> None:
        self.names = names

    def deconstruct(self) -> tuple[str, tuple[str, ...], dict[str, Any]]:
        return self.__class__.__name__, self.names, {}

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Nothing in Django's own picture changes."""

    def database_backwards(self, *args: Any) -> None:
        """The tables go, and the locks with them."""

    def database_forwards(self, app_label: str, schema_editor: Any, _old: Any, new: Any) -> None:
        names = self.names or [
            m._meta.object_name for m in new.apps.get_app_config(app_label).get_models()
        ]
        chosen = [new.apps.get_model(app_label, name) for name in names]
        for statement in self.statements([m for m in chosen if has_cooperative(m)], schema_editor):
            schema_editor.execute(statement, params=None)

    def statements(self, chosen: list[Any], schema_editor: Any) -> Iterator[str]:
        raise NotImplementedError


class KeepApart(_TableOperation):
    """Rows of one cooperative can neither be seen from nor point into another."""

    def describe(self) -> str:
        return "Keep the cooperatives apart"

    def statements(self, chosen: list[Any], schema_editor: Any) -> Iterator[str]:
        if schema_editor.connection.vendor == "postgresql":
            for model in chosen:
                yield from _postgres_lock(model._meta.db_table)
                if model._meta.pk.column not in {None, "cooperative_id"}:
                    yield from _postgres_key(model._meta.db_table, model._meta.pk.column)
            for model in chosen:
                for link in _links(model):
                    yield from _postgres_link(model._meta.db_table, *link)
        else:
            for model in chosen:
                yield from _sqlite_home(model._meta.db_table)
                for link in _links(model):
                    yield from _sqlite_link(model._meta.db_table, *link)


def _postgres_lock(table: str) -> Iterator[str]:
    yield f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY'
    yield f'DROP POLICY IF EXISTS own ON "{table}"'
    yield (
        f'CREATE POLICY own ON "{table}" TO {WEB_ROLE} '
        f"USING (cooperative_id = {HERE}) WITH CHECK (cooperative_id = {HERE})"
    )


def _postgres_key(table: str, key: str) -> Iterator[str]:
    """Made once and never dropped: composite keys of other tables rest on it."""
    yield (
        f"DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_constraint WHERE conname = '{table}_own') THEN "
        f'ALTER TABLE "{table}" ADD CONSTRAINT "{table}_own" UNIQUE (cooperative_id, "{key}"); '
        "END IF; END $$"
    )


def _postgres_link(table: str, column: str, other: str, other_column: str) -> Iterator[str]:
    name = f"{table}_{column}_apart"[:63]
    yield f'ALTER TABLE "{table}" DROP CONSTRAINT IF EXISTS "{name}"'
    yield (
        f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" FOREIGN KEY (cooperative_id, "{column}") '
        f'REFERENCES "{other}" (cooperative_id, "{other_column}") DEFERRABLE INITIALLY DEFERRED'
    )


def _sqlite_home(table: str) -> Iterator[str]:
    yield f'DROP TRIGGER IF EXISTS "{table}_home"'
    yield (
        f'CREATE TRIGGER "{table}_home" BEFORE UPDATE OF cooperative_id ON "{table}" '
        "WHEN NEW.cooperative_id <> OLD.cooperative_id "
        "BEGIN SELECT RAISE(ABORT, 'a row stays in its cooperative'); END"
    )


def _sqlite_link(table: str, column: str, other: str, other_column: str) -> Iterator[str]:
    for moment, name in (("INSERT", "ins"), (f'UPDATE OF "{column}"', "upd")):
        trigger = f"{table}_{column}_{name}"
        yield f'DROP TRIGGER IF EXISTS "{trigger}"'
        yield (  # names of our own tables, never a text of somebody
            f'CREATE TRIGGER "{trigger}" BEFORE {moment} ON "{table}" '  # noqa: S608
            f'WHEN NEW."{column}" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "{other}" '
            f'WHERE "{other_column}" = NEW."{column}" AND cooperative_id = NEW.cooperative_id) '
            "BEGIN SELECT RAISE(ABORT, 'a row points into another cooperative'); END"
        )


class AppendOnly(_TableOperation):
    """Rows are added and then stand for ever."""

    def describe(self) -> str:
        return "Refuse to change or remove rows"

    def statements(self, chosen: list[Any], schema_editor: Any) -> Iterator[str]:
        make = (
            _postgres_frozen if schema_editor.connection.vendor == "postgresql" else _sqlite_frozen
        )
        for model in chosen:
            yield from make(model._meta.db_table)


def _sqlite_frozen(table: str) -> Iterator[str]:
    for moment in ("UPDATE", "DELETE"):
        yield f'DROP TRIGGER IF EXISTS "{table}_no_{moment.lower()}"'
        yield (
            f'CREATE TRIGGER "{table}_no_{moment.lower()}" BEFORE {moment} ON "{table}" '
            f"BEGIN SELECT RAISE(ABORT, '{table} only grows'); END"
        )


def _postgres_frozen(table: str) -> Iterator[str]:
    yield (
        "CREATE OR REPLACE FUNCTION only_grows() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% only grows', TG_TABLE_NAME; END $$"
    )
    yield f'DROP TRIGGER IF EXISTS "{table}_no_change" ON "{table}"'
    yield (
        f'CREATE TRIGGER "{table}_no_change" BEFORE UPDATE OR DELETE ON "{table}" '
        "FOR EACH ROW EXECUTE FUNCTION only_grows()"
    )
    yield f'DROP TRIGGER IF EXISTS "{table}_no_truncate" ON "{table}"'
    yield (
        f'CREATE TRIGGER "{table}_no_truncate" BEFORE TRUNCATE ON "{table}" '
        "FOR EACH STATEMENT EXECUTE FUNCTION only_grows()"
    )


class MayGoAfterTerm(_TableOperation):
    """A row of a table that only grows may go when its term since `at` is over, and not a day sooner.

    The names of the triggers stay those of `AppendOnly`, which comes first: the locks are the same.
    """

    def describe(self) -> str:
        return "Let rows go after their term"

    def statements(self, chosen: list[Any], schema_editor: Any) -> Iterator[str]:
        postgres = schema_editor.connection.vendor == "postgresql"
        for model in chosen:
            yield from (_postgres_term if postgres else _sqlite_term)(model._meta.db_table)


def _sqlite_term(table: str) -> Iterator[str]:
    yield f'DROP TRIGGER IF EXISTS "{table}_no_delete"'
    yield (
        f'CREATE TRIGGER "{table}_no_delete" BEFORE DELETE ON "{table}" '
        f"WHEN OLD.at > datetime('now', '-{TERM_YEARS} years') "
        f"BEGIN SELECT RAISE(ABORT, '{table} only grows'); END"
    )


def _postgres_term(table: str) -> Iterator[str]:
    yield (
        f"CREATE OR REPLACE FUNCTION {table}_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF TG_OP = 'DELETE' AND OLD.at <= now() - interval '{TERM_YEARS} years' THEN "
        "RETURN OLD; END IF; RAISE EXCEPTION '% only grows', TG_TABLE_NAME; END $$"
    )
    yield f'DROP TRIGGER IF EXISTS "{table}_no_change" ON "{table}"'
    yield (
        f'CREATE TRIGGER "{table}_no_change" BEFORE UPDATE OR DELETE ON "{table}" '
        f"FOR EACH ROW EXECUTE FUNCTION {table}_stays()"
    )


class TextsMayGo(_TableOperation):
    """Sealed texts of a table that only grows may be emptied when their time is over; the row stays.

    Comes after `AppendOnly` and keeps the names of its triggers. Run it again when a column is added.
    """

    def describe(self) -> str:
        return "Let sealed texts be emptied"

    def statements(self, chosen: list[Any], schema_editor: Any) -> Iterator[str]:
        postgres = schema_editor.connection.vendor == "postgresql"
        for model in chosen:
            table, same = model._meta.db_table, _same_but_emptied(model, postgres)
            yield from (_postgres_texts if postgres else _sqlite_texts)(table, same)


def _same_but_emptied(model: Any, postgres: bool) -> str:
    """That a row stays what it was, but for texts that are emptied."""
    equal = "IS NOT DISTINCT FROM" if postgres else "IS"
    parts = []
    for field in model._meta.local_fields:
        same = f'NEW."{field.column}" {equal} OLD."{field.column}"'
        is_text = isinstance(field, SealedField)
        parts.append(f'({same} OR length(NEW."{field.column}") = 0)' if is_text else same)
    return " AND ".join(parts)


def _sqlite_texts(table: str, same: str) -> Iterator[str]:
    yield f'DROP TRIGGER IF EXISTS "{table}_no_update"'
    yield (
        f'CREATE TRIGGER "{table}_no_update" BEFORE UPDATE ON "{table}" WHEN NOT ({same}) '
        f"BEGIN SELECT RAISE(ABORT, '{table} only grows'); END"
    )


def _postgres_texts(table: str, same: str) -> Iterator[str]:
    yield (
        f"CREATE OR REPLACE FUNCTION {table}_texts_go() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF TG_OP = 'UPDATE' THEN IF {same} THEN RETURN NEW; END IF; END IF; "
        "RAISE EXCEPTION '% only grows', TG_TABLE_NAME; END $$"
    )
    yield f'DROP TRIGGER IF EXISTS "{table}_no_change" ON "{table}"'
    yield (
        f'CREATE TRIGGER "{table}_no_change" BEFORE UPDATE OR DELETE ON "{table}" '
        f"FOR EACH ROW EXECUTE FUNCTION {table}_texts_go()"
    )


class OnlyAtTheEnd(_TableOperation):
    """A fact gets the number after the last one of its cooperative, and no other."""

    def describe(self) -> str:
        return "Add facts at the end only"

    def statements(self, chosen: list[Any], schema_editor: Any) -> Iterator[str]:
        postgres = schema_editor.connection.vendor == "postgresql"
        for model in chosen:
            yield from (_postgres_end if postgres else _sqlite_end)(model._meta.db_table)


LAST = 'SELECT coalesce(max(seq), 0) + 1 FROM "{table}" WHERE cooperative_id = NEW.cooperative_id'


def _sqlite_end(table: str) -> Iterator[str]:
    yield f'DROP TRIGGER IF EXISTS "{table}_at_end"'
    yield (
        f'CREATE TRIGGER "{table}_at_end" BEFORE INSERT ON "{table}" '
        f"WHEN NEW.seq <> ({LAST.format(table=table)}) "
        f"BEGIN SELECT RAISE(ABORT, '{table} only grows at the end'); END"
    )


def _postgres_end(table: str) -> Iterator[str]:
    yield (
        f"CREATE OR REPLACE FUNCTION {table}_at_end() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF NEW.seq <> ({LAST.format(table=table)}) THEN "
        f"RAISE EXCEPTION '{table} only grows at the end'; END IF; RETURN NEW; END $$"
    )
    yield f'DROP TRIGGER IF EXISTS "{table}_at_end" ON "{table}"'
    yield (
        f'CREATE TRIGGER "{table}_at_end" BEFORE INSERT ON "{table}" '
        f"FOR EACH ROW EXECUTE FUNCTION {table}_at_end()"
    )


DEFAULTS = "ALTER DEFAULT PRIVILEGES IN SCHEMA public"


class MakeWebRole(Operation):
    """The role under which pages run on PostgreSQL: it owns nothing and sees one cooperative."""

    reversible = True

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Nothing in Django's own picture changes."""

    def database_backwards(self, *args: Any) -> None:
        """The role may serve other databases of this server, so it stays."""

    def database_forwards(self, _app: str, schema_editor: Any, _old: Any, _new: Any) -> None:
        if schema_editor.connection.vendor != "postgresql":
            return
        for statement in web_role(schema_editor.connection.pg_version):
            schema_editor.execute(statement, params=None)


def web_role(pg_version: int) -> tuple[str, ...]:
    """The statements that make this role and give it its rights; they may be run again."""
    # Since PostgreSQL 16 whoever makes a role is a member of it, but may not yet become it.
    right = "SET" if pg_version >= 160000 else "MEMBER"  # noqa: PLR2004
    return (
        # One role for the whole server: another database may be making it this very moment.
        f"""DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{WEB_ROLE}')
            THEN CREATE ROLE {WEB_ROLE} NOLOGIN; END IF;
            EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$""",
        f"""DO $$ BEGIN IF NOT pg_has_role(current_user, '{WEB_ROLE}', '{right}')
            THEN GRANT {WEB_ROLE} TO CURRENT_USER; END IF; END $$""",
        f"GRANT USAGE ON SCHEMA public TO {WEB_ROLE}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {WEB_ROLE}",
        f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {WEB_ROLE}",
        f"{DEFAULTS} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {WEB_ROLE}",
        f"{DEFAULTS} GRANT USAGE ON SEQUENCES TO {WEB_ROLE}",
    )


def missing_locks(all_models: list[Any], append_only: set[str]) -> list[str]:
    """Names of locks and triggers that should stand in the database and do not."""
    tables = [m for m in all_models if has_cooperative(m)]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            return sorted(_missing_postgres(cursor, tables, append_only))
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        there = {name for (name,) in cursor.fetchall()}
    return sorted(set(_sqlite_triggers(tables, append_only)) - there)


def _sqlite_triggers(tables: list[Any], append_only: set[str]) -> Iterator[str]:
    for model in tables:
        table = model._meta.db_table
        yield f"{table}_home"
        for column, *_ in _links(model):
            yield from (f"{table}_{column}_ins", f"{table}_{column}_upd")
    for table in append_only:
        yield from (f"{table}_no_update", f"{table}_no_delete")


def _missing_postgres(cursor: Any, tables: list[Any], append_only: set[str]) -> Iterator[str]:
    cursor.execute(
        "SELECT c.relname FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid WHERE c.relrowsecurity"
    )
    locked = {name for (name,) in cursor.fetchall()}
    cursor.execute("SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'")
    triggers = {name for (name,) in cursor.fetchall()}
    cursor.execute("SELECT conname FROM pg_constraint WHERE contype = 'f'")
    links = {name for (name,) in cursor.fetchall()}
    for model in tables:
        table = model._meta.db_table
        if table not in locked:
            yield f"{table}: row level security"
        for column, *_ in _links(model):
            if f"{table}_{column}_apart"[:63] not in links:
                yield f"{table}_{column}_apart"
    for table in append_only:
        yield from ({f"{table}_no_change", f"{table}_no_truncate"} - triggers)
