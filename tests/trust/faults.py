"""A deed and a number in; the deed done in a child process that meets a fault at that disk step.

Every step of a process on files (opening, making, renaming, linking, removing) is announced by
Python's audit events (PEP 578) before it is done. So a child can be killed before any of them, or
told by "the system" that the disk is full, whatever calls the program makes to get there.
"""

import ctypes
import errno
import hashlib
import mmap
import os
import signal
import sys
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path

Deed = Callable[[], object]

_STEPS = frozenset({"open", "os.mkdir", "os.rename", "os.link", "os.remove", "os.rmdir"})
# How far `os.replace`, `shutil.rmtree` and ctypes go is told by the steps that they consist of.
_MORE = frozenset({"os.symlink", "os.truncate", "os.chmod", "os.utime", "ctypes.dlsym"})


def _is_step(event: str, given: tuple[object, ...], below: str) -> bool:
    if event == "ctypes.dlsym":
        return True
    if event not in _STEPS | _MORE:
        return False
    if event == "open":
        path, _, flags = given
        writes = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        return bool(writes) and isinstance(path, str | bytes | os.PathLike)
    # With `dir_fd`, paths are relative: those of the program itself are never so.
    return any(
        not str(part).startswith("/") or str(part).startswith(below)
        for part in given
        if isinstance(part, str | os.PathLike)
    )


def steps(deed: Deed, below: Path) -> int:
    """How many steps on files below a folder a deed has."""
    counter = mmap.mmap(-1, 8)

    def count(number: int) -> None:
        counter[:8] = number.to_bytes(8, "little")

    assert _in_child(deed, below, count) == 0
    return int.from_bytes(counter[:8], "little")


def killed_at(step: int, deed: Deed, below: Path) -> int:
    """Kills the deed before this step (from 1); the child's exit code, -9 where it was killed."""

    def kill(number: int) -> None:
        if number == step:
            os.kill(os.getpid(), signal.SIGKILL)

    return _in_child(deed, below, kill)


def refused_at(step: int, deed: Deed, below: Path, error: int = errno.ENOSPC) -> int:
    """Lets this step, and all after it, fail as on a full disk; the child's exit code."""

    def refuse(number: int) -> None:
        if number == step:
            raise OSError(error, os.strerror(error))

    return _in_child(deed, below, refuse)


def killed_after(seconds: float, deed: Deed) -> int:
    """Lets the kernel end the deed after a time, without a word to it; the child's exit code."""

    def alarm() -> None:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)  # nobody listens: the process ends at once
        signal.setitimer(signal.ITIMER_REAL, seconds)

    return in_child(deed, alarm)


def in_child(deed: Deed, prepare: Callable[[], object] = lambda: None) -> int:
    """Does the deed in a child, after `prepare`; its exit code."""

    def both() -> object:
        prepare()
        return deed()

    return _ended(_forked(both))


def _in_child(deed: Deed, below: Path, at_step: Callable[[int], None]) -> int:
    def watched() -> object:
        number = 0
        place = str(below.resolve())

        def hook(event: str, given: tuple[object, ...]) -> None:
            nonlocal number
            if _is_step(event, given, place):
                number += 1
                at_step(number)

        sys.addaudithook(hook)
        return deed()

    return _ended(_forked(watched))


def _forked(deed: Deed) -> int:
    child = os.fork()
    if child:
        return child
    code = 70
    try:
        # A test that is itself killed leaves no child behind (Linux: PR_SET_PDEATHSIG).
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(1, signal.SIGKILL)
        answer = deed()
        code = answer if isinstance(answer, int) else 0
    except BaseException:  # noqa: BLE001  # whatever it was, the parent has to hear of it
        os.write(2, traceback.format_exc().encode())
    finally:
        os._exit(code)


def _ended(child: int) -> int:
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def digest(folder: Path) -> str:
    """A hash over all paths and contents below a folder; empty where there is none."""
    if not folder.is_dir():
        return ""
    whole = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        whole.update(f"{path.relative_to(folder)}\0{path.is_dir()}\0".encode())
        if path.is_file():
            whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def digests(
    output: Path, names: tuple[str, ...] = ("site", "review", "reports")
) -> Mapping[str, str]:
    """The hash of each tree in output/."""
    return {name: digest(output / name) for name in names}
