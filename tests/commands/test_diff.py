"""`diff` compares files, versions and many pairs, and its exit code says what it was asked to."""

import json
import os
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from fairnotice.cli import main
from fairnotice.commands import diff_pairs
from fairnotice.commands.diff_pairs import Answer, Task
from tests.document.test_english import GERMAN
from tests.folder import valid_site
from tests.world import TEXT

OLD = "---\nlayout: foreign\n---\n## How long {#retention}\n\nWe keep it for 6 months.\n"
NEW = "## How long {#retention}\n\nWe keep it for 2 years.\n"


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    (tmp_path / "old.md").write_text(OLD, "utf-8")
    (tmp_path / "new.md").write_text(NEW, "utf-8")
    return str(tmp_path / "old.md"), str(tmp_path / "new.md")


def test_text_for_a_pipe_marks_words_in_brackets(
    files: tuple[str, str], capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", *files]) == 0
    said = capfd.readouterr().out
    assert "## How long" in said
    assert "We keep it for [-6 months-]{+2 years+}." in said
    assert "Verdict significant" in said
    assert "foreign" not in said


def test_json_has_the_files_hash_and_counts(
    files: tuple[str, str], capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", *files, "--format", "json"]) == 0
    report = json.loads(capfd.readouterr().out)
    assert report["old"]["path"] == files[0]
    assert len(report["old"]["sha256"]) == 64
    assert report["old"]["words"] == 8
    assert report["summary"]["words_removed"] == 2


def test_the_page_stands_alone(files: tuple[str, str], tmp_path: Path) -> None:
    page = tmp_path / "redline.html"
    assert main(["diff", *files, "--format", "html", "-o", str(page)]) == 0
    text = page.read_text("utf-8")
    assert "<ins>" in text
    assert 'id="change-1"' in text
    assert 'id="list-1"' in text
    assert "<script" not in text
    assert "src=" not in text


def test_a_comment_for_a_pull_request_shows_the_words(
    files: tuple[str, str], capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", *files, "--format", "markdown"]) == 0
    said = capfd.readouterr().out
    assert "<del>6 months</del><ins>2 years</ins>" in said


def test_a_comment_leaves_pictures_and_words_whole_that_joiners_make(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "old.md").write_text("Plans for \U0001f468\u200d\U0001f469 at home.\n", "utf-8")
    (tmp_path / "new.md").write_text("Plans for \U0001f469\u200d\U0001f469 at home.\n", "utf-8")
    files = str(tmp_path / "old.md"), str(tmp_path / "new.md")
    assert main(["diff", *files, "--format", "markdown"]) == 0
    said = capfd.readouterr().out
    assert "<del>\U0001f468\u200d\U0001f469</del><ins>\U0001f469\u200d\U0001f469</ins>" in said
    assert "\ufffd" not in said


def test_a_comment_cuts_no_word_names_columns_and_shows_nothing_that_nobody_sees(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    long = " ".join(f"featherweight{n}" for n in range(40))
    table = "| Who | What | Why |\n|---|---|---|\n| Owl | Sleep | Rest |"
    old = f"We keep crows {long} at noon.\n\n{table}\n\nAsk us at 4 pm.\n\nThat is all.\n"
    new = old.replace("crows", "owls").replace("noon", "night").replace("Rest", "Joy")
    new = new.replace("4 pm", "4\u00a0pm").replace("That", "* * *\n\nThat")
    (tmp_path / "old.md").write_text(old, "utf-8")
    (tmp_path / "new.md").write_text(new, "utf-8")
    files = str(tmp_path / "old.md"), str(tmp_path / "new.md")
    assert main(["diff", *files, "--format", "markdown"]) == 0
    said = capfd.readouterr().out
    (line,) = [line for line in said.splitlines() if "<ins>owls</ins>" in line]
    start, end = line.split(" … ")
    assert re.search(r" featherweight\d+$", start)
    assert re.match(r"featherweight\d+ ", end)
    assert end.endswith(" at <del>noon</del><ins>night</ins>\\.")
    assert "> Owl · Why\\: <del>Rest</del><ins>Joy</ins>\n" in said
    assert "> <ins>\\(a dividing line\\)</ins>\n" in said
    assert "pm" not in said


def test_a_comment_tells_of_the_address_that_changed_beside_words(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "old.md").write_text("Ask [the owl](https://a.example) today.\n", "utf-8")
    (tmp_path / "new.md").write_text("Ask [the owl](https://b.example) at night.\n", "utf-8")
    files = str(tmp_path / "old.md"), str(tmp_path / "new.md")
    assert main(["diff", *files, "--format", "markdown"]) == 0
    said = capfd.readouterr().out.replace("\\", "")
    assert "> Ask the owl <del>today</del><ins>at night</ins>.  \n" in said
    assert "> “the owl”: <del>https://a.example</del><ins>https://b.example</ins>\n" in said


def test_links_that_moved_with_their_host_are_told_once_and_stand_singly_in_the_report(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    words = ("tea", "scones", "jam")
    lines = [f"## About {x} {{#{x}}}\n\nAsk for [{x}](http://tea.example/{x}).\n" for x in words]
    (tmp_path / "old.md").write_text("\n".join(lines), "utf-8")
    (tmp_path / "new.md").write_text("\n".join(lines).replace("http:", "https:"), "utf-8")
    files = str(tmp_path / "old.md"), str(tmp_path / "new.md")
    assert main(["diff", *files, "--format", "markdown"]) == 0
    said = capfd.readouterr().out
    assert "1 change (1 in links alone)" in said
    assert said.count("<ins>https") == len(words)
    assert main(["diff", *files, "--format", "html"]) == 0
    said = capfd.readouterr().out
    assert "link, in 3 places" in said
    assert main(["diff", *files, "--format", "json"]) == 0
    report = json.loads(capfd.readouterr().out)
    assert [change["section"]["id"] for change in report["changes"]] == list(words)


def test_what_a_rule_says_of_many_places_in_the_same_words_is_said_once(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    words = ("tea", "scones", "jam")
    lines = [f"## About {x} {{#{x}}}\n\nAsk us for {x} at noon.\n" for x in words]
    old = "\n".join(lines)
    (tmp_path / "old.md").write_text(old, "utf-8")
    linked, looks = old, old
    for x, mark in zip(words, ("**", "*", "`"), strict=True):
        linked = linked.replace(f"for {x}", f"for [{x}](https://tea.example/{x})")
        looks = looks.replace(f"for {x}", f"for {mark}{x}{mark}")
    found = {}
    for name, new in (("linked", linked), ("looks", looks)):
        (tmp_path / f"{name}.md").write_text(new, "utf-8")
        for form in ("text", "html", "markdown", "json"):
            files = str(tmp_path / "old.md"), str(tmp_path / f"{name}.md")
            assert main(["diff", *files, "--no-color", "--format", form]) == 0
            found[name, form] = capfd.readouterr().out
        assert len(json.loads(found[name, "json"])["findings"]) == len(words)
    # One change in three places, and three changes.
    assert f"minor link-address: link addresses ({len(words)} times)" in found["linked", "text"]
    assert found["linked", "html"].count("<b>minor</b>") == 1
    row = found["looks", "html"].partition("<b>minor</b>")[2].partition("</li>")[0]
    assert "<b>minor</b>" not in found["looks", "html"].partition(row)[2]
    assert re.sub(r"<[^>]*>", "", row).endswith(
        ": the words are the same change 1, change 2, change 3"
    )
    assert found["looks", "markdown"].count("the words are the same") == len(
        words
    )  # three sections


@pytest.mark.parametrize("limit", ["minor", "review", "significant"])
def test_fail_on_turns_the_verdict_into_an_exit_code(files: tuple[str, str], limit: str) -> None:
    assert main(["diff", *files, "--fail-on", limit]) == 1
    assert main(["diff", files[0], files[0], "--fail-on", limit]) == 0


def test_a_file_that_is_not_there_is_said(
    files: tuple[str, str], capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", files[0], "nowhere.md"]) == 2
    assert "nowhere.md" in capfd.readouterr().err


def test_bytes_that_are_no_text_are_said_with_their_line(
    files: tuple[str, str], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bad.md").write_bytes(b"One.\n\xff\xfe\x00")
    assert main(["diff", files[0], str(tmp_path / "bad.md")]) == 1
    assert "bad.md:2" in capfd.readouterr().err


def test_nothing_in_a_text_acts_on_the_terminal(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.md").write_text("Plain.\n", "utf-8")
    (tmp_path / "b.md").write_text("Plain. \x1b[2J\u202eturned\n", "utf-8")
    assert main(["diff", str(tmp_path / "a.md"), str(tmp_path / "b.md")]) == 0
    said = capfd.readouterr().out
    assert "\x1b" not in said
    assert "\u202e" not in said


def test_two_versions_of_the_site_are_named_as_everywhere(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = valid_site(tmp_path / "site", capsys)
    site.put({"content/privacy/2026-06-01.md": TEXT + "\nWe sell your data to brokers.\n"})
    answer = site.run("diff", "privacy@2026-02-01", "privacy@2026-06-01", "--format", "json")
    assert answer.code == 0
    report = json.loads(answer.out)
    assert report["new"]["id"] == "privacy@2026-06-01"
    assert report["new"]["path"] == "content/privacy/2026-06-01.md"
    assert report["verdict"] == "significant"


def test_a_version_that_is_not_there_is_a_wrong_command_line_and_a_slip_is_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = valid_site(tmp_path / "site", capsys)
    gone = site.run("diff", "privacy@2026-02-01", "privacy@1999-01-01")
    assert gone.code == 2
    assert "content/privacy/1999-01-01.md: there is no version “privacy@1999-01-01”" in gone.err
    path = "content/privacy/2026-06-01.md"
    site.put({path: "---\nstatus: darft\n---\n" + TEXT})
    for name in ("privacy@2026-06-01", str(site.folder / path)):
        slip = site.run("diff", "privacy@2026-02-01", name)
        assert slip.code == 1
        assert f"cannot be read: {path}:2:9: `status` cannot be `darft`" in slip.err


# ---------------------------------------- many pairs


@pytest.mark.usefixtures("files")
def test_many_pairs_are_answered_in_order_and_a_bad_one_does_not_stop_the_rest(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    lines = [
        json.dumps({"id": "a", "old": "old.md", "new": "new.md"}),
        "no JSON",
        json.dumps({"id": "b", "old": "old.md", "new": "gone.md"}),
        "",
        json.dumps({"id": "c", "old": "new.md", "new": "new.md"}),
    ]
    (tmp_path / "pairs.jsonl").write_text("\n".join(lines), "utf-8")
    assert main(["diff", "--pairs", str(tmp_path / "pairs.jsonl")]) == 3
    found = [json.loads(line) for line in capfd.readouterr().out.splitlines()]
    assert [each["id"] for each in found] == ["a", None, "b", "c"]
    assert [each.get("verdict") for each in found] == ["significant", None, None, "none"]
    assert "gone.md" in found[2]["error"]
    assert found[0]["old"]["path"] == "old.md"


@pytest.mark.usefixtures("files")
def test_pairs_without_trouble_end_with_zero_or_as_fail_on_says(tmp_path: Path) -> None:
    pairs = tmp_path / "pairs.jsonl"
    pairs.write_text(json.dumps({"id": "a", "old": "old.md", "new": "new.md"}) + "\n", "utf-8")
    assert main(["diff", "--pairs", str(pairs), "-o", str(tmp_path / "out.jsonl")]) == 0
    assert json.loads((tmp_path / "out.jsonl").read_text("utf-8"))["id"] == "a"
    assert main(["diff", "--pairs", str(pairs), "--fail-on", "significant"]) == 1


def _stuck(task: Task) -> Answer:
    while task.id == "slow":
        pass
    if task.id == "still":
        time.sleep(60)
    if task.id == "dead":
        os._exit(1)
    return Answer(json.dumps({"id": task.id}), "none")


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in reaches workers by fork alone")
def test_a_pair_that_takes_too_long_or_kills_its_worker_is_reported_and_the_rest_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(diff_pairs, "answer", _stuck)
    monkeypatch.setattr(diff_pairs, "PATIENCE", 2)
    names = ["1", "slow", "2", "dead", "3", "still", "4"]
    tasks = [Task(name, Path(), "old.md", "new.md") for name in names]
    found = list(diff_pairs.answers(tasks, workers=2, seconds=1.0))
    assert [json.loads(each.line)["id"] for each in found] == names
    errors = {json.loads(each.line)["id"]: each.line for each in found if each.verdict is None}
    assert errors.keys() == {"slow", "dead", "still"}
    assert all("longer than 1 seconds" in errors[name] for name in ("slow", "still"))
    assert "early" in errors["dead"]


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in reaches workers by fork alone")
def test_a_pair_whose_time_passes_while_others_use_the_machine_is_answered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def waiting(task: Task) -> Answer:
        time.sleep(1.5)
        return Answer(json.dumps({"id": task.id}), "none")

    monkeypatch.setattr(diff_pairs, "answer", waiting)
    (found,) = diff_pairs.answers([Task("1", Path(), "old.md", "new.md")], seconds=0.5)
    assert found.verdict == "none"


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in reaches workers by fork alone")
def test_only_pairs_in_flight_are_taken_from_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diff_pairs, "answer", _stuck)
    taken = 0

    def many() -> Iterator[Task]:
        nonlocal taken
        for number in range(1_000):
            taken += 1
            yield Task(str(number), Path(), "old.md", "new.md")

    answers = diff_pairs.answers(many(), workers=2)
    for _ in range(3):
        next(answers)
    assert taken < 50
    answers.close()  # type: ignore[attr-defined]  # it is a generator


def test_of_files_in_another_language_no_change_of_words_is_called_minor(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = tmp_path / "alt.md", tmp_path / "neu.md"
    old.write_text(GERMAN, "utf-8")
    new.write_text(GERMAN.replace("Petra Lind", "Jonas Brandt"), "utf-8")
    assert main(["diff", str(old), str(new), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["verdict"] == "review"
    assert main(["diff", str(old), str(new), "--format", "html"]) == 0
    assert '<main lang="und">' in capsys.readouterr().out
