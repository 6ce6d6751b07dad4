"""The few rules that no linter knows."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "tussenruimte"
FILES = [p for p in SOURCE.rglob("*.py") if "migrations" not in p.parts]

# Words that only the ORM has, whatever they are called on.
ORM_WORDS = {"bulk_create", "bulk_update", "get_or_create", "update_or_create"}
# Words that write when they stand on a manager or a queryset: not dict.update, not hash.update.
SET_WORDS = {"create", "update", "delete"}
SETS = {"objects", "_default_manager", "_base_manager", "filter", "exclude", "all"}
SETS |= {"select_for_update", "select_related", "order_by"}
# A model saves itself without positional arguments; a file, workbook, image or cache gets one.
SELF_WORDS = {"save", "delete"}
NO_MODELS = {"session"}
SQL_WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE", "TRUNCATE")
# Who acts when no person does: the clock, the operator's commands, an import.
ACTORS = {"klok", "beheer", "invoer"}
# These live in the transaction of the action that calls them.
PART_OF_ANOTHER = {"note", "begin_record"}


def place(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def door(path: Path) -> str:
    """relations/actions.py and relations/actions/needs.py are both the door `actions`."""
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return parts[min(1, len(parts) - 1)]


def stands_on(node: ast.AST) -> list[str]:
    """Promise.objects.filter(...) stands on filter, objects, Promise."""
    names = []
    while isinstance(node, ast.Attribute | ast.Call | ast.Subscript):
        if isinstance(node, ast.Attribute):
            names.append(node.attr)
        node = node.func if isinstance(node, ast.Call) else node.value
    return [*names, node.id] if isinstance(node, ast.Name) else names


def is_sql_write(call: ast.Call) -> bool:
    sql = call.args[0].value if call.args and isinstance(call.args[0], ast.Constant) else ""
    return str(sql).lstrip().upper().startswith(SQL_WRITES)


def writes(node: ast.AST) -> bool:
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return False
    word = node.func.attr
    if word in {"execute", "executemany"}:
        return is_sql_write(node)
    names = stands_on(node.func.value)
    plain = {word, word.removeprefix("a")}  # asave, aupdate
    if plain & SELF_WORDS and not node.args and not NO_MODELS & set(names):
        return True
    if "create" in plain and len(names) > 1 and not node.args:  # need.relations.create(...)
        return True
    return bool(plain & ORM_WORDS) or bool(plain & SET_WORDS and SETS & set(names))


def imported(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{name.name}" for name in node.names)
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


@pytest.mark.parametrize("path", [p for p in FILES if door(p) != "actions"], ids=place)
def test_only_actions_write(path):
    tree = ast.parse(path.read_text())
    assert [n.lineno for n in ast.walk(tree) if writes(n)] == []


@pytest.mark.parametrize("path", [p for p in FILES if door(p) == "actions"], ids=place)
def test_every_action_is_one_transaction_with_a_named_actor(path):
    for node in ast.parse(path.read_text()).body:
        if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
            continue
        if node.name in PART_OF_ANOTHER:
            continue
        decorators = {ast.unparse(d) for d in node.decorator_list}
        assert "transaction.atomic" in decorators, node.name
        assert {"by", "at"} <= {a.arg for a in node.args.kwonlyargs}, node.name


# What the house does for itself, and what somebody does before they are anybody here.
OF_THE_HOUSE = {
    *("put_in_outbox", "put_many_in_outbox", "claim", "send", "send_all"),
    *("forget_messages", "forget_sent", "forget_finished_work", "do_once", "forget_sent_forms"),
    *("begin_record", "log_reading", "publish_head", "follow_import", "look"),
    *("let_sign_in", "give_keys", "let_cards_open", "make_set_up_code", "use_set_up_code"),
    *("count_wrong_try", "count_asked", "forget_tries", "note_device", "forget_devices"),
    *("drop_tries", "forget_door_tries", "remember_once", "remember_tries"),
    *("make_login_ready", "forget_unused_logins", "rewrap_second_codes"),
}
# The one change about people that notes nothing: a fact would say who voted when (docs/adr/0018).
SILENT = {"cast_secretly"}


def called_by_each_function_that_acts():
    """Of every function in an `actions`: the names of what it calls."""
    calls: dict[str, set[str]] = {}
    for path in (p for p in FILES if door(p) == "actions"):
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.FunctionDef):
                found = [stands_on(c.func)[:1] for c in ast.walk(node) if isinstance(c, ast.Call)]
                calls.setdefault(node.name, set()).update(*found)
    return calls


def test_every_action_notes_a_fact_but_casting_a_secret_ballot():
    calls, noting = called_by_each_function_that_acts(), {"note", "_append"}
    while more := {name for name, called in calls.items() if called & noting} - noting:
        noting |= more
    quiet = {name for name in calls if not name.startswith("_")} - noting
    assert quiet == OF_THE_HOUSE | SILENT


@pytest.mark.parametrize("path", FILES, ids=place)
def test_a_form_is_sent_once_by_somebody_at_some_moment(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if not isinstance(node, ast.Call) or stands_on(node.func)[:1] != ["try_to"]:
            continue
        named = {keyword.arg for keyword in node.keywords}
        assert {"by", "at"} <= named or None in named, f"{place(path)}:{node.lineno}"


@pytest.mark.parametrize("path", FILES, ids=place)
def test_only_three_actors_are_not_people(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if not isinstance(node, ast.Call):
            continue
        named = [k.value for k in node.keywords if k.arg == "by"]
        assert {a.value for a in named if isinstance(a, ast.Constant)} <= ACTORS, node.lineno


# Nothing points to these: the head of the chain, the outbox, tries at the door.
POINTED_TO_BY_NOTHING = {
    "record/actions.py", "record/nightly.py", "post/actions.py", "members/actions/tries.py",
}  # fmt: skip


@pytest.mark.parametrize("path", FILES, ids=place)
def test_whatever_is_held_may_be_pointed_to_meanwhile(path):
    """A change that ends asks for each row it points to, with the head in its hands: whoever holds such a
    row otherwise, and then needs the head, waits for somebody who waits for them.
    """
    if place(path) in POINTED_TO_BY_NOTHING:
        return
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and stands_on(node)[:1] == ["select_for_update"]:
            assert "no_key" in {keyword.arg for keyword in node.keywords}, node.lineno


@pytest.mark.parametrize("path", FILES, ids=place)
def test_files_and_functions_stay_small(path):
    source = path.read_text()
    assert source.count("\n") <= 400
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno - node.lineno < 40, node.name


RULES = {"actions", "reads", "access", "models"}
PAGES = (
    "django.http",
    "django.forms",
    "django.shortcuts",
    "django.template",
    "django.contrib.messages",
)


@pytest.mark.parametrize("path", [p for p in FILES if door(p) in RULES], ids=place)
def test_rules_know_nothing_of_pages(path):
    assert [m for m in imported(ast.parse(path.read_text())) if m.startswith(PAGES)] == []


@pytest.mark.parametrize("path", [p for p in FILES if door(p) == "views"], ids=place)
def test_a_page_names_no_page_or_form_of_another_room(path):
    room = place(path).split("/")[0]
    for module in imported(ast.parse(path.read_text())):
        names = [*module.split("."), "", ""]
        foreign = names[0] == "tussenruimte" and names[1] not in {room, "kit"}
        assert not (foreign and names[2] in {"views", "forms"}), module
