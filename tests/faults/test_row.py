from typing import Any

from tests.faults.probe import SECRETS
from tests.faults.row import canary_connects, leaked, requests
from tests.faults.server import Scenario

SCENARIO = Scenario("robots", "robots", "robots", "http://127.0.1.1:1/s/robots/{token}/feed.xml", {})
MEANT = [[name, value] for name, value in SECRETS.items()]


def _hit(token: str | None, local: str = "127.0.0.1", **more: Any) -> dict[str, Any]:
    return {"scenario": "robots", "token": token, "local": local, "headers": [], **more}


def test_requests_are_those_of_the_try_and_of_the_scenarios_own_robots_txt() -> None:
    hits = [_hit("a"), _hit(None, robots=True), _hit("b"), {"scenario": None, "token": None}, {"canary": True}]
    assert requests(hits, SCENARIO, "a") == 2


def test_a_connection_to_the_internal_service_counts_without_a_word() -> None:
    hits = [_hit("a"), {"canary": True, "local": "127.0.0.2", "line": ""}, {"canary": True, "line": "GET / HTTP/1.1"}]
    assert canary_connects(hits) == ["127.0.0.2", "GET / HTTP/1.1"]


def test_what_only_the_first_address_may_have_is_leaked_to_any_other() -> None:
    hits = [
        _hit("a", headers=MEANT),
        _hit("a", "127.0.0.3", headers=[["Accept", "*/*"], ["X-API-KEY", SECRETS["X-Api-Key"]]]),
    ]
    assert leaked(hits, "127.0.0.1") == ["x-api-key"]


def test_a_header_of_the_same_name_with_another_value_is_no_leak() -> None:
    assert leaked([_hit("a", "127.0.0.3", headers=[["Cookie", "seen=1"]])], "127.0.0.1") == []
