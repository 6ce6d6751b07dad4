"""The measuring of a vote that closes: what would be lost or double would be seen."""

import random
from collections import Counter

from benchmarks.closing import Poll, ballots, compare, moments, tell
from benchmarks.figures import Report
from benchmarks.posting import Answer

FILE = 'ballots;1\ncandidate;1;Voor\ncandidate;2;"Tegen, of niet"\n2;1\n1;2\n'
VOICES = {"voices": [{"who": name} for name in "ABC"]}
CODE = "<p><strong>{}</strong></p>"


def an_open_poll():
    poll = Poll(waits=[0.1])
    for number, choice in enumerate((1, 2, 1)):
        poll.take(number, choice, Answer(302, "", 0.1), secret=False)
    return poll


def kept(*chosen, **other):
    many = len({who for who, _one in chosen})
    return {"chosen": [[*one] for one in chosen], "voted": many, "voices": many, "left": 0} | other


ALL = (("A", [1]), ("B", [2]), ("C", [1]))


def seen(poll, file, codes, there):
    compare(poll, VOICES, file, codes, there)
    return poll.lost, poll.double, poll.differs, poll.left


def test_when_all_is_right_nothing_is_found():
    assert seen(an_open_poll(), FILE, [], kept(*ALL)) == (0, 0, 0, 0)


def test_a_voice_that_was_lost_is_seen():
    lost, _double, differs, _left = seen(an_open_poll(), FILE, [], kept(*ALL[:2]))
    assert (lost, differs > 0) == (1, True)


def test_a_voice_that_counts_twice_is_seen():
    _lost, double, _differs, _left = seen(an_open_poll(), FILE, [], kept(*ALL, ("C", [2])))
    assert double == 1


def test_another_choice_or_another_count_is_seen():
    other = (*ALL[:2], ("C", [2]))
    assert seen(an_open_poll(), FILE, [], kept(*other))[:3] == (1, 0, 1)
    assert seen(an_open_poll(), FILE.replace("2;1", "3;1"), [], kept(*ALL))[2] > 0


def test_of_a_secret_vote_the_codes_are_compared():
    def poll():
        row = Poll(waits=[0.1])
        for number, choice in enumerate((1, 2, 1)):
            row.take(number, choice, Answer(200, CODE.format("KLM"[number]), 0.1), secret=True)
        return row

    none = kept(voted=3, voices=3)
    assert seen(poll(), FILE, ["K", "L", "M"], none) == (0, 0, 0, 0)
    assert seen(poll(), FILE, ["K", "L"], none)[0] == 1
    assert seen(poll(), FILE, ["K", "L", "M", "M"], none)[1] == 1
    assert seen(poll(), FILE, ["K", "L", "M", "N"], none)[2] == 1
    assert seen(poll(), FILE, ["K", "L", "M"], none | {"left": 2})[3] == 2


def test_every_answer_is_a_yes_a_no_or_wrong():
    poll = Poll()
    poll.take(0, 1, Answer(200, "Je stem kwam niet meer binnen.", 1.0), secret=True)
    poll.take(0, 1, Answer(200, "Je stem kwam niet meer binnen.", 9.0), secret=True, in_time=True)
    poll.take(1, 1, Answer(200, "Je stem is al binnen.", 1.0), secret=True)
    poll.take(2, 1, Answer(503, "<h1>Even geduld</h1>", 1.0), secret=True)
    poll.take(3, 1, Answer(302, "", 1.0), secret=True)
    poll.take(4, 1, Answer(500, "", 1.0), secret=False)
    poll.take(5, 1, Answer(0, "TimeoutError()", 1.0), secret=False)
    late = {"too late": 1, "too late, though pressed in time": 1}
    assert poll.refused == Counter({**late, "in already": 1, "not now": 1})
    assert (len(poll.wrong), poll.chosen) == (3, {})


def test_a_lost_voice_breaks_the_bound():
    poll, report = an_open_poll(), Report()
    compare(poll, VOICES, FILE, [], kept(*ALL[:2]))
    tell(report, "sqlite, open", poll)
    assert report.broken == 2


def test_a_published_file_is_counted_by_option():
    assert sorted(ballots("ballots;1\ncandidate;1;A\ncandidate;2;B\n40;1\n3;2\n")) == [
        (1, 40),
        (2, 3),
    ]


def test_a_tenth_arrives_in_the_last_second_and_a_few_just_after():
    when = list(moments(1_000, 20.0, random.Random(1)))  # noqa: S311 - no secret
    assert all(-20 <= one <= 1 for one in when)
    assert sum(one > 0 for one in when) == 10
    assert sum(-1 <= one <= 0 for one in when) == 100
