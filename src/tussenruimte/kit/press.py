"""The press: a program of its own that sets one page as PDF/UA-1, and goes.

Typst remembers what it made lately, to be quick with the next. Of thirty long proposals that was 800 MB,
which a web process never gave back; here it goes with the program. Reads the page as JSON from where it
is started, and answers with the file; with 1 when the standard would be broken.
"""

import sys
from pathlib import Path
from typing import Final, Literal

STANDARD: Final[Literal["ua-1"]] = "ua-1"
BROKEN = 1


def main() -> int:
    """Set what comes in."""
    import typst  # noqa: PLC0415 - so that whoever only needs a name from here is not made heavy

    try:
        made = typst.compile(
            Path(__file__).with_name("pdf.typ").read_bytes(),
            format="pdf",
            sys_inputs={"page": sys.stdin.buffer.read().decode()},
            pdf_standards=[STANDARD],
            ignore_system_fonts=True,
        )
    except typst.TypstError:
        return BROKEN
    sys.stdout.buffer.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
