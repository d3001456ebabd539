"""The wheel, installed into an empty environment, makes and builds a site of its own."""

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def run(*command: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command's outcome, with both its streams as text."""
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command `fairnotice` of an environment that holds the wheel and what it needs."""
    folder = tmp_path_factory.mktemp("wheel")
    built = run(
        sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT,
        cwd=folder,
    )  # fmt: skip
    assert built.returncode == 0, built.stdout + built.stderr
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "venv", with_pip=True)
    python = folder / "venv/bin/python"
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    needs = run(*pip, "--require-hashes", "-r", ROOT / "requirements.lock", cwd=folder)
    assert needs.returncode == 0, needs.stderr
    done = run(*pip, "--no-deps", "--no-index", wheel, cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder / "venv/bin/fairnotice"


def test_the_wheel_makes_a_new_site_and_builds_it(installed: Path, tmp_path: Path) -> None:
    made = run(
        installed, "new", "site", "mysite", "--name", "Reed Ltd", "--timezone", "Europe/London",
        cwd=tmp_path,
    )  # fmt: skip
    assert made.returncode == 0, made.stdout + made.stderr
    built = run(installed, "-C", "mysite", cwd=tmp_path)
    assert built.returncode == 0, built.stdout + built.stderr
    assert "error" not in built.stdout
    output = tmp_path / "mysite/output"
    assert (output / "site/privacy/index.html").is_file()
    assert list((output / "site/assets").glob("*.css"))
    assert (output / "reports/report.json").is_file()


def test_the_wheel_holds_the_templates_and_says_its_version(
    installed: Path, tmp_path: Path
) -> None:
    said = run(installed, "--version", cwd=tmp_path)
    from fairnotice import __version__

    assert __version__ in said.stdout
    found = run(
        installed.parent / "python",
        "-c",
        "import fairnotice, pathlib;"
        "print(*sorted(p.name for p in (pathlib.Path(fairnotice.__file__).parent"
        " / 'templates').iterdir()))",
        cwd=tmp_path,
    )
    here = sorted(p.name for p in (ROOT / "templates").iterdir())
    assert found.stdout.split() == here
