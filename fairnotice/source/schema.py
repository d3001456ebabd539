"""The name of a kind of file goes in; its JSON Schema (2020-12), by which editors complete and
check it, comes out.

The dataclasses of the model are the only description: pydantic reads them, and what the checker
takes beyond them (any scalar as text, an empty value for what may be left out) is added here.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from fairnotice import model
from fairnotice.source.cookies import LIFETIME
from fairnotice.source.settings import COLOUR, LANGUAGE, NOTICE_ID
from fairnotice.source.version_names import NAME

NAMES = ("site", "changelog", "version", "cookies")
"""The kinds of file that have a schema here."""

_DIALECT = "https://json-schema.org/draft/2020-12/schema"

_DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"

_ROOT = "the file itself"
"""Owner of the keys at the root, among those of `$defs`."""

_KINDS: Mapping[str, tuple[Any, str]] = {
    "site": (model.Settings, "The settings of a site: site.yaml"),
    "changelog": (tuple[model.Entry, ...], "What changed in each version: content/changelog.yaml"),
    "version": (model.FrontMatter, "The front matter of a version"),
    "cookies": (tuple[model.CookieRow, ...], "The cookies of a notice: cookies.yaml"),
}

_PATTERNS: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("NoticeSettings", "id"): NOTICE_ID.pattern,
        ("Right", "id"): NOTICE_ID.pattern,
        (_ROOT, "lang"): LANGUAGE.pattern,
        (_ROOT, "site_url"): "https?://.+",
        ("Brand", "colour"): COLOUR.pattern,
        ("Entry", "version"): NAME.pattern.replace("?P<day>", "").replace("?P<number>", ""),
        ("CookieRow", "lifetime"): LIFETIME.pattern,
        ("SignOff", "sha256"): "[0-9a-f]{64}",
    }
)
"""What a text has to look like, beyond what the model says."""

_Schema = dict[str, Any]


def schema(name: str) -> _Schema:
    """The JSON Schema of `site`, `changelog`, `version` or `cookies`; KeyError for another name."""
    # pydantic takes longer to load than most verbs take to run.
    from pydantic import TypeAdapter  # noqa: PLC0415

    kind, title = _KINDS[name]
    found: _Schema = TypeAdapter(kind).json_schema(mode="validation")
    definitions: _Schema = found.pop("$defs", {})
    definitions[_ROOT] = found
    done = {owner: _as_written(part, owner) for owner, part in definitions.items()}
    root = done.pop(_ROOT)
    return {
        "$schema": _DIALECT,
        **root,
        "title": title,
        **({"$defs": dict(sorted(done.items()))} if done else {}),
    }


def _as_written(part: _Schema, owner: str) -> _Schema:
    """The schema of what an editor writes for a value that `part` describes once it is read."""
    if "anyOf" in part:  # a value or nothing
        inner = next(choice for choice in part["anyOf"] if choice.get("type") != "null")
        noted = {key: value for key, value in part.items() if key != "anyOf"}
        return _or_empty(_as_written({**inner, **noted}, owner))
    if "$ref" in part:
        return _reference(part)
    out = {key: value for key, value in part.items() if key not in {"title", "default"}}
    if "description" in out:
        out["description"] = " ".join(out["description"].split())
    if part.get("default"):
        out["default"] = part["default"]
    return _BY_TYPE[part["type"]](out, owner)


def _reference(part: _Schema) -> _Schema:
    noted = {"description": part["description"]} if "description" in part else {}
    return {**noted, "$ref": part["$ref"]}


def _text(part: _Schema, owner: str) -> _Schema:
    """A scalar: digits, too, are text as they stand, though an editor takes them for a number."""
    del owner
    if part.get("format") == "date":
        return {**part, "pattern": _DAY}
    if "enum" in part:
        return (
            {**part, "type": ["string", "null"], "enum": [*part["enum"], None]}
            if ("" in part["enum"])
            else part
        )
    part["type"] = ["string", "number"]
    return part if part.get("minLength") else _or_empty(part)


def _list(part: _Schema, owner: str) -> _Schema:
    part["items"] = _as_written(part["items"], owner)
    return part if part.get("minItems") else _or_empty(part)


def _mapping(part: _Schema, owner: str) -> _Schema:
    values = part.get("additionalProperties")
    if isinstance(values, dict):
        part["additionalProperties"] = _as_written(values, owner)
        return _or_empty(part)
    properties: _Schema = {}
    for name, field in part["properties"].items():
        key = name.rstrip("_")
        properties[key] = _as_written(field, owner)
        pattern = _PATTERNS.get((owner, key))
        if pattern:
            empty = "|" if "null" in properties[key]["type"] else ""
            properties[key]["pattern"] = f"^(?:{pattern}{empty})$"
    part["properties"] = properties
    if "required" in part:
        part["required"] = [name.rstrip("_") for name in part["required"]]
        return part
    return part if owner == _ROOT else _or_empty(part)


def _as_is(part: _Schema, owner: str) -> _Schema:
    del owner
    return part


_BY_TYPE: Mapping[str, Callable[[_Schema, str], _Schema]] = {
    "string": _text,
    "integer": _as_is,
    "boolean": _as_is,
    "array": _list,
    "object": _mapping,
}


def _or_empty(part: _Schema) -> _Schema:
    """Nothing behind the colon will do, too."""
    kinds = part["type"] if isinstance(part["type"], list) else [part["type"]]
    return {**part, "type": [*kinds, *(["null"] if "null" not in kinds else [])]}
