"""A document in; that very object, as the key of what is remembered of it, out."""

from fairnotice.model import Document


class Same:
    """A document by identity, as the key of what is remembered of it."""

    __slots__ = ("document",)

    def __init__(self, document: Document) -> None:
        self.document = document

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.document is other.document

    def __hash__(self) -> int:
        return id(self.document)
