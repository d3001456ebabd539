"""`fairnotice check --against REF`: what a pull request changes, in real repositories."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from fairnotice.document.parse import parsed
from fairnotice.history import _Entry, _lay_out
from tests.folder import Site
from tests.repository import commit, git
from tests.world import FILES, SITE_YAML, TEXT

OLD, NEW = "content/privacy/2025-01-01.md", "content/privacy/2026-02-01.md"
LOCK = "content/notices.lock"
DEAD = "\nSee [it](#nowhere).\n"
SETTINGS = SITE_YAML.replace("kind: privacy", "kind: other").replace("kind: cookies", "kind: other")
"""Of no kind, so that nothing is asked of the notices but what they say of themselves."""


def valid_site(folder: Path, capsys: pytest.CaptureFixture[str]) -> Site:
    """The valid site, locked."""
    site = Site(folder, capsys)
    site.put({**FILES, "site.yaml": SETTINGS})
    assert site.run("lock").code == 0
    return site


@pytest.fixture
def site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Site:
    """The valid site, in the commit `main` of a repository of its own."""
    made = valid_site(tmp_path / "site", capsys)
    commit(made.folder)
    return made


def checks(site: Site, ref: str = "main", code: int = 1) -> list[str]:
    """`check path` of each problem that is new since `ref`."""
    answer = site.run("check", "--against", ref)
    assert answer.code == code, answer
    return [f"{each['check']} {each['path']}" for each in told(site)["problems"]]


def told(site: Site) -> Any:
    return json.loads(site.output("reports")["report.json"])


def relock(site: Site, ref: str) -> None:
    """Makes the lock fit the words of one version, as somebody would who wants to hide it."""
    lock = (site.folder / LOCK).read_text()
    (site.folder / LOCK).write_text(
        "".join(line for line in lock.splitlines(True) if not line.startswith(ref))
    )
    assert site.run("lock", ref).code == 0


def change(site: Site, path: str, old: str, new: str) -> None:
    text = (site.folder / path).read_text()
    assert old in text
    (site.folder / path).write_text(text.replace(old, new))


def entry(version: str) -> str:
    """What the changelog says of a version that keeps orders for longer."""
    return (
        f"- notice: privacy\n  version: {version}\n  provenance: original\n"
        "  significance: significant\n  summary: We keep orders for longer.\n"
        "  changes: [{section: retention, kind: changed, summary: We keep them for longer.}]\n"
    )


# ---------------------------------------- new problems alone


def test_a_pull_request_that_changes_nothing_has_no_problem(site: Site) -> None:
    assert checks(site, code=0) == []


def test_a_text_that_was_read_before_is_not_read_again_for_now_or_for_then(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert site.run("build").code == 0
    read: list[str] = []

    def noting(body: str, *, path: str, **where: Any) -> Any:
        read.append(path)
        return parsed(body, path=path, **where)

    monkeypatch.setattr("fairnotice.loaded.parsed", noting)
    assert checks(site, code=0) == []
    assert read == []
    change(site, NEW, "We", "We all")
    assert checks(site) != []
    assert set(read) == {NEW}


def test_a_problem_that_main_has_is_not_told_again(site: Site) -> None:
    site.put({"content/cookies/2026-04-01.md": FILES["content/cookies/2025-01-01.md"] + DEAD})
    commit(site.folder, "A mistake")
    assert site.run("check").code == 1
    assert checks(site, code=0) == []
    report = told(site)
    assert report["outcome"] == "fine"
    assert report["against"]["ref"] == "main"
    assert report["against"]["commit"] == git(site.folder, "rev-parse", "main")
    assert report["against"]["problems"] > 0
    assert checks(site, "main~1") != []


def test_a_known_problem_stays_known_when_lines_are_put_above_it(site: Site) -> None:
    path = "content/cookies/2026-04-01.md"
    text = FILES["content/cookies/2025-01-01.md"] + DEAD
    site.put({path: text})
    commit(site.folder)
    site.put({path: text.replace("## What", "We say it again.\n\n## What")})
    assert f"dead-anchor {path}" not in checks(site, code=0)


def test_a_second_problem_in_a_known_line_is_new(site: Site) -> None:
    path = "content/cookies/2026-04-01.md"
    text = FILES["content/cookies/2025-01-01.md"] + DEAD
    site.put({path: text})
    commit(site.folder)
    site.put({path: text.replace(DEAD, "\nSee [it](#nowhere) and [that](#gone).\n")})
    assert checks(site).count(f"dead-anchor {path}") == 2


def test_the_same_words_twice_are_a_new_problem(site: Site) -> None:
    path = "content/cookies/2026-04-01.md"
    text = FILES["content/cookies/2025-01-01.md"] + DEAD
    site.put({path: text})
    commit(site.folder)
    site.put({path: text + DEAD})
    assert checks(site) == [f"dead-anchor {path}"]


def test_a_problem_that_becomes_graver_is_new(site: Site) -> None:
    site.put({"site.yaml": SETTINGS + "lint: {dead-anchor: info}\n"})
    site.put({"content/cookies/2026-04-01.md": FILES["content/cookies/2025-01-01.md"] + DEAD})
    commit(site.folder)
    site.put({"site.yaml": SETTINGS})
    assert checks(site) == ["dead-anchor content/cookies/2026-04-01.md"]


def test_a_broken_template_is_found_and_one_that_was_broken_is_known(site: Site) -> None:
    site.put({"templates/front.html": "{{ nothing_of_that_name }}"})
    assert checks(site) == ["template-error templates/front.html"]
    commit(site.folder)
    assert checks(site, code=0) == []


def test_findings_that_main_has_are_left_out(site: Site) -> None:
    assert checks(site, code=0) == []
    assert told(site)["assessments"] == []
    assert told(site)["against"]["findings"] > 0
    draft = "---\nstatus: draft\n---\n\n" + TEXT.replace("six months", "five years")
    site.put({"content/privacy/2026-09-01.md": draft})
    site.run("check", "--against", "main")
    (assessed,) = told(site)["assessments"]
    assert assessed["new"]["id"] == "privacy@2026-09-01"
    assert {finding["rule"] for finding in assessed["findings"]} == {"retention-longer"}


def test_everything_is_new_where_there_was_no_site(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "repository"
    folder.mkdir()
    (folder / "README").write_text("Nothing yet.\n")
    commit(folder)
    site = Site(folder / "site", capsys)
    site.put({**FILES, "site.yaml": SETTINGS, NEW: FILES[NEW] + DEAD})
    assert "lock-missing content/privacy/2025-01-01.md" in checks(site)


# ---------------------------------------- published versions


def test_published_words_that_change_are_an_error_even_with_their_lock(site: Site) -> None:
    change(site, OLD, "six months", "ten years")
    assert checks(site)[0] == f"lock-broken {OLD}"
    relock(site, "privacy@2025-01-01")
    assert site.run("check").code == 0, "the site alone cannot know"
    assert checks(site) == [f"published-lock-changed {LOCK}", f"published-words-changed {OLD}"]


def test_words_that_change_are_shown_at_their_line(site: Site) -> None:
    """Where a pull request shows it: an annotation at the file's first line is easily missed."""
    rows = (site.folder / OLD).read_text("utf-8").splitlines()
    row = next(number for number, text in enumerate(rows, 1) if "six months" in text)
    assert row > 1
    change(site, OLD, "six months", "ten years")
    answer = site.run("check", "--against", "HEAD", "--format", "github")
    assert f"::error file={OLD},line={row},col=1,title=lock-broken::" in answer.out
    relock(site, "privacy@2025-01-01")
    answer = site.run("check", "--against", "HEAD", "--format", "github")
    assert f"::error file={OLD},line={row},col=1,title=published-words-changed::" in answer.out


