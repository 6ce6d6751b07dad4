"""The arithmetic of the benchmarks: a wrong middle would be a wrong promise."""

import socket
import threading

import pytest

from benchmarks.figures import Report, p50, p95, ratio
from benchmarks.houses import Server
from benchmarks.load import Page, WrongAnswer, measure


def test_the_middle_and_the_slow_end():
    assert p50([3, 1, 2]) == 2
    assert p95(range(100)) == 95
    assert p95([7]) == 7


def test_a_ratio_is_the_middle_of_rounds_each_beside_its_own_floor():
    assert ratio([(20, 10), (90, 30), (10, 10)]) == 2


def test_a_report_counts_what_does_not_hold(capsys):
    report = Report()
    report.check("quick", 2.4, 2.5)
    report.check("slow", 2.6, 2.5)
    report.check("many", 0.5, 1 / 3, least=True)
    report.check("few", 0.3, 1 / 3, least=True)
    assert report.broken == 2
    assert [line.rsplit(" ", 1)[1] for line in report.lines] == ["holds", "BROKEN"] * 2
    assert "2.60 × (≤ 2.5) BROKEN" in capsys.readouterr().out


@pytest.fixture
def door():
    """A web server that gives one answer to everybody, over and over."""
    answers = {"/": b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nhere"}
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve(line):
            with line:
                while asked := line.recv(65_536):
                    path = asked.split()[1].decode()
                    line.sendall(answers.get(path, b"HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n"))

        def wait():
            while True:
                try:
                    line, _address = listening.accept()
                except OSError:
                    return
                threading.Thread(target=serve, args=(line,), daemon=True).start()

        threading.Thread(target=wait, daemon=True).start()
        yield Server(listening.getsockname()[1], group=0)


def test_visitors_open_a_page_again_and_again(door):
    visits = measure(Page("page", door, "/", "cookie"), seconds=0.1, clients=2)
    assert len(visits.times) > 2
    assert all(time > 0 for time in visits.times)


def test_a_page_that_does_not_open_stops_the_measuring(door):
    with pytest.raises(WrongAnswer, match="404 No"):
        measure(Page("page", door, "/nowhere/", "cookie"), seconds=0.1, clients=2)
