"""The decoders that are compared read the same."""

import json

import pytest

from benchmarks.decode import PEERS, PeerAnswer, contenders, decoded
from benchmarks.documented import model_list

CONTENT = model_list(3)


def test_the_rows_are_the_documented_one() -> None:
    rows = json.loads(CONTENT)["data"]["rows"]
    assert [row["id"] for row in rows] == [39, 40, 41]
    assert {row["modelBaseModel"] for row in rows} == {"SD 1.5"}
    assert len({row["sdModelName"] for row in rows}) == 3
    assert {len(row) for row in rows} == {10}


def test_both_read_the_same() -> None:
    read = decoded(CONTENT)
    assert read.to_dict() == PeerAnswer.model_validate_json(CONTENT).model_dump(by_alias=True) == json.loads(CONTENT)
    assert read.data.rows[2].sd_model_name == "Photon 2"
    assert not read.data.rows[2].additional_properties


def test_both_keep_unknown_fields() -> None:
    answer = json.loads(CONTENT)
    answer["data"]["rows"][0]["modelImgUrl"] = "new"
    content = json.dumps(answer).encode()
    assert decoded(content).to_dict() == PeerAnswer.model_validate_json(content).model_dump(by_alias=True) == answer


def test_each_contender_costs_time() -> None:
    found = contenders(CONTENT, 1)
    assert list(found) == ["img_open", *PEERS]
    assert all(cost() > 0 for cost in found.values())


def test_an_answer_that_is_read_differently_is_no_comparison() -> None:
    answer = json.loads(CONTENT)
    answer["data"]["total"] = "3"
    with pytest.raises(RuntimeError, match="expected all to read the same, got differences; this is no comparison"):
        contenders(json.dumps(answer).encode(), 1)
