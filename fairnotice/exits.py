"""A deed in, the program's exit code out; what goes wrong is said in a sentence.

Exit codes: 0 fine, 1 an error in content or templates, 2 a wrong command line or site.yaml, 3 it
could not be completed.
"""

import errno
import traceback
from collections.abc import Callable

import click

from fairnotice.disk_error import DiskError
from fairnotice.voice import Voice

FINE, WRONG_CONTENT, WRONG_CALL, NOT_DONE = 0, 1, 2, 3

_NO_ROOM = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
"""What the system says where standard output goes to a full disk: `cli` tells it. Files say so
themselves."""


class RefusedError(Exception):
    """The verb cannot do what was asked: `wrong` says why, `mend` what to do, `code` the exit."""

    def __init__(self, wrong: str, mend: str, code: int = WRONG_CALL) -> None:
        super().__init__(wrong)
        self.wrong = wrong
        self.mend = mend
        self.code = code


def guarded(speaker: Voice, deed: Callable[[], int]) -> int:
    """The exit code of `deed`; what goes wrong in it is said in a sentence, never a traceback.

    OSError where there is no room for what is said.
    """
    try:
        return deed()
    except (RefusedError, DiskError) as error:
        speaker.fail(error.wrong, error.mend)
        _trace(speaker)
        return error.code if isinstance(error, RefusedError) else NOT_DONE
    except (click.exceptions.Exit, click.ClickException, click.Abort, BrokenPipeError):
        raise
    except Exception as error:  # the promise: never a traceback
        if isinstance(error, OSError) and error.errno in _NO_ROOM:
            raise
        speaker.fail(
            f"fairnotice itself failed ({type(error).__name__}: {error}).",
            "Nothing of yours is at fault; please report this with what -vv shows.",
        )
        _trace(speaker)
        return NOT_DONE


def _trace(speaker: Voice) -> None:
    """Shows where it happened, to those who asked twice."""
    if speaker.verbosity >= 2:
        click.echo(traceback.format_exc(), err=True, nl=False)
