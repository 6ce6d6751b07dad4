"""Rules between tables: what one row cannot show, and so no constraint can hold."""

from collections.abc import Iterator

from tussenruimte.cli.verifying.scope import Scope, rows, told


def codes_agree(_scope: Scope) -> Iterator[str]:
    """A need is called as its matter, a person as their actor: addresses and facts rely on it."""
    yield from told(
        "{0}: need {1} is not called as its matter {2}.",
        rows(
            "SELECT c.slug, n.code, m.code FROM relations_need n "
            "JOIN matters_matter m ON m.id = n.matter_id "
            "JOIN members_cooperative c ON c.id = n.cooperative_id WHERE m.code <> n.code"
        ),
    )
    yield from told(
        "{0}: person {1} is not called as their actor {2}.",
        rows(
            "SELECT c.slug, p.code, a.code FROM members_person p "
            "JOIN members_actor a ON a.id = p.actor_id "
            "JOIN members_cooperative c ON c.id = p.cooperative_id WHERE a.code <> p.code"
        ),
    )


def open_needs_are_held(_scope: Scope) -> Iterator[str]:
    """Whoever holds an open need may hold needs, in this cooperative."""
    yield from told(
        "{0}: need {1} is open, and nobody who may hold it does.",
        rows(
            "SELECT c.slug, n.code FROM relations_need n "
            "JOIN members_cooperative c ON c.id = n.cooperative_id "
            "LEFT JOIN members_standing s "
            "ON s.person_id = n.holder_id AND s.cooperative_id = n.cooperative_id "
            "WHERE n.closed_at IS NULL AND s.person_id IS NULL"
        ),
    )


def ended_is_ended(_scope: Scope) -> Iterator[str]:
    """A need and its matter end and come back together, and nothing is promised about what ended."""
    yield from told(
        "{0}: need {1} and its matter did not end together.",
        rows(
            "SELECT c.slug, n.code FROM relations_need n "
            "JOIN matters_matter m ON m.id = n.matter_id "
            "JOIN members_cooperative c ON c.id = n.cooperative_id "
            "WHERE (n.closed_at IS NULL) <> (m.ended_at IS NULL)"
        ),
    )
    yield from told(
        "{0}: promise {1} is open, and what it is about has ended.",
        rows(
            "SELECT c.slug, p.code FROM promises_promise p "
            "JOIN matters_matter m ON m.id = p.matter_id "
            "JOIN members_cooperative c ON c.id = p.cooperative_id "
            "WHERE p.state IN ('open', 'done') AND m.ended_at IS NOT NULL"
        ),
    )


def everybody_has_a_key_until_forgotten(_scope: Scope) -> Iterator[str]:
    """Without a key nobody can read what is about them; forgotten means that the key is gone."""
    yield from told(
        "{0}: person {1} has no key, and was not forgotten.",
        rows(
            "SELECT c.slug, p.code FROM members_person p "
            "JOIN members_cooperative c ON c.id = p.cooperative_id "
            "LEFT JOIN members_personkey k ON k.person_id = p.actor_id "
            "WHERE p.forgotten_at IS NULL AND k.person_id IS NULL"
        ),
    )
    yield from told(
        "{0}: person {1} was forgotten, and still has a key.",
        rows(
            "SELECT c.slug, p.code FROM members_personkey k "
            "JOIN members_person p ON p.actor_id = k.person_id "
            "JOIN members_cooperative c ON c.id = p.cooperative_id "
            "WHERE p.forgotten_at IS NOT NULL"
        ),
    )


def words_stand_under_the_right_key(_scope: Scope) -> Iterator[str]:
    """Words in a private matter are sealed for the person it is about."""
    for table in ("promises_promise", "conversations_conversation"):
        yield from told(
            f"{{0}}: {table} {{1}} is sealed for somebody else than its matter is about.",
            rows(
                f"SELECT c.slug, w.code FROM {table} w "  # noqa: S608 - a name of our own
                "JOIN matters_matter m ON m.id = w.matter_id "
                "JOIN members_cooperative c ON c.id = w.cooperative_id "
                "WHERE m.openness = 'private' AND w.of_id <> m.person_id"
            ),
        )


def seats_are_acted_for(_scope: Scope) -> Iterator[str]:
    """Everybody acts for themselves, and whoever sits in a seat acts for it."""
    yield from told(
        "{0}: person {1} does not act for {2}, though they should.",
        rows(
            "SELECT c.slug, p.code, a.code FROM ("
            "SELECT cooperative_id, actor_id AS person_id, actor_id FROM members_person "
            "UNION ALL SELECT cooperative_id, person_id, seat_id FROM members_tenure "
            "WHERE until IS NULL) AS t "
            "JOIN members_person p ON p.actor_id = t.person_id "
            "JOIN members_actor a ON a.id = t.actor_id "
            "JOIN members_cooperative c ON c.id = t.cooperative_id "
            "LEFT JOIN members_actsfor f "
            "ON f.actor_id = t.actor_id AND f.person_id = t.person_id AND f.until IS NULL "
            "WHERE f.id IS NULL"
        ),
    )
