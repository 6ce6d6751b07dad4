"""Older versions of this repository, as its own history has them."""

import os
import subprocess
from pathlib import Path

from tests.texts import ROOT

MIGRATIONS = ":(glob)src/*/*/migrations/0*.py"
NO_HISTORY = "this copy of the repository has no older version from which a database can go forward"


def told(repository: Path, *words: str | Path) -> str:
    """What git answers in a repository, whichever one we were called from."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    done = subprocess.run(
        ["git", "-C", str(repository), *map(str, words)],
        env=env, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout


def oldest_that_goes_forward() -> str:
    """The oldest version of which each migration is here unchanged; nothing when there is none."""
    try:
        commits = told(ROOT, "log", "--format=%H", "HEAD", "--", MIGRATIONS).split()
    except (OSError, subprocess.CalledProcessError):  # no git, or a copy without `.git`
        return ""
    newest = _migrations("HEAD")
    older = [commit for commit in commits if set() < _migrations(commit) < newest]
    return older[-1] if older else ""


def released(version: str, upstream: Path) -> None:
    """A repository from which one can pull, whose newest version is this one."""
    if not upstream.exists():
        told(ROOT, "clone", "--quiet", "--bare", ROOT, upstream)
        told(upstream, "symbolic-ref", "HEAD", "refs/heads/released")
    told(upstream, "update-ref", "refs/heads/released", version)


def _migrations(commit: str) -> set[str]:
    """Of each migration of a version what is in it and where it lies."""
    listed = told(ROOT, "ls-tree", "-r", commit, "src").splitlines()
    return {line for line in listed if "/migrations/0" in line}