def test_words_that_were_broken_before_are_an_error_when_they_change_again(site: Site) -> None:
    change(site, OLD, "six months", "ten years")
    commit(site.folder)
    assert checks(site, code=0) == []
    change(site, OLD, "ten years", "twenty years")
    assert checks(site) == [f"published-words-changed {OLD}"]
    change(site, OLD, "twenty years", "six months")
    assert checks(site, code=0) == [], "what was published may come back"


def test_a_published_date_that_moves_with_its_lock_is_an_error(site: Site) -> None:
    change(site, NEW, "published: 2026-01-01", "published: 2025-12-15")
    relock(site, "privacy@2026-02-01")
    assert site.run("check").code == 0
    assert checks(site) == [f"published-lock-changed {LOCK}", f"published-date-changed {NEW}"]


def test_a_lock_line_that_is_taken_out_is_an_error(site: Site) -> None:
    (site.folder / LOCK).write_text("")
    found = checks(site)
    assert found.count(f"published-lock-changed {LOCK}") == 3


def test_a_published_version_that_is_removed_without_trace_is_an_error(site: Site) -> None:
    (site.folder / OLD).unlink()
    change(site, LOCK, (site.folder / LOCK).read_text().split("\n")[1] + "\n", "")
    (site.folder / LOCK).write_text(
        "".join(
            line
            for line in (site.folder / LOCK).read_text().splitlines(True)
            if "privacy@2025-01-01" not in line
        )
    )
    entry = "- notice: privacy\n  version: 2025-01-01\n  provenance: original\n"
    change(site, "content/changelog.yaml", entry, "")
    assert f"published-version-missing {OLD}" in checks(site)


