"""What is worked out of a document is worked out once, and forgotten with it."""

import gc
import weakref

from fairnotice.document.parse import parsed
from fairnotice.memo.memo import Memo, Stamp
from fairnotice.memo.reading import Reading
from fairnotice.memo.same import kept_each, once_each
from fairnotice.model import Document

ASKED: list[str] = []


@once_each
def words(document: Document) -> int:
    ASKED.append(document.title)
    return document.words


def document(title: str) -> Document:
    return parsed(f"# {title}\n\nSome words.\n", path="a.md").document


def test_each_document_is_looked_at_once_and_equal_ones_each_for_itself() -> None:
    ASKED.clear()
    first, equal = document("Once"), document("Once")
    assert [words(each) for each in (first, first, equal, first)] == [2, 2, 2, 2]
    assert ASKED == ["Once", "Once"]


def test_a_document_that_nobody_holds_is_forgotten() -> None:
    passing = document("Gone")
    words(passing)
    there = weakref.ref(passing)
    del passing
    gc.collect()
    assert there() is None


class Kept:
    """A store in memory, as far as these tests need one."""

    keeps_files = False

    def __init__(self) -> None:
        self.values: dict[str, bytes] = {}

    def get(self, key: str) -> bytes | None:
        return self.values.get(key)

    def has(self, key: str) -> bool:
        return key in self.values

    def put(self, key: str, value: bytes) -> None:
        self.values[key] = value

    def holds(self, _digest: str) -> bool:
        return False

    def keep(self, _content: bytes) -> str:
        raise OSError

    def stamp(self, _digest: str) -> Stamp | None:
        return None

    def learn(self, _digest: str, _stamp: Stamp) -> None:
        """Learns nothing."""

    def content(self, _digest: str) -> bytes:
        raise OSError


@kept_each("headings", tuple[str, ...])
def headings(document: Document) -> tuple[str, ...]:
    ASKED.append(document.title)
    return tuple(section.title for section in document.sections)


def test_what_was_worked_out_of_a_text_is_known_to_the_next_run_which_does_not_read_it() -> None:
    ASKED.clear()
    store, text = Kept(), "# Ours\n\n## What we keep\n\nA name.\n"
    for _run in range(2):
        read = Reading(parsed, Memo(store))(text, path="a.md").document
        assert headings(read) == ("What we keep",)
    assert ASKED == ["Ours"]
    changed = Reading(parsed, Memo(store))(text.replace("keep", "need"), path="a.md").document
    assert headings(changed) == ("What we need",)
