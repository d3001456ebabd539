"""Argv in, exit code out: `python -m fairnotice` is the same program."""

from fairnotice.cli import start

if __name__ == "__main__":
    start()
