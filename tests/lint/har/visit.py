"""A HAR to bend: a visit to the bakery's site, written as a browser writes it."""

import json
from typing import Any

BEGAN = "2026-03-01T09:00:00.000Z"


def request(
    url: str = "https://www.brindle.example/",
    *,
    set_cookie: tuple[str, ...] = (),
    sent: tuple[str, ...] = (),
    began: str = BEGAN,
    **more: Any,
) -> dict[str, Any]:
    """One entry: what was asked, and what the answer did with cookies."""
    headers = [{"name": "Cookie", "value": "; ".join(f"{name}=secret" for name in sent)}]
    return {
        "startedDateTime": began,
        "time": 12.5,
        "request": {"method": "GET", "url": url, "headers": headers if sent else []},
        "response": {
            "status": 200,
            "headers": [{"name": "set-cookie", "value": value} for value in set_cookie],
            "content": {"size": 5, "text": "hello"},
        },
        **more,
    }


def har(*requests: dict[str, Any]) -> bytes:
    """The HAR of these requests."""
    creator = {"name": "A browser", "version": "1"}
    return json.dumps({"log": {"version": "1.2", "creator": creator, "entries": requests}}).encode()
