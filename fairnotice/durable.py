"""A file or folder in; once the call returns, a loss of power does not undo it.

A kill or a crash of the program alone loses nothing that was written. A loss of power does: file
systems put names on the disk before what stands behind them (ext4 with delayed allocation, XFS), so
a tree that was swapped in could hold empty files afterwards. fsync(2) of a file puts its content
there, of a folder its names; syncfs(2) does both for a whole file system at one go.
"""

import ctypes
import os
import sys
from pathlib import Path


def flush(path: Path) -> None:
    """Puts one file's content, or one folder's list of names, on the disk. OSError when it cannot.

    Windows cannot open a folder; there its names are left to the system.
    """
    if sys.platform == "win32" and path.is_dir():
        return
    handle = os.open(path, os.O_RDWR if sys.platform == "win32" else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def flush_below(*folders: Path) -> None:
    """Puts everything below folders of one file system on the disk. OSError when it cannot."""
    if folders and not _at_one_go(folders[0]):
        for folder in folders:
            for place, _, files in os.walk(folder):
                for name in files:
                    flush(Path(place) / name)
                flush(Path(place))


def _at_one_go(folder: Path) -> bool:
    """The whole file system that a folder is on, on Linux; False where there is no such call."""
    try:
        library = ctypes.CDLL(None, use_errno=True)
        handle = os.open(folder, os.O_RDONLY)
        try:
            failed = library.syncfs(handle)
        finally:
            os.close(handle)
    except (AttributeError, TypeError):  # no such call; on Windows, no such library
        return False
    if failed:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(folder))
    return True
