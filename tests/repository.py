"""A real Git repository in a folder, with nothing of the machine's own settings in it."""

import os
import subprocess
from pathlib import Path

_SETTINGS = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_AUTHOR_NAME": "A. Baker",
    "GIT_AUTHOR_EMAIL": "baker@brindle.example",
    "GIT_COMMITTER_NAME": "A. Baker",
    "GIT_COMMITTER_EMAIL": "baker@brindle.example",
}


def git(folder: Path, *argv: str) -> str:
    """What git answers in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        ["git", *argv],
        cwd=folder,
        env={**os.environ, **_SETTINGS},
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.strip()


def commit(folder: Path, words: str = "Change") -> str:
    """Commits everything below `folder`; the commit's name."""
    if not (folder / ".git").exists():
        git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A", "-f", "--", ".", ":!output", ":!*/output")
    git(folder, "commit", "-q", "--allow-empty", "-m", words)
    return git(folder, "rev-parse", "HEAD")
