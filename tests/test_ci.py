"""The workflow files in docs/ci: valid by the hosts' schemas, with rights no wider than needed, and
their steps run as they stand, in a real repository with a pull request merged."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from tests.repository import commit, git
from tests.world import FILES, SITE_YAML

HERE = Path(__file__).parent.parent / "docs" / "ci"
GITHUB, GITLAB = HERE / "github-actions.yml", HERE / "gitlab-ci.yml"
CLOCK = "1772323200"  # 2026-03-01


@pytest.mark.parametrize(
    ("schema", "path"),
    [
        ("vendor.github-workflows", GITHUB),
        ("custom.github-workflows-require-timeout", GITHUB),
        ("vendor.gitlab-ci", GITLAB),
    ],
)
def test_the_hosts_would_accept_the_file(schema: str, path: Path, tmp_path: Path) -> None:
    def valid(file: Path) -> bool:
        transform = ["--data-transform", "gitlab-ci"] if "gitlab" in schema else []
        argv = ["--no-cache", "--builtin-schema", schema, *transform, str(file)]
        done = subprocess.run(
            [sys.executable, "-m", "check_jsonschema", *argv],
            capture_output=True,
            check=False,
            env={**os.environ, "no_proxy": "", "https_proxy": "http://localhost:9"},  # no network
        )
        return done.returncode == 0

    assert valid(path)
    wrong = tmp_path / "wrong.yml"
    wrong.write_text(path.read_text().replace("timeout", "time_out").replace("script:", "scrypt:"))
    assert not valid(wrong), "the schema would notice a mistake"


def loaded(path: Path) -> Any:
    return yaml.load(path.read_text(), yaml.BaseLoader)  # noqa: S506  # texts: `on` is no truth


def steps(job: str) -> dict[str, str]:
    """The shell of each named step of a job."""
    found = loaded(GITHUB)["jobs"][job]["steps"]
    return {step["name"]: step["run"] for step in found if "run" in step}


def test_no_job_has_more_rights_than_it_needs() -> None:
    told = loaded(GITHUB)
    assert told["permissions"] == {}
    rights = {name: job["permissions"] for name, job in told["jobs"].items()}
    assert rights == {
        "check": {"contents": "read"},
        "tell": {"contents": "read", "pull-requests": "write", "security-events": "write"},
        "build": {"contents": "read"},
        "publish": {"pages": "write", "id-token": "write"},
    }
    assert "secrets." not in GITHUB.read_text()


def test_what_a_pull_request_brings_never_runs_with_the_right_to_write() -> None:
    for run in steps("tell").values():
        assert not re.search(r"^\s*(fairnotice|python|make|\./)", run, re.MULTILINE)
    assert "pull_request_target" not in GITHUB.read_text()
    for job in loaded(GITHUB)["jobs"].values():
        for step in job["steps"]:
            assert "${{" not in step.get("run", ""), "an expression in a script runs as code"
            if step.get("uses", "").startswith("actions/checkout"):
                assert step["with"]["persist-credentials"] == "false"


def test_a_scheduled_version_comes_into_force_every_night() -> None:
    assert loaded(GITHUB)["on"]["schedule"] == [{"cron": "17 0 * * *"}]
    assert loaded(GITHUB)["jobs"]["build"]["if"] == "github.event_name != 'pull_request'"


def test_the_page_on_ci_shows_the_files_that_are_there() -> None:
    page = (HERE.parent / "ci.md").read_text()
    for path in (GITHUB, GITLAB):
        assert f"(ci/{path.name})" in page
    for shown in re.findall(r"```yaml\n(.*?)```", page, re.DOTALL):
        assert any(shown in path.read_text() for path in (GITHUB, GITLAB))


def scripts() -> list[str]:
    """Every piece of shell in both files."""
    github = [
        step["run"]
        for job in loaded(GITHUB)["jobs"].values()
        for step in job["steps"]
        if "run" in step
    ]
    gitlab = [
        line
        for job in loaded(GITLAB).values()
        if isinstance(job, dict)
        for part in ("before_script", "script", "after_script")
        for line in job.get(part, ())
    ]
    return [*github, *gitlab]


def test_bash_understands_every_step() -> None:
    assert len(scripts()) > 15
    bash = shutil.which("bash")
    assert bash
    for script in scripts():
        done = subprocess.run(
            [bash, "-n"], input=script, capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, ""), script


# ---------------------------------------- the steps, run


@pytest.fixture
def pull_request(tmp_path: Path) -> Path:
    """A checkout as the workflow makes it: a pull request merged into main, two commits deep."""
    origin = tmp_path / "origin"
    settings = SITE_YAML.replace("kind: privacy", "kind: other").replace(
        "kind: cookies", "kind: other"
    )
    for path, text in {**FILES, "site.yaml": settings}.items():
        (origin / path).parent.mkdir(parents=True, exist_ok=True)
        (origin / path).write_text(text)
    shell(origin, "fairnotice lock")
    commit(origin, "The site")
    git(origin, "checkout", "-q", "-b", "work")
    text = "---\nstatus: draft\n---\n\n" + FILES["content/privacy/2025-01-01.md"]
    draft = origin / "content/privacy/2026-12-01.md"
    draft.write_text(text.replace("six months", "five years"))
    commit(origin, "A draft")
    git(origin, "checkout", "-q", "main")
    git(origin, "merge", "-q", "--no-ff", "-m", "Merge", "work")
    git(tmp_path, "clone", "-q", "--depth=2", origin.as_uri(), "checkout")
    return tmp_path / "checkout"


def shell(folder: Path, script: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    """Runs a script as the runner does, with the program of this checkout as `fairnotice`."""
    tools = folder.parent / "tools"
    tools.mkdir(exist_ok=True)
    program = shlex.join([sys.executable, "-m", "fairnotice"])
    root = shlex.quote(str(HERE.parent.parent))
    (tools / "python").write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} "$@"\n')
    (tools / "fairnotice").write_text(f'#!/bin/sh\nPYTHONPATH={root} exec {program} "$@"\n')
    (tools / "gh").write_text(
        '#!/bin/sh\necho "$@" >> ../gh\ncase "$*" in *--paginate*) cat ../ids;; esac\n'
    )
    for tool in tools.iterdir():
        tool.chmod(0o755)
    bash = shutil.which("bash")
    assert bash
    return subprocess.run(
        [bash, "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder,
        env={
            **os.environ,
            "PATH": f"{tools}:{os.environ['PATH']}",
            "SOURCE_DATE_EPOCH": CLOCK,
            **variables,
        },
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_steps_of_a_pull_request_check_comment_and_summarise(pull_request: Path) -> None:
    check = steps("check")
    done = shell(pull_request, check["Check what the pull request changes"], GITHUB_BASE_REF="main")
    assert done.returncode == 0, done
    assert "::error file=content/privacy/2026-12-01.md,line=" in done.stdout
    summary = pull_request.parent / "summary"
    assert (
        shell(pull_request, check["Show the summary"], GITHUB_STEP_SUMMARY=str(summary)).returncode
        == 0
    )
    assert "## privacy: 2026-02-01 → 2026-12-01" in summary.read_text()
    assert "since `origin/main`" in summary.read_text()
    shutil.copytree(pull_request / "output/reports", pull_request / "reports")
    facts = {"GITHUB_REPOSITORY": "brindle/notices", "NUMBER": "7"}
    asked = pull_request.parent / "gh"
    for ids, wanted in (("", "-X POST repos/brindle/notices/issues/7/comments"), ("41\n42", "/41")):
        (pull_request.parent / "ids").write_text(ids)
        done = shell(pull_request, steps("tell")["Comment on the pull request"], **facts)
        assert done.returncode == 0, done
        assert wanted in asked.read_text().splitlines()[-1]
    comment = (pull_request / "comment.md").read_text()
    assert comment.startswith("<!-- fairnotice -->\n# Notices\n")


def test_a_pull_request_that_breaks_a_promise_fails(pull_request: Path) -> None:
    path = pull_request / "content/privacy/2025-01-01.md"
    path.write_text(path.read_text().replace("six months", "ten years"))
    step = steps("check")["Check what the pull request changes"]
    done = shell(pull_request, step, GITHUB_BASE_REF="main")
    assert done.returncode == 1
    assert "title=lock-broken" in done.stdout


def test_the_steps_on_main_build_what_is_published(pull_request: Path) -> None:
    done = shell(pull_request, steps("build")["Build"])
    assert done.returncode == 0, done
    uploaded = loaded(GITHUB)["jobs"]["build"]["steps"][-1]["with"]["path"]
    assert (pull_request / uploaded / "index.html").is_file()


def test_the_scripts_for_gitlab_run(pull_request: Path) -> None:
    told = loaded(GITLAB)
    base = git(pull_request, "rev-parse", "HEAD^1")
    done = shell(
        pull_request, "\n".join(told["check"]["script"]), CI_MERGE_REQUEST_DIFF_BASE_SHA=base
    )
    assert done.returncode == 0, done
    junit = told["check"]["artifacts"]["reports"]["junit"]
    assert "<testsuite" in (pull_request / junit).read_text()
    report = json.loads((pull_request / "output/reports/report.json").read_text())
    assert report["against"]["commit"] == base
    done = shell(pull_request, "\n".join(told["pages"]["script"]))
    assert done.returncode == 0, done
    (public,) = told["pages"]["artifacts"]["paths"]
    assert (pull_request / public / "privacy" / "index.html").is_file()


class _Notes(BaseHTTPRequestHandler):
    """A GitLab that knows notes on one merge request, a hundred a page."""

    notes: list[dict[str, Any]]
    token = "glpat-1"
    me = 9

    def _answer(self, told: object, status: int = 200) -> None:
        content = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _body(self) -> str:
        sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
        (body,) = parse_qs(sent, strict_parsing=True)["body"]
        return body

    def _welcome(self, *paths: str) -> bool:
        known = self.headers["PRIVATE-TOKEN"] == self.token and urlsplit(self.path).path in paths
        if not known:
            self._answer({}, 404)
        return known

    def do_GET(self) -> None:
        where = urlsplit(self.path)
        if where.path.endswith("user") and self._welcome("/api/v4/user"):
            self._answer({"id": self.me})
        elif self._welcome("/api/v4/projects/3/merge_requests/7/notes"):
            asked = {key: found for key, (found,) in parse_qs(where.query).items()}
            assert asked["sort"] == "asc"
            size = int(asked["per_page"])
            start = size * (int(asked["page"]) - 1)
            self._answer(self.notes[start : start + size])

    def do_POST(self) -> None:
        if self._welcome("/api/v4/projects/3/merge_requests/7/notes"):
            note = {"id": 1000 + len(self.notes), "author": {"id": self.me}, "body": self._body()}
            self.notes.append(note)
            self._answer(note, 201)

    def do_PUT(self) -> None:
        by_id = {str(note["id"]): note for note in self.notes if note["author"]["id"] == self.me}
        number = self.path.rpartition("/")[2]
        if self._welcome(f"/api/v4/projects/3/merge_requests/7/notes/{number}"):
            by_id[number]["body"] = self._body()
            self._answer(by_id[number])

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # the library's name
        """Keeps quiet."""


@pytest.fixture
def gitlab() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The address of a GitLab, and the notes on its merge request: somebody else's at first."""
    noisy = [
        {"id": n, "author": {"id": 2}, "body": "<!-- fairnotice -->\nNot ours."} for n in range(130)
    ]
    handler = type("Notes", (_Notes,), {"notes": noisy})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/api/v4", noisy
        server.shutdown()
        thread.join()


