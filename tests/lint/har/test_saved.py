"""A HAR is a stranger's file: whatever it holds, it is read or told, and never fails."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairnotice.lint.har.saved import saved
from tests.lint.har.visit import har, request

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def test_the_cookies_and_hosts_of_each_request_are_kept_and_no_value() -> None:
    found = saved(har(request(set_cookie=("basket=42; Path=/",), sent=("till",))), "visit.har")
    (one,) = found.requests
    assert found.problems == ()
    assert (one.number, one.host) == (1, "www.brindle.example")
    assert one.cookies == ("till",)
    assert one.set_cookie == ("basket=42; Path=/",)
    assert one.moment is not None
    assert one.moment.isoformat() == "2026-03-01T09:00:00+00:00"


def test_headers_of_one_name_that_a_browser_joined_are_taken_apart() -> None:
    (one,) = saved(har(request(set_cookie=("a=1\nb=2; Secure",))), "visit.har").requests
    assert one.set_cookie == ("a=1", "b=2; Secure")


def test_cookies_that_a_browser_took_apart_are_used_where_there_are_no_headers() -> None:
    entry = request()
    entry["response"]["cookies"] = [{"name": "basket", "expires": "2026-03-02T09:00:00.000Z"}]
    (one,) = saved(har(entry), "visit.har").requests
    assert [cookie.name for cookie in one.listed] == ["basket"]


def test_a_byte_order_mark_is_passed_over() -> None:
    assert saved(b"\xef\xbb\xbf" + har(request()), "visit.har").problems == ()


@pytest.mark.parametrize(
    ("content", "line", "column"),
    [
        (b'{"log": {\n  "entries": [}\n', 2, 15),
        (b"", 1, 1),
        (b"<html>", 1, 1),
    ],
)
def test_what_is_no_json_is_told_with_its_place(content: bytes, line: int, column: int) -> None:
    (problem,) = saved(content, "visit.har").problems
    assert (problem.check, problem.level) == ("har-unreadable", "error")
    assert (problem.place.path, problem.place.line) == ("visit.har", line)
    assert problem.place.column == column


@pytest.mark.parametrize("content", ["[]", "{}", '{"log": 1}', '{"log": {"entries": {}}}', "null"])
def test_what_is_json_and_no_har_is_told(content: str) -> None:
    (problem,) = saved(content.encode(), "visit.har").problems
    assert "no HAR" in problem.wrong


def test_a_request_that_cannot_be_read_is_told_and_the_others_are_read() -> None:
    broken = {"request": {"url": 7}}
    found = saved(har(request(), broken, request(url="http://[bad/"), request()), "visit.har")
    assert [one.number for one in found.requests] == [1, 4]
    assert [problem.check for problem in found.problems] == ["har-request-unreadable"] * 2
    assert "Request 2" in found.problems[0].wrong
    assert "$.request.url" in found.problems[0].wrong


def test_thousands_of_broken_requests_do_not_bury_the_rest() -> None:
    found = saved(har(*[{"request": None}] * 5000), "visit.har")
    assert len(found.problems) == 11
    assert found.problems[-1].wrong.startswith("4990 more")


def _of(*entries: str) -> bytes:
    return f'{{"log": {{"entries": [{", ".join(entries)}]}}}}'.encode()


_PLAIN = '{"request": {"url": "https://a.example/"}}'
_CARRIES = '{{"request": {{"url": "x", "headers": [{{"name": "Cookie", "value": "{}"}}]}}}}'


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (_of("0," * 4_000_001 + "0"), "4000000 facts"),
        (_of('"a,b",' * 4_000_001 + "0"), "4000000 facts"),
        (_of(*[_PLAIN] * 50_001), "50000 requests"),
        (_of(*[_CARRIES.format("a;" * 250_000)] * 2), "500000 cookies"),
        (_of(*[_CARRIES.format("a;" * 49)] * 10_001), "500000 cookies"),
    ],
    ids=["scalars", "strings", "requests", "two headers", "many headers"],
)
def test_more_than_visits_hold_is_refused_before_it_is_taken_apart(
    content: bytes, what: str
) -> None:
    found = saved(content, "visit.har")
    assert found.requests == ()
    (problem,) = found.problems
    assert problem.wrong == f"This HAR holds more than {what}."
    assert problem.mend == "Save a shorter visit."


def test_commas_in_what_pages_hold_are_no_facts() -> None:
    held = (
        f'{{"request": {{"url": "x"}}, "response": {{"content": "{chr(92)}"{"," * 4_100_000}"}}}}'
    )
    assert len(saved(_of(held), "visit.har").requests) == 1


def test_a_file_that_nests_without_end_is_refused() -> None:
    deep = b'{"log": {"entries": ' + b"[" * 200_000
    (problem,) = saved(deep, "visit.har").problems
    assert problem.check == "har-unreadable"


@given(JSON)
def test_any_json_in_place_of_a_request_is_read_or_told(value: object) -> None:
    content = json.dumps({"log": {"entries": [value, {"request": value}, request()]}}).encode()
    found = saved(content, "visit.har")
    assert found.requests[-1].number == 3
    assert len(found.requests) + len(found.problems) >= 3


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_told(content: bytes) -> None:
    found = saved(content, "visit.har")
    assert found.requests or found.problems or b"entries" in content
