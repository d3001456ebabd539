"""The bytes of an evidence file in; everything about it that is not as its manifest says, out.

The file may come from anywhere: nothing is unpacked onto a disk, and nothing larger than MOST is
read.
"""

import hashlib
import json
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from io import BytesIO

from fairnotice.archive.evidence import MANIFEST
from fairnotice.model import Place, Problem

MOST = 256 * 2**20
"""Bytes that all members may have together; real evidence has some hundred thousand."""

MOST_OF_MANIFEST = 16 * 2**20
"""Bytes that a manifest may have: read as JSON it takes twenty times as much memory."""

MOST_MEMBERS = 10_000
"""Members that a file may have; real evidence has some twenty, and each takes half a kilobyte."""

_ENTRY = b"PK\x01\x02"
"""What each member's entry in the list at the end of a ZIP file begins with."""

_PACKED = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""Evidence is stored, and perhaps packed by whoever sent it on."""

_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)
"""What a file that is no ZIP file, is cut short, or is encrypted makes Python raise."""


def problems(content: bytes, name: str) -> Iterator[Problem]:
    """What is missing, added or different in the evidence file `content`; `name` is for messages.

    Nothing is yielded for a file that is whole. A manifest that was changed together with what it
    names cannot be told from a true one: keep the file's own hash elsewhere.
    """
    # Python reads the whole list of members before it can be asked how long that is.
    if content.count(_ENTRY) > MOST_MEMBERS:
        yield _problem(name, f"{name} has too many members.", "Ask where it comes from.")
        return
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            yield from _compared(archive, name)
    except (*_BROKEN, ValueError, RecursionError) as error:
        yield _problem(name, f"{name} cannot be read as evidence: {error}.", "Get the file again.")


def _compared(archive: zipfile.ZipFile, name: str) -> Iterator[Problem]:
    """The members against the manifest."""
    infos = archive.infolist()
    if sum(info.file_size for info in infos) > MOST:
        yield _problem(name, f"{name} is too large for evidence.", "Ask where it comes from.")
        return
    if {info.compress_type for info in infos} - _PACKED:
        yield _problem(name, f"{name} is packed as evidence never is.", "Get the file again.")
        return
    twice = [member for member, count in Counter(i.filename for i in infos).items() if count > 1]
    for member in sorted(twice):
        yield _problem(name, f"{member} stands in {name} twice.", "Get the file again.")
    listed = _manifest(archive)
    if listed is None:
        yield _problem(
            name, f"{name} has no manifest that can be read.", "Make it with `fairnotice evidence`."
        )
        return
    held = {info.filename for info in infos if info.filename != MANIFEST}
    for member in sorted(listed.keys() - held):
        yield _problem(name, f"{member} is missing in {name}.", "Get the file again.")
    for member in sorted(held - listed.keys()):
        yield _problem(name, f"{member} was added to {name}.", "Get the file again.")
    for member in sorted(held & listed.keys()):
        if hashlib.sha256(archive.read(member)).hexdigest() != listed[member]:
            yield _problem(name, f"{member} in {name} was changed.", "Get the file again.")


def _manifest(archive: zipfile.ZipFile) -> Mapping[str, str] | None:
    """Member → its hash, or None where there is no usable manifest."""
    try:
        if archive.getinfo(MANIFEST).file_size > MOST_OF_MANIFEST:
            return None
        read = json.loads(archive.read(MANIFEST))
        listed = read["sha256"]
    except (KeyError, TypeError, ValueError, *_BROKEN):
        return None
    if not isinstance(listed, dict) or not all(isinstance(one, str) for one in listed.values()):
        return None
    if len(listed) > MOST_MEMBERS:  # each that is missing would be told
        return None
    return listed


def _problem(name: str, wrong: str, mend: str) -> Problem:
    return Problem("evidence-broken", "error", Place(name), wrong, mend, broken=True)
