"""Files with ballots: read as they are written, refused with the line where they go wrong."""

import pytest
from hypothesis import given, strategies as st

from tests.methods.counting import profiles
from tussenruimte.methods.ballot_files import Unreadable, own, read
from tussenruimte.methods.ballots import Profile

SCOTTISH = """3,2,
20,1,
7,2,1,
20,1,
1,3,2,1,
"Candidate 1","Anna de Wit","Garden (G)",
"Candidate 2","Bram ""Bo"" Smit","Roof (R)",
"Candidate 3","Chris, of number 4","",
"Ward 3 - Kade","""
TOI = """# FILE NAME: 00000-00000001.toi
# TITLE: Made up
# DATA TYPE: toi
# NUMBER ALTERNATIVES: 3
# NUMBER VOTERS: 14
# NUMBER UNIQUE ORDERS: 3
# ALTERNATIVE NAME 1: Anna: the first
# ALTERNATIVE NAME 2: Bram
# ALTERNATIVE NAME 3: Chris
8: 1,3,2
4: 2,{3,1}
2: {2},1
"""
OWN = """ballots;1
seats;2
candidate;1;Anna
candidate;2;"Bram; of number 4"
candidate;3;Chris
40;1;2
3;2=3;1
2;3
"""


def of(text):
    return read(text.encode())


def test_a_scottish_file():
    profile = of(SCOTTISH)
    assert profile.candidates == ("Anna de Wit", 'Bram "Bo" Smit', "Chris, of number 4")
    assert profile.strict == {(0,): 40, (1, 0): 7, (2, 1, 0): 1}
    assert (profile.seats, profile.shared) == (2, {})


def test_a_preflib_file():
    profile = of(TOI)
    assert profile.candidates == ("Anna: the first", "Bram", "Chris")
    assert profile.strict == {(0, 2, 1): 8, (1, 0): 2}
    assert profile.shared == {((1,), (0, 2)): 4}
    assert profile.seats is None


def test_a_preflib_file_may_count_from_nought_and_list_in_any_order():
    """As preflibtools writes what it makes up itself."""
    text = TOI.replace("NAME 3", "NAME 0").replace("8: 1,3,2", "8: 1, 0, 2").replace("{3", "{ 0")
    profile = of(text)
    assert profile.candidates == ("Chris", "Anna: the first", "Bram")
    assert profile.strict == {(1, 0, 2): 8, (2, 1): 2}
    assert profile.shared == {((2,), (0, 1)): 4}
    with pytest.raises(Unreadable, match="names '3', and the candidates are 0 to 2"):
        of(text.replace("1, 0, 2", "1, 3, 2"))


def test_our_own_file():
    profile = of(OWN)
    assert profile.candidates == ("Anna", "Bram; of number 4", "Chris")
    assert profile.strict == {(0, 1): 40, (2,): 2}
    assert profile.shared == {((1, 2), (0,)): 3}
    assert profile.seats == 2


@pytest.mark.parametrize("text", [SCOTTISH, TOI, OWN])
@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_how_lines_end_and_a_mark_at_the_beginning_change_nothing(text, end):
    assert read(b"\xef\xbb\xbf" + text.replace("\n", end).encode() + b"\n\n") == of(text)


@given(profile=profiles(), shared=st.booleans(), seats=st.sampled_from([None, 2]))
def test_what_we_write_we_read(profile, shared, seats):
    strict, names = dict(profile.strict), ['Anna; "A"', *profile.candidates[1:]]
    both = {((0, 1),): 3} if shared else {}
    written = own.written(Profile(tuple(names), strict, both, seats))
    assert of(written) == Profile(tuple(names), strict, both, seats)


def changed(text, line, by):
    lines = text.split("\n")
    lines[line - 1] = by
    return "\n".join(lines)