def test_a_notice_that_leaves_the_settings_is_missed(site: Site) -> None:
    line = "  - {id: cookies, title: Cookie notice, kind: other}\n"
    change(site, "site.yaml", line, "")
    shutil.rmtree(site.folder / "content/cookies")
    text = (site.folder / "content/changelog.yaml").read_text()
    site.put({"content/changelog.yaml": text.partition("- notice: cookies")[0]})
    lock = (site.folder / LOCK).read_text().splitlines(True)
    site.put({LOCK: "".join(one for one in lock if not one.startswith("cookies"))})
    assert site.run("check").code == 0
    assert "published-version-missing content/cookies/2025-01-01.md" in checks(site)


def test_a_version_that_applies_can_be_neither_a_draft_nor_withdrawn(site: Site) -> None:
    for status in ("draft", "withdrawn", "postponed"):
        put = FILES[NEW].replace("published:", f"status: {status}\npublished:")
        site.put({NEW: put})
        relocked = [
            line
            for line in git(site.folder, "show", f"main:{LOCK}").splitlines(keepends=True)
            if status != "draft" or "privacy@2026-02-01" not in line
        ]
        site.put({LOCK: "".join(relocked) + "\n"})
        assert f"published-version-unmade {NEW}" in checks(site), status


def test_a_rescheduling_that_is_said_openly_is_none_of_it(site: Site) -> None:
    path = "content/privacy/2026-05-01.md"
    text = "---\npublished: 2026-02-15\n---\n\n" + TEXT.replace("six months", "two years")
    whole = FILES["content/changelog.yaml"] + entry("2026-05-01")
    site.put({path: text, "content/changelog.yaml": whole})
    assert site.run("lock").code == 0
    commit(site.folder)
    later = text.replace("published:", "effective: 2026-06-01\npublished:")
    site.put({path: later})
    assert f"published-date-changed {path}" in " ".join(checks(site)).replace(
        "lock-dates-differ", "published-date-changed"
    )
    move = "{from: 2026-05-01, to: 2026-06-01, date: 2026-02-20, reason: Late.}"
    site.put({"content/changelog.yaml": f"{whole}  rescheduled: [{move}]\n"})
    assert checks(site, code=0) == []


def test_the_true_words_may_take_the_place_of_rewritten_ones(site: Site) -> None:
    def say(provenance: str) -> None:
        entry = "version: 2025-01-01\n  provenance: "
        text = FILES["content/changelog.yaml"]
        site.put(
            {"content/changelog.yaml": text.replace(f"{entry}original", f"{entry}{provenance}", 1)}
        )

    say("rewritten")
    commit(site.folder)
    say("imported")
    change(site, OLD, "six months", "half a year")
    relock(site, "privacy@2025-01-01")
    assert f"published-words-changed {OLD}" in checks(site, code=0)
    assert {each["level"] for each in told(site)["problems"]} <= {"warning", "info"}


def test_a_version_nobody_has_seen_yet_may_change(site: Site) -> None:
    path = "content/privacy/2026-12-01.md"
    text = "---\npublished: 2026-10-01\n---\n\n" + TEXT.replace("six months", "two years")
    whole = FILES["content/changelog.yaml"] + entry("2026-12-01")
    site.put({path: text, "content/changelog.yaml": whole})
    assert site.run("lock").code == 0
    commit(site.folder)
    site.put({path: text.replace("two years", "three years")})
    assert not [each for each in checks(site) if each.startswith("published-")]


