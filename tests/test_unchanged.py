"""A build with nothing to do says at once what was said before; whatever changed, it is noticed."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from fairnotice import unchanged
from fairnotice.disk import sole_writer
from fairnotice.unchanged import Asked, Noted, said_again
from tests.folder import CLOCK, Site, valid_site
from tests.world import SITE_YAML, TEXT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="folders cannot be locked there")

NEWEST = "content/privacy/2026-02-01.md"
PAGE = "output/site/privacy/index.html"
NOTED = Path(unchanged.STORE) / "unchanged"


@pytest.fixture
def site(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Site:
    """A site whose last build has noted what it said."""
    monkeypatch.setattr(unchanged, "_START", 0)  # the checkout itself may be new
    made = valid_site(tmp_path / "site", capsys)
    made.put({"logo.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>"})
    built(made)
    return made


def built(site: Site, clock: str = CLOCK) -> None:
    """Builds until the build has noted what it said: for this all must be older than the build."""
    for _ in range(20):
        time.sleep(0.02)
        site.run("build", clock=clock)
        if (site.folder / NOTED).exists():
            return
    pytest.fail("nothing is noted")


def asked(site: Site, *argv: str, clock: str = CLOCK) -> Asked:
    """What is asked of the program by these arguments, as `Site.run` gives them to it."""
    return Asked(["-C", str(site.folder), *(["--clock", clock] if clock else []), *argv])


def test_what_was_said_is_said_again(site: Site) -> None:
    first = site.run("build", "--no-color")
    time.sleep(0.02)
    assert site.run("build", "--no-color") == first
    assert (first.code, "No problems" in first.out, "files are in" in first.err) == (0, True, True)
    assert said_again(asked(site, "build", "--no-color")) == 0


@pytest.mark.parametrize("form", ["json", "github", "sarif"])
def test_in_every_form(site: Site, form: str) -> None:
    first = site.run("build", "--format", form)
    assert said_again(asked(site, "build", "--format", form)) == 0
    assert site.run("build", "--format", form) == first


def test_what_must_not_be_published_is_said_again_too(site: Site) -> None:
    site.put({NEWEST: TEXT.replace("six months", "TODO")})
    built(site)
    first = site.run("build")
    assert first.code == 1
    assert said_again(asked(site, "build")) == 1
    assert site.run("build") == first


def test_nothing_else_is_loaded(site: Site) -> None:
    code = (
        "import sys\nfrom fairnotice import unchanged\nunchanged._START = 0\n"
        "from fairnotice.cli import main\nmain(sys.argv[1:])\n"
        "print(*sorted(name for name in sys.modules if name.partition('.')[0] in "
        "{'fairnotice', 'click', 'pathlib', 're', 'typing', 'dataclasses', 'hashlib'}))"
    )
    argv = [sys.executable, "-S", "-c", code, "-C", str(site.folder), "--clock", CLOCK, "-q"]
    path = os.pathsep.join([str(Path(unchanged.__file__).parents[1]), *sys.path])
    loaded = [
        subprocess.run(
            argv, capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": path}
        ).stdout.split()
        for _ in range(2)
    ]
    assert "click" in loaded[0]
    assert loaded[1] == ["fairnotice", "fairnotice.cli", "fairnotice.unchanged"]


# ---------------------------------------- what is noticed


def silently(place: Path, content: str) -> None:
    """Writes as many bytes into a file, in place, and sets its time back."""
    before = place.stat()
    assert len(content.encode()) == before.st_size
    place.write_text(content)
    os.utime(place, ns=(before.st_atime_ns, before.st_mtime_ns))


def edited(folder: Path) -> None:
    (folder / NEWEST).write_text(TEXT + "\nMore.\n")


def edited_silently(folder: Path) -> None:
    silently(folder / NEWEST, (folder / NEWEST).read_text().replace("six", "two"))


def replaced(folder: Path) -> None:
    (folder / "new").write_text((folder / NEWEST).read_text())
    (folder / "new").replace(folder / NEWEST)


def settings(folder: Path) -> None:
    silently(folder / "site.yaml", SITE_YAML.replace("Brindle", "Brendle"))


def new_version(folder: Path) -> None:
    (folder / "content/privacy/2026-04-01.md").write_text(TEXT)


def no_version(folder: Path) -> None:
    (folder / NEWEST).unlink()


def picture(folder: Path) -> None:
    silently(folder / "logo.svg", (folder / "logo.svg").read_text().upper())


def new_picture(folder: Path) -> None:
    (folder / "other.svg").write_text("<svg/>")


def template(folder: Path) -> None:
    (folder / "templates").mkdir()
    (folder / "templates/404.html").write_text("<p>Nothing.</p>")


def link(folder: Path) -> None:
    (folder / "content/other.md").symlink_to("/etc/hostname")


def page(folder: Path) -> None:
    (folder / PAGE).write_text("You agree to everything.")


def page_of_another(folder: Path) -> None:
    (folder / PAGE).unlink()
    (folder / PAGE).write_text("You agree to everything.")


def no_page(folder: Path) -> None:
    (folder / PAGE).unlink()


def stray(folder: Path) -> None:
    (folder / "output/site/privacy/stray.html").write_text("You agree to everything.")


def no_tree(folder: Path) -> None:
    (folder / "output/review").rename(folder / "elsewhere")


def report(folder: Path) -> None:
    (folder / "output/reports/summary.md").write_text("All is well.")


DEEDS = (
    edited, edited_silently, replaced, settings, new_version, no_version, picture, new_picture,
    template, link, page, page_of_another, no_page, stray, no_tree, report,
)  # fmt: skip


@pytest.mark.parametrize("deed", DEEDS)
def test_whatever_somebody_did_is_noticed(site: Site, deed: Callable[[Path], None]) -> None:
    assert said_again(asked(site, "build")) == 0
    deed(site.folder)
    assert said_again(asked(site, "build")) is None
    found = site.run("build")
    with_store = site.output()
    (site.folder / unchanged.STORE).rename(site.folder.parent / "store")
    assert site.run("build") == found
    assert site.output() == with_store


@pytest.mark.parametrize(
    "argv", [[], ["build", "--drafts"], ["build", "--strict"], ["check"], ["status"], ["-V"]]
)
def test_other_arguments_are_another_question(site: Site, argv: list[str]) -> None:
    assert said_again(asked(site, "build")) == 0
    assert said_again(asked(site, *argv)) is None


def test_another_day_another_place_another_environment(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert said_again(asked(site, "build", clock="2026-03-02")) is None
    with monkeypatch.context() as other:
        other.chdir(site.folder)
        assert said_again(asked(site, "build")) is None
    with monkeypatch.context() as other:
        other.setenv("SOURCE_DATE_EPOCH", "1")
        assert said_again(asked(site, "build")) is None
    with monkeypatch.context() as other:
        other.setattr(sys, "version", "4.0")
        assert said_again(asked(site, "build")) is None
    assert said_again(asked(site, "build")) == 0


def test_a_new_version_of_the_program_is_noticed(
    site: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    module = tmp_path / "module.py"
    module.write_text("six")
    places = [str(tmp_path), str(module)]
    monkeypatch.setattr("fairnotice.outcomes.places", lambda *_: places)
    new_picture(site.folder)
    site.run("build")
    built(site)
    assert said_again(asked(site, "build")) == 0
    silently(module, "two")
    assert said_again(asked(site, "build")) is None


def test_no_answer_outlives_its_day(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the site's time zone, where the clock is not given; nor any clock's own day."""
    now = time.time()
    noon = now // 86_400 * 86_400 + 43_200
    for moment in (now - 86_400, now - 3_600, now + 86_400):
        with monkeypatch.context() as other:
            other.setattr("time.time", lambda moment=moment: moment)
            assert said_again(asked(site, "build")) is None
    (site.folder / NOTED).unlink()
    built(site, clock="")
    noted = (site.folder / NOTED).read_bytes()
    found = unchanged._noted(noted)
    assert found is not None
    since, until = found.times
    assert since <= noon + 86_400
    assert since < until <= (now // 86_400 + 1) * 86_400 + 86_400


def test_while_another_build_is_at_work_the_build_itself_says_so(site: Site) -> None:
    with sole_writer(site.folder):
        assert said_again(asked(site, "build")) is None
        assert site.run("build").code == 3
    assert said_again(asked(site, "build")) == 0


def test_what_is_as_young_as_the_build_is_not_trusted(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It could be written once more in the same tick of the clock, and look the same."""
    put = unchanged._put

    def in_the_same_tick(place: str, content: bytes) -> os.stat_result:
        edited(site.folder)
        tick = (site.folder / NEWEST).stat().st_ctime_ns
        put(place, content)
        os.utime(place, ns=(tick, tick))  # the clock may have gone on meanwhile
        return Path(place).stat()

    monkeypatch.setattr(unchanged, "_put", in_the_same_tick)
    edited(site.folder)
    site.run("build")
    assert not (site.folder / NOTED).exists()


def test_a_text_that_changes_during_the_build_is_noticed(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    edited(site.folder)
    noted = unchanged.Watch.note

    def late(self: unchanged.Watch, *rest: object) -> None:
        edited_silently(site.folder)
        noted(self, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(unchanged.Watch, "note", late)
    time.sleep(0.02)
    site.run("build")
    assert said_again(asked(site, "build")) is None


# ---------------------------------------- what is kept may be damaged or forged


def test_half_a_note_or_none_is_no_answer(site: Site) -> None:
    content = (site.folder / NOTED).read_bytes()
    for rest in (b"", content[:9], content[: len(content) // 2], content[:-1], content + b"x"):
        (site.folder / NOTED).write_bytes(rest)
        assert said_again(asked(site, "build")) is None
    (site.folder / NOTED).write_bytes(content)
    assert said_again(asked(site, "build")) == 0


@pytest.mark.parametrize("words", ["\x1b]0;title\x07", "\x1b[2J", "\u202ereversed", "\x9b2J"])
def test_forged_words_do_not_act_on_a_terminal(words: str) -> None:
    noted = Noted((words, "", 0), (0.0, 1e12))
    with pytest.raises(ValueError, match="kept"):
        noted.content()
    honest = Noted(("words", "", 0), (0.0, 1e12))
    assert unchanged._noted(honest.content()) is not None
    assert unchanged._harmless("\x1b[1;31merror\x1b[0m: a\n")


def test_a_note_that_is_a_link_or_a_pipe_is_not_followed(site: Site, tmp_path: Path) -> None:
    (site.folder / NOTED).rename(tmp_path / "note")
    (site.folder / NOTED).symlink_to(tmp_path / "note")
    assert said_again(asked(site, "build")) is None
    (site.folder / NOTED).unlink()
    os.mkfifo(site.folder / NOTED)
    assert said_again(asked(site, "build")) is None
    (site.folder / NOTED).with_name("unchanged.new").unlink(missing_ok=True)
    (site.folder / NOTED).with_name("unchanged.new").symlink_to(tmp_path / "elsewhere")
    built(site)
    assert not (tmp_path / "elsewhere").exists()
