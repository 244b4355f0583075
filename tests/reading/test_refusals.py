import contextlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.items import Outcome
from newsbot.reading.errors import ReadingError
from newsbot.reading.refusals import refuse_refusal


@pytest.mark.parametrize(
    ("document", "outcome", "why"),
    [
        (
            {"data": [], "base_resp": {"status_code": 1004, "status_msg": "not authorized"}},
            Outcome.BLOCKED,
            "refused: code 1004 not authorized",
        ),
        (
            {"data": [], "base_resp": {"status_code": 2013, "status_msg": "invalid params"}},
            Outcome.PARSE_ERROR,
            "refused: code 2013 invalid params",
        ),
        ({"success": False, "articles": []}, Outcome.PARSE_ERROR, "refused: without a reason"),
        ({"success": False, "message": "请先\n登录"}, Outcome.BLOCKED, "refused: 请先 登录"),
        ({"code": "500", "msg": "系统繁忙"}, Outcome.PARSE_ERROR, "refused: code 500 系统繁忙"),
        ({"code": 403}, Outcome.BLOCKED, "refused: code 403"),
        ({"error": "no such list"}, Outcome.PARSE_ERROR, "refused: no such list"),
        ({"error": {"message": "Access denied"}}, Outcome.BLOCKED, "refused: Access denied"),
    ],
)
def test_a_refusal_is_named_with_what_it_says(document: object, outcome: Outcome, why: str) -> None:
    with pytest.raises(ReadingError) as caught:
        refuse_refusal(document)
    assert (caught.value.outcome, str(caught.value)) == (outcome, why)


@pytest.mark.parametrize(
    "document",
    [
        {"code": 0, "data": []},
        {"code": 200, "msg": "OK"},
        {"code": "200", "success": True},
        {"code": 1, "msg": "操作成功"},
        {"base_resp": {"status_code": 0, "status_msg": "success"}, "data": []},
        {"code": True, "error": None, "errors": []},
        {"data": []},
        [],
        None,
        "refused",
    ],
)
def test_any_other_document_passes(document: Any) -> None:
    refuse_refusal(document)


KEYS = ["code", "msg", "success", "error", "message", "base_resp", "status_code", "status_msg"]


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(KEYS), inner),
    )
)
def test_no_document_breaks_it(document: object) -> None:
    with contextlib.suppress(ReadingError):
        refuse_refusal(document)
