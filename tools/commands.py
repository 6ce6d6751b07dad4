"""The commands of `./tussenruimte`: reading what is asked, and doing it."""

import argparse
import json
import os
import shutil
import signal
import sys
import time
from collections.abc import Callable, Collection
from pathlib import Path
from typing import NoReturn

from tools import needs, suite
from tools.place import DATABASE, MANAGE, PYTHON, ROOT, Stop, data_folder, run, say, surroundings
from tools.setup import STAMPS, missing_keys, set_stamp, set_up, set_up_packages, stamp
from tools.supervise import Child, clock, keep_alive, refuse_taken_port, web, worker

LAST_PORT = 65_535


class Parser(argparse.ArgumentParser):
    """Bad use is answered in one sentence."""

    def error(self, message: str) -> NoReturn:
        raise Stop(message[:1].upper() + message[1:].rstrip(".") + ".")


def main(words: list[str]) -> int:
    """Do what is asked: 0 is yes, 1 is no, 2 is not understood."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that what we started stops too
    try:
        whole, names = parser()
        if not words:
            raise Stop(f"Say what you want: {', '.join(names)}.")
        if not words[0].startswith("-") and words[0] not in names:
            raise Stop(f"There is no command '{words[0]}'; there are: {', '.join(names)}.")
        asked = whole.parse_args(words)
        return int(asked.do(asked))
    except Stop as no:
        print(no, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def parser() -> tuple[Parser, Collection[str]]:
    """All commands with their options, and the names of the commands."""
    whole = Parser(prog="./tussenruimte", description="The one command of Tussenruimte.")
    commands = whole.add_subparsers(metavar="COMMAND", parser_class=Parser, required=True)

    def add(name: str, do: Callable[[argparse.Namespace], int], about: str) -> Parser:
        one = commands.add_parser(name, help=about, description=about)
        one.set_defaults(do=do)
        return one

    demos = at_port(
        add("demo", demo, "look around: made-up cooperatives, and a door to walk in by")
    )
    demos.add_argument("--reset", action="store_true", help="throw its data away and begin again")
    tests = add("test", test, "everything that has to be true before a change may land")
    tests.add_argument("--fast", action="store_true", help="leave out the browser and PostgreSQL")
    tests.add_argument(
        "--full", action="store_true", help="with the whole grid and long fault runs"
    )
    at_port(add("start", start, "an empty house: web, worker and clock"))
    add("setup", setup, "make everything ready, and bring the database up to date")
    add("check", check, "say what is missing, and how to get it")
    codes = add("set-up-code", set_up_code, "how the first one begins, in a house without `start`")
    codes.add_argument("--another", action="store_true", help="for one more cooperative")
    at_port(add("serve", serve, "only the web"))
    add("worker", work, "only the worker")
    ticks = add("tick", tick, "one round of the clock")
    ticks.add_argument("--now", metavar="ISO", help="as if it were this moment")
    ticks.add_argument("--loop", action="store_true", help="a round every minute, until stopped")
    seeds = add("seed", seed, "made-up data of any size, the same for the same seed")
    for name in ("members", "seed", "cooperatives"):
        seeds.add_argument(
            f"--{name}", type=whole_number, required=name != "cooperatives", metavar="N"
        )
    to_carry(add)
    walks = add("verify", verify, "walk every chain and every rule; exit 1 names what is broken")
    walks.add_argument("--heads", metavar="DIR", help="published heads that were kept elsewhere")
    of_somebody(
        add("erase", erase, "forget a person: what they told cannot be read by anybody any more")
    )
    add("rotate-keys", rotate_keys, "a new master key, while people go on working")
    for_anyone(add)
    return whole, commands.choices


def for_anyone(add: Callable[[str, Callable[[argparse.Namespace], int], str], Parser]) -> None:
    """The commands with which somebody outside checks what we say."""
    by_method(add("tally", tally, "count a vote out of a file, for anyone to check"))
    by_rule(add("budget", budget, "share a budget out of a file, for anyone to check"))
    add("bench", bench, "measure, against a floor in the same run").add_argument(
        "words", nargs=argparse.REMAINDER, metavar="NAME"
    )


def to_carry(add: Callable[..., Parser]) -> None:
    """The commands that take things along, and bring them in."""
    backups = add("backup", backup, "the whole house in one file, without its keys")
    backups.add_argument("file", metavar="FILE", help="a name that is free, such as house.tar.gz")
    restores = add("restore", restore, "a backup becomes a house again, in an empty place")
    restores.add_argument("file", metavar="FILE", help="what backup made")
    exports = add("export", export, "one cooperative in open formats, to take along or to keep")
    imports = add("import", import_, "a cooperative that was exported comes into this house")
    for command, about in ((exports, "a name that is free"), (imports, "what export made")):
        command.add_argument("coop", metavar="COOP", help="as in its address, such as rietkade")
        command.add_argument("folder", metavar="DIR", help=about)
    ways = (
        (exports, "--to", "SEAT=KEYFILE", "a seat and its public key"),
        (imports, "--with", "KEYFILE", "a private key"),
    )
    for command, way, word, about in ways:
        command.add_argument(
            way,
            dest="keys",
            action="append",
            default=[],
            metavar=word,
            help=f"{about}, for private texts; give those of two people",
        )
    pairs = add("key-pair", key_pair, "a key of one's own, for private texts that are exported")
    pairs.add_argument("file", metavar="FILE", help="a name that is free, such as amina.key")


def whole_number(word: str) -> int:
    """A number of at least nought."""
    if not word.isdecimal():
        raise argparse.ArgumentTypeError(f"'{word}' is not a whole number")
    return int(word)


def port_number(word: str) -> int:
    """A port that one can open."""
    number = whole_number(word)
    if not 0 < number <= LAST_PORT:
        raise argparse.ArgumentTypeError(f"{word} is not a port")
    return number


def at_port(command: Parser) -> Parser:
    """Give a command that opens the web its address."""
    command.add_argument("--port", type=port_number, default=8000, help="8000 when not said")
    command.add_argument("--host", default="127.0.0.1", help="only this machine when not said")
    return command


def of_somebody(command: Parser) -> None:
    """Give a command that is about one person whom it is about."""
    command.add_argument("person", metavar="PERSON", help="their code, as their own page shows it")


def by_method(command: Parser) -> None:
    """Give the command that counts its options."""
    ways = ("stv", "irv", "schulze", "approval", "majority")
    command.add_argument("file", metavar="FILE", help="of Scottish councils, of PrefLib, or ours")
    command.add_argument("--method", required=True, choices=ways)
    command.add_argument("--seats", type=whole_number, help="what the file says, or one")
    command.add_argument("--ties", choices=("lot", "listed"), default="lot", help="lot by itself")
    command.add_argument("--seed", help="of the lot; the sha256 of the file when not said")
    command.add_argument("--json", action="store_true", help="with every round and every tie")


def by_rule(command: Parser) -> None:
    """Give the command that shares a budget its options."""
    command.add_argument("file", metavar="FILE", help="a budget as Pabulib writes it")
    command.add_argument("--rule", required=True, choices=("mes", "greedy"))
    command.add_argument("--utility", choices=("cost", "cardinality"), default="cost")
    ways = ("none", "add1", "add1-greedy")
    command.add_argument("--completion", choices=ways, default="none", help="of equal shares")
    command.add_argument("--ties", choices=("lot", "listed"), default="lot", help="lot by itself")
    command.add_argument("--seed", help="of the lot; the sha256 of the file when not said")
    command.add_argument("--voters", action="store_true", help="with what each voter paid")
    command.add_argument("--json", action="store_true", help="with every reason and payment")


def demo(asked: argparse.Namespace) -> int:
    """The demo has a folder and a database of its own: its open door never opens a real house."""
    if os.environ.pop("DATABASE_URL", ""):
        say("The demo keeps its own database; the one of DATABASE_URL is left alone.")
    data = data_folder() / "demo"
    refuse_taken_port(asked.host, asked.port)
    loaded_on = stamp(data, "demo")
    if asked.reset or not loaded_on:  # not loaded to the end is not loaded
        forget_demo(data)
        loaded_on = ""
    set_up(data)
    address = f"http://localhost:{asked.port}"
    env = surroundings(data, TUSSENRUIMTE_DEMO="1", TUSSENRUIMTE_URL=address)
    tell = Child("demo", [*MANAGE, "demo"], {**env, "TUSSENRUIMTE_ROLE": "owner"})
    today = time.strftime("%Y-%m-%d")
    if loaded_on:
        if loaded_on != today:
            say(f"This demo stands as it was on {loaded_on}; --reset brings it to today.")
        return keep_alive(house(asked, env, quiet=True), tell, address, (asked.host, asked.port))
    if run(tell.words, tell.env) != 0:
        return 1
    set_stamp(data, "demo", today)
    return keep_alive(house(asked, env, quiet=True), None, address, (asked.host, asked.port))


def forget_demo(data: Path) -> None:
    """Remove what the demo made; its keys may stay."""
    for name in ("", "-wal", "-shm", "-journal"):
        (data / f"{DATABASE}{name}").unlink(missing_ok=True)
    for name in ("forgotten.list", STAMPS):
        (data / name).unlink(missing_ok=True)
    for name in ("heads", "files", "letters"):
        shutil.rmtree(data / name, ignore_errors=True)


def start(asked: argparse.Namespace) -> int:
    """An empty house; whoever reads the set-up code here makes the first cooperative."""
    data = data_folder()
    refuse_taken_port(asked.host, asked.port)
    set_up(data)
    address = os.environ.get("TUSSENRUIMTE_URL") or f"http://localhost:{asked.port}"
    env = surroundings(data, TUSSENRUIMTE_URL=address)
    code = Child("set-up code", [*MANAGE, "setupcode"], {**env, "TUSSENRUIMTE_ROLE": "owner"})
    return keep_alive(house(asked, env), code, address, (asked.host, asked.port))


def house(asked: argparse.Namespace, env: dict[str, str], *, quiet: bool = False) -> list[Child]:
    """Web, worker and clock, the web first."""
    return [
        Child("web", web(asked.host, asked.port), env),
        Child("worker", worker(quiet=quiet), env),
        Child("clock", clock(), env),
    ]


def test(asked: argparse.Namespace) -> int:
    """Set up with the test tools and run everything."""
    if asked.fast and asked.full:
        raise Stop("Choose --fast or --full, not both.")
    set_up(None, testing=True)
    return suite.suite(fast=asked.fast, full=asked.full)


def setup(_asked: argparse.Namespace) -> int:
    """Make everything ready, and look at the database even when nothing seems to have changed."""
    set_up(data_folder(), again=True)
    say("Ready. `./tussenruimte start` opens the house.")
    return 0


def check(_asked: argparse.Namespace) -> int:
    """Say what is missing, change nothing."""
    return needs.check(data_folder())


def set_up_code(asked: argparse.Namespace) -> int:
    """What `start` prints, where a service manager starts the parts."""
    return manage("setupcode", "--explain", *(["--another"] if asked.another else []))


def serve(asked: argparse.Namespace) -> int:
    """The web alone, for a service manager."""
    refuse_taken_port(asked.host, asked.port)
    set_up(data_folder())
    return become(web(asked.host, asked.port))


def work(_asked: argparse.Namespace) -> int:
    """The worker alone, for a service manager."""
    set_up(data_folder())
    return become(worker())


def become(words: list[str]) -> NoReturn:
    """Turn into this program, so that a service manager speaks with it and not with us."""
    sys.stdout.flush()
    os.execve(words[0], words, surroundings(data_folder()))  # noqa: S606 - our own words


def manage(command: str, *words: str, role: str = "owner") -> int:
    """Set up, then run a management command of the house."""
    set_up(data_folder())
    return run([*MANAGE, command, *words], surroundings(data_folder(), TUSSENRUIMTE_ROLE=role))


def tick(asked: argparse.Namespace) -> int:
    """One round of the clock, or one a minute."""
    now = ("--now", asked.now) if asked.now else ()
    return manage("tick", *now, *(["--loop"] if asked.loop else []), role="web")


def seed(asked: argparse.Namespace) -> int:
    """Made-up data."""
    words = [f"--members={asked.members}", f"--seed={asked.seed}"]
    if asked.cooperatives is not None:
        words.append(f"--cooperatives={asked.cooperatives}")
    return manage("seed", *words)


def backup(asked: argparse.Namespace) -> int:
    """The database as it is, also when it waits for an upgrade: a backup comes before that."""
    return carry("backup", Path(asked.file).expanduser().absolute())


def restore(asked: argparse.Namespace) -> int:
    """Into an empty place, with the keys of the house that was."""
    return carry("restore", Path(asked.file).expanduser().absolute())


def export(asked: argparse.Namespace) -> int:
    """One cooperative, written down."""
    (folder,) = places(asked.folder, "", [])
    said = [word.partition("=") if "=" in word else ("", "", word) for word in asked.keys]
    keys = [f"--to={seat}{is_}{places(file, '', [])[0]}" for seat, is_, file in said]
    return manage("exportcooperative", asked.coop, folder, *keys)


def import_(asked: argparse.Namespace) -> int:
    """One cooperative, brought in."""
    return manage("importcooperative", asked.coop, *places(asked.folder, "--with", asked.keys))


def key_pair(asked: argparse.Namespace) -> int:
    """A key for one of the two who open private texts together."""
    return manage("keypair", *places(asked.file, "", []))


def places(folder: str, way: str, keys: list[str]) -> list[str]:
    """Files and folders as whoever asks sees them from where they stand."""
    whole = [str(Path(one).expanduser().absolute()) for one in (folder, *keys)]
    return [whole[0], *(f"{way}={key}" for key in whole[1:])]


def carry(command: str, *words: str | Path) -> int:
    """Run a command that takes the database as it finds it: no tables are made or brought up to date."""
    data = data_folder()
    if missing := missing_keys(data):
        raise Stop(
            f"{data} lacks the {' and the '.join(missing)} of the house: put that there first."
        )
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    set_up(None)
    return run([*MANAGE, command, *words], surroundings(data, TUSSENRUIMTE_ROLE="owner"))


def verify(asked: argparse.Namespace) -> int:
    """Whether everything that is written down still hangs together."""
    elsewhere = [f"--heads={Path(asked.heads).expanduser().absolute()}"] if asked.heads else []
    return manage("verify", *elsewhere)


def erase(asked: argparse.Namespace) -> int:
    """Forget somebody, or finish what was interrupted."""
    return manage("erase", asked.person)


def rotate_keys(_asked: argparse.Namespace) -> int:
    """A new master key; every person's key and every second code wrapped under it."""
    return manage("rotatekeys")


def tally(asked: argparse.Namespace) -> int:
    """Count with any Python, without setting up and without Django."""
    sys.path.insert(0, str(ROOT / "src"))
    from tussenruimte.cli.tally import tally as count  # noqa: PLC0415 - it has to be found first

    return count(asked)


def budget(asked: argparse.Namespace) -> int:
    """Share with the locked packages, without Django and without a database."""
    set_up_packages()
    told = {name: value for name, value in vars(asked).items() if name != "do"}
    told["file"] = str(Path(asked.file).expanduser().absolute())
    words = ("-m", "tussenruimte.cli.budget", json.dumps(told))
    return run([PYTHON, *words], surroundings(data_folder()))


def bench(asked: argparse.Namespace) -> int:
    """Measure, in a data folder of its own."""
    set_up(None, testing=True)
    return suite.benchmark(asked.words)
