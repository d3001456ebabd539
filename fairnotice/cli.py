"""Argv in, exit code out: a build that has nothing to do ends here, before all else is loaded."""

import os
import sys

from fairnotice.unchanged import Asked, said_again


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
            from fairnotice.verbs import run  # noqa: PLC0415  # takes ten times as long as this

            code = run(argv, asked)
    except BrokenPipeError:
        # Whoever reads has seen enough; Python would complain when it flushes at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code