BAD = [
    (SCOTTISH, 1, "3,0,", "'0' where a whole number"),
    (SCOTTISH, 1, "three,2,", "no file with ballots"),
    (SCOTTISH, 3, "7,2,4,", "names '4', and the candidates are 1 to 3"),
    (SCOTTISH, 3, "7,2,2,", "names somebody twice"),
    (SCOTTISH, 3, "7,", "has an empty place"),
    (SCOTTISH, 3, "7,2,,1,", "has an empty place"),
    (SCOTTISH, 3, "-7,2,1,", "'-7' where a whole number"),
    (SCOTTISH, 3, "7.5,2,1,", "'7.5' where a whole number"),
    (SCOTTISH, 3, "1234567890123,2,1,", "where a whole number"),
    (SCOTTISH, 3, "", "'' where a whole number"),
    (SCOTTISH, 3, "7,2,½,", "names '½'"),
    (SCOTTISH, 7, '"Candidate 3","Bram","",', "has to name candidate 2"),
    (SCOTTISH, 7, '"' + "x" * 200_000, "is no row of cells"),
    (SCOTTISH, 9, '"Ward"\n"Ward"', "stands after the name of the ward"),
    (TOI, 3, "# DATA TYPE: cat", "a data type that we count"),
    (TOI, 4, "# NUMBER ALTERNATIVES: 4", "4 alternatives, and 3 have a name"),
    (TOI, 4, "# NUMBER ALTERNATIVES: few", "the number of alternatives"),
    (TOI, 5, "# NUMBER VOTERS: 13", "tells of 13 voters, and there are 14"),
    (TOI, 10, "8; 1,3,2", "a colon"),
    (TOI, 11, "4: 2,{3,1", "has a brace or a comma too many"),
    (TOI, 11, "4: 2,,{3,1}", "has a brace or a comma too many"),
    (TOI, 11, "4: 2{3,1}", "has a brace or a comma too many"),
    (TOI, 11, "4: 2,{3,2}", "names somebody twice"),
    (TOI, 11, "4: 2,{}", "has an empty place"),
    (TOI, 11, "x: 2", "'x' where a whole number"),
    (OWN, 1, "ballots;2", "no file with ballots"),
    (OWN, 2, "seats;two", "'two' where a whole number"),
    (OWN, 2, "seats", "where a candidate has to be named"),
    (OWN, 4, "candidate;3;Bram", "has to name candidate 2"),
    (OWN, 4, "candidate;2", "has to name candidate 2"),
    (OWN, 7, "3;2=2;1", "names somebody twice"),
    (OWN, 7, "3;2=;1", "has an empty place"),
    (OWN, 7, "3;2=3;2", "names somebody twice"),
    (OWN, 7, "3;9", "names '9'"),
    (OWN, 7, "3;", "has an empty place"),
]


@pytest.mark.parametrize(("text", "line", "by", "what"), BAD)
def test_what_is_wrong_is_told_with_its_line(text, line, by, what):
    with pytest.raises(Unreadable, match=r"^(has|is|names|tells|ends|stands|shares) ") as no:
        of(changed(text, line, by))
    assert what in str(no.value)
    assert no.value.line == (10 if "after the name" in what else line)


@pytest.mark.parametrize(
    ("kind", "line", "what"),
    [("soc", 11, "shares a rank"), ("soi", 11, "shares a rank"), ("toc", 12, "names 2 of 3")],
)
def test_a_preflib_file_holds_what_its_type_says(kind, line, what):
    with pytest.raises(Unreadable, match=what) as no:
        of(changed(TOI, 3, f"# DATA TYPE: {kind}"))
    assert no.value.line == line


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "3,2,",
        "3,2,\n1,1,",
        SCOTTISH.partition('"')[0],
        "# x",
        TOI.partition("8:")[0],
        OWN.partition("40")[0],
        "ballots;1",
        "ballots;1\n1;1",
    ],
)
def test_half_a_file_is_refused(text):
    with pytest.raises(Unreadable) as no:
        of(text)
    assert 1 <= no.value.line <= text.count("\n") + 1


def test_letters_in_another_code_are_told_with_their_line():
    with pytest.raises(Unreadable, match="UTF-8") as no:
        read(OWN.replace("Chris", "Chloë").encode("latin-1"))
    assert no.value.line == 5


@given(st.sampled_from([SCOTTISH, TOI, OWN]), st.data())
def test_whatever_is_in_a_file_it_is_read_or_refused(text, data):
    content = text.encode()
    at = data.draw(st.integers(0, len(content)))
    more = data.draw(
        st.one_of(st.binary(max_size=4), st.text('0123456789,;={}": \n').map(str.encode))
    )
    broken = content[:at] + more + content[at + data.draw(st.integers(0, 6)) :]
    lines = broken.count(b"\n") + broken.count(b"\r") + 1
    assert read_or_refused(broken) in range(1, lines + 1)


def read_or_refused(content):
    """The line that is refused; 1 when all of them are read."""
    try:
        profile = read(content)
    except Unreadable as no:
        return no.line
    assert profile.voters > 0
    assert len(set(profile.candidates)) == len(profile.candidates)
    return 1
