"""Argv in, exit code out: the same program as the installed command `fairnotice`."""

from fairnotice.cli import start

if __name__ == "__main__":
    start()
