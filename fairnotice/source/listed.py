"""YAML text that is a list, and the dataclass of its items, go in; the items with their places, and
every problem, come out.
"""

from collections.abc import Mapping
from typing import Generic, NamedTuple, TypeVar

from fairnotice.model import Place, Problem
from fairnotice.source.located import located
from fairnotice.source.nodes import Gap, ListNode, MapNode, Node, TextNode
from fairnotice.source.trouble import MAX_PROBLEMS, broken
from fairnotice.source.typed import typed

T = TypeVar("T")


class Item(NamedTuple, Generic[T]):
    """One item of the list."""

    value: T
    place: Place
    """Where it begins."""
    places: Mapping[str, Place]
    """Path of keys within the item → place."""

    def at(self, key: str) -> Place:
        """Where the value under a path of keys stands; else where the item begins."""
        return self.places.get(key, self.place)


class Unread(NamedTuple):
    """An item in which something is wrong."""

    place: Place
    texts: Mapping[str, str]
    """Those of its values that are texts, by key."""


class Listed(NamedTuple, Generic[T]):
    """What the list says."""

    items: tuple[Item[T], ...]
    unread: tuple[Unread, ...]
    problems: tuple[Problem, ...]
    whole: bool
    """False when parts of the text could not be read at all."""


def listed(text: str, path: str, kind: type[T], what: str) -> Listed[T]:
    """The items of a list as instances of `kind`; `what` names one of them for an editor."""
    tree = located(text, path)
    problems = list(tree.problems)
    items: list[Item[T]] = []
    unread: list[Unread] = []
    for node in _nodes(tree.root, path, what, problems):
        place = Place(path, node.line, node.column)
        if isinstance(node, Gap) or len(problems) >= MAX_PROBLEMS:
            unread.append(Unread(place, {}))
            continue
        found = typed(node, kind, path, called=f"this {what.rsplit(maxsplit=1)[-1]}")
        problems.extend(found.problems)
        if found.value is None:
            unread.append(Unread(place, _texts(node)))
        else:
            items.append(Item(found.value, place, found.places))
    whole = tree.whole and (tree.root is None or isinstance(tree.root, ListNode))
    return Listed(tuple(items), tuple(unread), tuple(problems), whole)


def _nodes(root: Node | None, path: str, what: str, problems: list[Problem]) -> tuple[Node, ...]:
    if isinstance(root, ListNode):
        return root.items
    if root is not None and not isinstance(root, Gap):
        problems.append(
            broken(
                "wrong-type",
                Place(path, root.line, root.column),
                f"The file is {'a mapping' if isinstance(root, MapNode) else 'a text'}; "
                "a list is expected.",
                f"Begin each item, {what}, with `- ` and indent its other lines by two blanks.",
            )
        )
    return ()


def _texts(node: Node) -> Mapping[str, str]:
    if not isinstance(node, MapNode):
        return {}
    return {
        key.text: value.text.strip() for key, value in node.pairs if isinstance(value, TextNode)
    }
