"""Git is run in repositories of anybody: nothing that they hold is run, and nothing has no end."""

import os
import shutil
import time
from pathlib import Path

import pytest

from fairnotice import git as running
from fairnotice.git import GitError, blobs, said
from tests.folder import Site
from tests.repository import commit, git
from tests.world import FILES, SITE_YAML

_FETCHING = """[core]
 repositoryformatversion = 1
 bare = false
 {more}
[extensions]
 partialClone = origin
[remote "origin"]
 url = "ext::sh -c touch% {ran}"
 promisor = true
[protocol "ext"]
 allow = always
"""
"""The settings of a clone that has whatever it lacks fetched by a command of its own."""


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A history of three commits of one file."""
    folder = tmp_path / "repository"
    folder.mkdir()
    for months in ("six", "nine", "ten"):
        (folder / "privacy.md").write_text(f"# Privacy\n\nWe keep herons for {months} months.\n")
        commit(folder)
    return folder


@pytest.fixture
def site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Site:
    """A site with a notice without versions."""
    made = Site(tmp_path / "site", capsys)
    made.put(
        {"site.yaml": SITE_YAML.replace("kind: privacy", "kind: other"), "content/privacy/.a": ""}
    )
    return made


def without(folder: Path, name: str) -> None:
    """Takes an object out of the repository, or puts a pipe in its place."""
    place = folder / name[:2] / name[2:]
    place.chmod(0o600)
    place.unlink()


def test_a_repository_that_lacks_something_has_no_command_run_that_would_fetch_it(
    repository: Path, tmp_path: Path, site: Site
) -> None:
    ran = tmp_path / "ran"
    for what, told in (("HEAD:privacy.md", "lacks"), ("HEAD~1^{tree}", "unable to read")):
        without(repository / ".git/objects", git(repository, "rev-parse", what))
        settings = _FETCHING.format(ran=ran, more=f'sshCommand = "touch {ran}"')
        (repository / ".git/config").write_text(settings)
        answer = site.run("import", "git", str(repository), "privacy.md", "privacy")
        assert answer.code in {2, 3}
        assert told in answer.err
        assert not ran.exists()


def test_a_folder_of_the_site_is_no_repository_whatever_lies_in_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pull request could put HEAD, config, objects and refs there: its own history would be what
    was published, and its settings name commands."""
    ran = tmp_path / "ran"
    site = Site(tmp_path / "repository/site", capsys)
    site.put({**FILES, "site.yaml": SITE_YAML})
    commit(tmp_path / "repository")
    forged = tmp_path / "forged"
    shutil.copytree(site.folder, forged)
    commit(forged)
    for name in ("HEAD", "objects", "refs"):
        copy = shutil.copytree if (forged / ".git" / name).is_dir() else shutil.copy
        copy(forged / ".git" / name, site.folder / name)
    settings = _FETCHING.format(ran=ran, more="worktree = .")
    (site.folder / "config").write_text(settings)
    without(site.folder / "objects", git(forged, "rev-parse", "HEAD:site.yaml"))
    answer = site.run("check", "--against", "main")
    assert answer.code == 3
    assert "take it for a repository of its own" in answer.err
    assert not ran.exists()
    monkeypatch.setattr("fairnotice.history._EXPLICIT", ())  # as a git that knows it not
    answer = site.run("check", "--against", "main")
    assert "take it for a repository of its own" in answer.err
    assert not ran.exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")
@pytest.mark.parametrize("place", ["config", "HEAD", "packed-refs", "objects/info/alternates"])
def test_a_pipe_in_a_repository_is_not_waited_for(
    repository: Path, site: Site, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    monkeypatch.setattr("fairnotice.commands.import_repository.LOOK", 0.5)
    pipe = repository / ".git" / place
    pipe.unlink(missing_ok=True)
    os.mkfifo(pipe)
    begun = time.monotonic()
    answer = site.run("import", "git", str(repository), "privacy.md", "privacy")
    assert answer.code == 3
    assert "does not come to an end" in answer.err
    assert time.monotonic() - begun < 8


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")
def test_a_content_that_is_a_pipe_is_not_waited_for(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "WORK", 0.5)
    name = git(repository, "rev-parse", "HEAD:privacy.md")
    without(repository / ".git/objects", name)
    os.mkfifo(repository / ".git/objects" / name[:2] / name[2:])
    with pytest.raises(GitError, match="come to an end"):
        list(blobs(repository, [name], 100))


def test_a_mailmap_is_not_read(repository: Path) -> None:
    """It may be a pipe, or a gigabyte."""
    (repository / ".mailmap").write_text("Heron <heron@brindle.example> <baker@brindle.example>\n")
    assert b"Heron" not in said(repository, "log").content


@pytest.mark.skipif(not hasattr(running, "resource"), reason="Linux alone bounds another's memory")
def test_git_has_its_memory(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (repository / "large").open("wb") as file:
        file.truncate(60 << 20)
    commit(repository)
    name = git(repository, "rev-parse", "HEAD:large")
    assert said(repository, "grep", "-c", "heron", "HEAD").code == 0
    monkeypatch.setattr(running, "_MEMORY", 30 << 20)
    assert "emory" in said(repository, "grep", "-c", "heron", "HEAD").complaint
    assert list(blobs(repository, [name], 1 << 20)) == [None]


def test_an_answer_without_end_is_not_held(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "_MOST_SAID", 100)
    with pytest.raises(GitError, match="longer than"):
        said(repository, "log")
