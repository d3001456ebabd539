"""The name of a file or folder in; whether Windows keeps it for a device, out."""

_DEVICES = frozenset({
    *("aux", "con", "conin$", "conout$", "nul", "prn"),
    *(f"{port}{number}" for port in ("com", "lpt") for number in "123456789¹²³"),
})  # fmt: skip


def is_device(name: str) -> bool:
    """Whether Windows keeps a file's or folder's name for a device: `aux`, and `con.png` too.

    See "Naming Files, Paths, and Namespaces" of Microsoft's documentation; what has such a name
    cannot be checked out, built or served there.
    """
    return name.partition(".")[0].rstrip(" ").lower() in _DEVICES
