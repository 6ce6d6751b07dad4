"""Randomness in large pieces gives every byte once, also where one piece ends and the next begins."""

from tussenruimte.cli.seed import chance


def test_no_bytes_come_twice(monkeypatch):
    asked = []

    def counted(number):
        asked.append(number)
        return b"".join((len(asked) * 1_000 + n).to_bytes(4, "big") for n in range(number // 4))

    monkeypatch.setattr(chance.secrets, "token_bytes", counted)
    monkeypatch.setattr(chance, "PIECE", 64)
    one = chance.Chance()
    given = [one.draw(12) for _ in range(40)]
    assert {len(piece) for piece in given} == {12}
    numbers = [piece[n : n + 4] for piece in given for n in (0, 4, 8)]
    assert len(set(numbers)) == len(numbers)
    assert len(asked) == 8


def test_they_come_from_the_operating_system():
    assert chance.Chance().draw(32) != chance.Chance().draw(32)
