"""The pictures of the README, in docs/screens: `python3 -m tools.screens` makes them anew."""

import sys

from tools.place import BUILD, PYTHON, run, surroundings
from tools.setup import set_up


def main() -> int:
    """Set up with the test tools, open the demo and walk past it with a browser."""
    set_up(None, testing=True)
    return run([PYTHON, "-m", "tests.browser.screens"], surroundings(BUILD))


if __name__ == "__main__":
    sys.exit(main())
