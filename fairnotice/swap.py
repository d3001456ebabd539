"""Two folders in; they have changed places in one step, or False where the system cannot do that.

Python has no call for it. Linux has `renameat2` with RENAME_EXCHANGE (Linux 3.15, glibc 2.28),
macOS `renamex_np` with RENAME_SWAP (10.12).
"""

import ctypes
import os
import sys
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2


def exchange(one: Path, other: Path) -> bool:
    """Lets two existing paths of one file system change places, atomically.

    False, and nothing done, where system or file system cannot: then rename in two steps.
    """
    try:
        library = ctypes.CDLL(None)
        if sys.platform == "darwin":
            done = library.renamex_np(os.fsencode(one), os.fsencode(other), _RENAME_SWAP)
        else:
            done = library.renameat2(
                _AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE
            )
    except (AttributeError, OSError, TypeError):  # no such call; on Windows, no such library
        return False
    return bool(done == 0)