@pytest.mark.skipif(
    shutil.which("curl") is None, reason="the script asks curl, as GitLab's images do"
)
def test_on_gitlab_one_comment_is_written_and_renewed_with_each_push(
    tmp_path: Path, gitlab: tuple[str, list[dict[str, Any]]]
) -> None:
    address, notes = gitlab
    summary = tmp_path / "checkout" / "output" / "reports" / "summary.md"
    summary.parent.mkdir(parents=True)
    facts = {
        "CI_API_V4_URL": address,
        "CI_PROJECT_ID": "3",
        "CI_MERGE_REQUEST_IID": "7",
        "no_proxy": "127.0.0.1",
    }
    (script,) = loaded(GITLAB)["check"]["after_script"]
    theirs = [dict(note) for note in notes]
    for said in ("# Notices\n\nA “word” & 100% of it\n", "# Notices\n\nAll is well.\n"):
        summary.write_text(said)
        done = shell(tmp_path / "checkout", script, NOTICES_TOKEN="glpat-1", **facts)
        assert (done.returncode, done.stderr) == (0, ""), done
        *others, ours = notes
        assert others == theirs, "nobody else's words are touched, and no second comment is made"
        assert ours["body"] == f"<!-- fairnotice -->\n{said}"
    done = shell(tmp_path / "checkout", script, NOTICES_TOKEN="", **facts)
    assert (done.returncode, len(notes)) == (0, 131)
    done = shell(tmp_path / "checkout", script, NOTICES_TOKEN="wrong", **facts)
    assert done.returncode != 0
    assert "404" in done.stderr
    assert len(notes) == 131
