"""A Git repository made for a test: texts and their dates in, a folder out."""

import os
import subprocess
from pathlib import Path


class Repository:
    """A repository that the test writes to."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True)
        self.git("init", "-q", "-b", "main")
        self.git("config", "user.name", "Ada")
        self.git("config", "user.email", "ada@brindle.example")
        self.git("config", "commit.gpgsign", "false")

    def git(self, *arguments: str, day: str = "2020-01-01", authored: str = "") -> None:
        """Runs Git; a commit is of noon of `day`, or of the moment that it says."""
        moment = day if "T" in day else f"{day}T12:00:00Z"
        dates = {
            "GIT_COMMITTER_DATE": moment,
            "GIT_AUTHOR_DATE": f"{authored}T12:00:00Z" if authored else moment,
        }
        aside = {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"}
        kept = {key: value for key, value in os.environ.items() if key not in aside}
        subprocess.run(
            ("git", "-C", str(self.folder), *arguments),
            check=True,
            capture_output=True,
            env={**kept, **dates},
        )

    def commit(
        self, day: str, text: str | bytes, path: str = "privacy.md", authored: str = ""
    ) -> None:
        """Puts a text into the file and commits it."""
        place = self.folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text if isinstance(text, bytes) else text.encode())
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", day, day=day, authored=authored)
