"""Nothing in; the JSON Schema (2020-12) of the reports out: of a diff, a build, a failed pair.

Both kinds may gain keys in later versions; what is described here stays.
"""

from collections.abc import Mapping
from typing import Any

_Schema = Mapping[str, Any]

_TEXT: _Schema = {"type": "string"}
_COUNT: _Schema = {"type": "integer", "minimum": 0}
_LINE: _Schema = {"type": "integer", "minimum": 1}


def _object(properties: Mapping[str, Any], optional: tuple[str, ...] = ()) -> _Schema:
    """An object that has all these properties but the optional ones, and perhaps others."""
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": dict(properties), "required": required}


def _list(items: _Schema) -> _Schema:
    return {"type": "array", "items": items}


def _one_of(*values: str) -> _Schema:
    return {"enum": list(values)}


def _ref(name: str) -> _Schema:
    return {"$ref": f"#/$defs/{name}"}


def _or_null(schema: _Schema) -> _Schema:
    return {"anyOf": [schema, {"type": "null"}]}


_PARTS: Mapping[str, _Schema] = {
    "tool": _object({"name": {"const": "fairnotice"}, "version": _TEXT}),
    "verdict": _one_of("significant", "review", "minor", "none"),
    "section": _object({"id": _TEXT, "title": _TEXT}),
    "passage": _object({"path": _TEXT, "line": _LINE, "text": _TEXT}, ("path",)),
    "source": _object({"cite": _TEXT, "url": _TEXT, "grade": _one_of("P", "Q", "S", "M")}),
    "finding": _object(
        {
            "rule": _TEXT,
            "level": _one_of("significant", "review", "minor"),
            "topic": {"type": "string", "pattern": "^T[0-9]{2}$"},
            "evidence": _TEXT,
            "why": _TEXT,
            "source": _or_null(_ref("source")),
            "fingerprint": _TEXT,
            "section": _ref("section"),
            "old": _or_null(_ref("passage")),
            "new": _or_null(_ref("passage")),
        }
    ),
    "span": {
        "type": "array",
        "prefixItems": [_one_of("same", "removed", "added"), _TEXT],
        "items": False,
        "minItems": 2,
    },
    "change": _object(
        {
            "kind": _one_of("added", "removed", "changed", "moved", "link", "format"),
            "section": _ref("section"),
            "old": _or_null(_ref("passage")),
            "new": _or_null(_ref("passage")),
            "spans": _list(_ref("span")),
        }
    ),
    "side": _object({"id": _TEXT, "path": _TEXT, "sha256": _TEXT, "words": _COUNT}),
    "version": _object({"id": _TEXT, "path": _TEXT}),
    "assessment": _object(
        {
            "old": _ref("version"),
            "new": _ref("version"),
            "verdict": _ref("verdict"),
            "settled": {
                "type": "boolean",
                "description": "The new version is published and locked: nothing is to decide.",
            },
            "findings": _list(_ref("finding")),
        }
    ),
    "against": {
        "description": "What the report looks back to; it holds only what is new since then, and "
        "these are the numbers of what it leaves out.",
        **_object({"ref": _TEXT, "commit": _TEXT, "problems": _COUNT, "findings": _COUNT}),
    },
    "problem": _object(
        {
            "check": _TEXT,
            "level": _one_of("error", "warning", "info"),
            "broken": {"type": "boolean"},
            "settled": {
                "type": "boolean",
                "description": "A note on a version that is published and locked: nothing is left "
                "to do about it.",
            },
            "path": _TEXT,
            "line": _LINE,
            "column": _LINE,
            "version": _TEXT,
            "wrong": _TEXT,
            "mend": _TEXT,
            "source": _or_null(_ref("source")),
            "fingerprint": _TEXT,
        }
    ),
    "summary": _object(
        {
            "words_same": _COUNT,
            "words_moved": _COUNT,
            "words_removed": _COUNT,
            "words_added": _COUNT,
            "sections": _list(_TEXT),
        }
    ),
    "diff": _object(
        {
            "tool": _ref("tool"),
            "id": {"description": "The id of the pair, as its line gave it."},
            "old": _ref("side"),
            "new": _ref("side"),
            "verdict": _ref("verdict"),
            "findings": _list(_ref("finding")),
            "changes": _list(_ref("change")),
            "summary": _ref("summary"),
        },
        ("id",),
    ),
    "failure": _object({"id": True, "error": _TEXT}),
    "build": _object(
        {
            "tool": _ref("tool"),
            "today": _or_null({"type": "string", "format": "date"}),
            "outcome": _one_of("fine", "gate", "broken"),
            "counts": _object({"error": _COUNT, "warning": _COUNT, "info": _COUNT}),
            "against": _or_null(_ref("against")),
            "problems": _list(_ref("problem")),
            "assessments": _list(_ref("assessment")),
        }
    ),
}

REPORT: _Schema = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "What --format json gives, of a diff or of a build",
    "anyOf": [_ref("diff"), _ref("build"), _ref("failure")],
    "$defs": dict(_PARTS),
}
"""The schema of `fairnotice schema report`."""
