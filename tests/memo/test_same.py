"""What is worked out of a document is worked out once, and forgotten with it."""

import gc
import weakref

from fairnotice.document.parse import parsed
from fairnotice.memo.same import once_each
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
