"""What the disk would not do: said by all that read and write, and caught where verbs end."""


class DiskError(Exception):
    """The disk would not do as asked: `wrong` says what, `mend` what to do about it."""

    def __init__(self, wrong: str, mend: str) -> None:
        super().__init__(wrong)
        self.wrong = wrong
        self.mend = mend
