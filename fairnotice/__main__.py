"""Argv in, exit code out: `python -m fairnotice` is the same program."""

import sys

from fairnotice.cli import start

if __name__ == "__main__":
    sys.exit(start())
