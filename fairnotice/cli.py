"""Argv in, exit code out: a build that has nothing to do ends here, before all else is loaded."""

import gc
import os
import sys

from fairnotice.unchanged import Asked, said_again

SELDOM = (1_000_000, 20, 100)
"""How often a program that soon ends looks for what nobody needs any more (`gc.set_threshold`).
Nearly all that is made stays until the end: to look again and again took a quarter of a build, and
after every 50 000 new objects still a twentieth."""

_NOT_DONE = 3
"""As in `exits`, which takes longer to load than all of this."""


def start() -> None:
    """`main` as a process of its own, which ends here."""
    gc.set_threshold(*SELDOM)
    _open_what_came_closed()
    leave(main())


def leave(code: int) -> None:
    """Ends the process, which has closed all that it opened, with this exit code.

    To take apart what a thousand versions were, piece by piece, takes Python as long as an edit's
    pages. 3 instead of 0, and a word, where what was said cannot be written.
    """
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        pass  # whoever reads has seen enough
    except (OSError, ValueError) as error:
        code = code or _unsaid(error)
    try:
        sys.stderr.flush()
    except (OSError, ValueError):
        code = code or _NOT_DONE
    os._exit(code)


def main(argv: list[str] | None = None) -> int:
    """Runs the program with these arguments; gives its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that knows few letters gets escapes for the others, and not a failure.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        asked = Asked(sys.argv[1:] if argv is None else list(argv))
        code = said_again(asked)
        if code is None:
            # What follows takes ten times as long to load as this.
            from fairnotice.prepared import prepared  # noqa: PLC0415

            with prepared().in_use():
                from fairnotice.verbs import run  # noqa: PLC0415

                code = run(argv, asked)
    except BrokenPipeError:
        # Whoever reads has seen enough; Python would complain when it flushes at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:  # what is said, or said again: all else tells its errors itself
        return _unsaid(error)
    return code


def _open_what_came_closed() -> None:
    """The null device for each standard stream that came closed (`>&-`).

    Python has `None` there, and the next file to be opened would get its number, and with it what
    is said.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            null = os.open(os.devnull, os.O_RDWR)
            if null != number:
                os.dup2(null, number)
                os.close(null)
            mode = "r" if name == "stdin" else "w"
            setattr(sys, name, os.fdopen(number, mode, encoding="utf-8"))


def _unsaid(error: Exception) -> int:
    """Says why standard output cannot be written; the exit code of what could not be done."""
    sys.stderr.write(f"error: There is no room for what is said: {error}.\n    Make room.\n")
    return _NOT_DONE
