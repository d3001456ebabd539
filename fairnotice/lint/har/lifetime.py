"""The lifetime that a cookie table declares in, seconds out; and seconds as a person says them."""

_DAY = 86400.0
_UNITS = (
    ("year", 365.25 * _DAY),
    ("month", 365.25 / 12 * _DAY),
    ("day", _DAY),
    ("hour", 3600.0),
    ("minute", 60.0),
    ("second", 1.0),
)
_SECONDS = {**dict(_UNITS), "week": 7 * _DAY}
_CLOSE = 0.02
"""How far, as a share, a round number may be from what it stands for: 365 days are a year."""


def declared_seconds(lifetime: str) -> float | None:
    """Seconds of `13 months`; None for `session` and for what is no lifetime."""
    number, _, unit = lifetime.partition(" ")
    try:
        return float(number) * _SECONDS[unit.removesuffix("s")]
    except (ValueError, KeyError):
        return None


def longer(seen: float | None, declared: float | None) -> bool:
    """Whether a cookie lasts longer than is declared; None is until the browser is closed.

    A month has no fixed length and clocks differ, so one in fifty and a minute are let pass.
    """
    if seen is None:
        return False
    return declared is None or seen > declared * (1 + _CLOSE) + 60


def spoken(seconds: float | None) -> str:
    """Seconds as a cookie table has them: `13 months`, `session`."""
    if seconds is None:
        return "session"
    for unit, size in _UNITS:
        number = round(seconds / size)
        if number >= 1 and abs(number * size - seconds) <= _CLOSE * seconds:
            return f"{number} {unit}{'' if number == 1 else 's'}"
    return f"{round(seconds)} seconds" if seconds >= 1 else "1 second"