def test_what_was_published_is_known_although_the_settings_were_broken(site: Site) -> None:
    good = (site.folder / "site.yaml").read_text()
    site.put({"site.yaml": good + "unknown_key: 1\n"})
    commit(site.folder)
    site.put({"site.yaml": good})
    change(site, OLD, "six months", "ten years")
    relock(site, "privacy@2025-01-01")
    assert f"published-words-changed {OLD}" in checks(site)


# ---------------------------------------- where the history is


def test_the_site_may_lie_below_the_root_of_the_repository(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = valid_site(tmp_path / "repository" / "notices" / "uk", capsys)
    site.put({"../other/site.yaml": "no: site\n"})
    commit(tmp_path / "repository")
    assert checks(site, code=0) == []
    change(site, OLD, "six months", "ten years")
    relock(site, "privacy@2025-01-01")
    assert f"published-words-changed {OLD}" in checks(site)


def test_a_shallow_clone_is_enough_when_it_has_the_ref(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(site, NEW, "a year", "two years")
    relock(site, "privacy@2026-02-01")
    git(site.folder, "checkout", "-q", "-b", "work")
    commit(site.folder)
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--depth=1", "-b", "work", site.folder.as_uri(), str(clone))
    shallow = Site(clone, capsys)
    answer = shallow.run("check", "--against", "origin/main")
    assert answer.code == 2
    assert "git fetch --depth=1" in answer.err
    git(clone, "fetch", "-q", "--depth=1", "origin", "main")
    assert f"published-words-changed {NEW}" in checks(shallow, "FETCH_HEAD")


def test_links_in_the_history_are_followed_inside_the_site_alone(
    site: Site, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("# Secret\n")
    (site.folder / "texts").mkdir()
    (site.folder / "content/privacy/2026-12-01.md").symlink_to(secret)
    commit(site.folder)
    assert checks(site, code=0) == []


def test_nothing_of_a_forged_commit_is_written_through_its_links(
    site: Site, tmp_path: Path
) -> None:
    """Git holds trees with a link and a folder of one name, and links to what is no path."""
    victim = tmp_path / "victim"
    victim.mkdir()

    def forged(path: str, leads_to: bytes) -> _Entry:
        (tmp_path / "link").write_bytes(leads_to)
        name = git(site.folder, "hash-object", "-w", str(tmp_path / "link"))
        return _Entry(path, "120000", name)

    into = tmp_path / "then"
    into.mkdir()
    links = [
        forged("content/z", bytes(victim)),
        forged("content/z/one", b"/etc/passwd"),
        forged("content/z/deeper/two", b"/etc/passwd"),
        forged("content/zero", b"a\0b"),
        forged("content/good", b"notices.lock"),
    ]
    _lay_out(site.folder, links, into)
    assert list(victim.iterdir()) == []
    assert sorted(path.name for path in (into / "content").iterdir()) == ["good", "z"]


@pytest.mark.parametrize("ref", ["nowhere", "", "--all", "-h", "main:site.yaml", "a b", "main^9"])
def test_an_unknown_ref_is_a_wrong_command_line(site: Site, ref: str) -> None:
    answer = site.run("check", f"--against={ref}")
    assert answer.code == 2
    assert "no commit, branch or tag" in answer.err
    assert not (site.folder / "output").exists()


def test_a_folder_without_a_repository_is_said_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    site = valid_site(tmp_path / "site", capsys)
    answer = site.run("check", "--against", "main")
    assert (answer.code, answer.out) == (3, "")
    assert "not in a Git repository" in answer.err


def test_a_machine_without_git_is_told_so(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(site.folder))
    answer = site.run("check", "--against", "main")
    assert answer.code == 3
    assert "git is not installed" in answer.err


def test_a_history_that_is_damaged_is_said_in_a_sentence(site: Site) -> None:
    blob = git(site.folder, "rev-parse", f"main:{OLD}")
    loose = site.folder / ".git" / "objects" / blob[:2] / blob[2:]
    loose.chmod(0o600)
    loose.unlink()
    answer = site.run("check", "--against", "main")
    assert answer.code == 3
    assert "git cannot read this history" in answer.err


def test_a_hook_that_names_another_repository_does_not_mislead(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    commit(other)
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / ".git/index"))
    assert checks(site, code=0) == []
