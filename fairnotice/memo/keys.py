"""Values in; a short name for exactly these values out."""

import hashlib

import msgspec

_plain = msgspec.msgpack.Encoder()


def key(*parts: object) -> str:
    """A hash of the parts, in hexadecimal: equal for equal parts, whatever process asks.

    The order of a mapping counts, since a page may show it. Parts are texts, bytes, numbers, dates,
    and tuples, mappings and frozen dataclasses of such. 128 bits of BLAKE2b: nobody gains by a
    collision that nobody can hope to find.
    """
    return hashlib.blake2b(_encoded(parts), digest_size=16).hexdigest()


def _encoded(parts: tuple[object, ...]) -> bytes:
    try:
        return _plain.encode(parts)
    except UnicodeEncodeError:
        # Half a character; `repr` shows which.
        return repr(parts).encode("ascii", "backslashreplace")
