"""The one page that was captured: both of its forms give the facts of spec/pages/face-detection.yaml."""

from pathlib import Path

import pytest

from apifox.merging import differences, lost, merged
from apifox.own_words import flat_facts
from apifox.reading import Reading, read_page
from apifox.wording import hash_of
from apifox.writing import page_yaml
from contract.documents import load_yaml
from contract.pages import Page, page_facts
from contract.values import Json, JsonObject
from tests.apifox.published import markdown_of

ROOT = Path(__file__).parents[2]
SEED = (Path(__file__).parent / "pages" / "face-detection.txt").read_text("utf-8").replace("\xa0", " ")
FILE = ROOT / "spec" / "pages" / "face-detection.yaml"
OWN = {
    *("summary", "asynchronous", "asynchronous_note", "gaps", "zh_page"),  # words and judgement of a person
    "page",  # the text that was copied does not have its own address
}
WORDING = {
    "/summary": (
        "Multiple faces in the target image need to be detected first and displayed to the user on the front end, so"
        " that the correct face replacement correspondence can be set. This interface is to detect all faces in the"
        " picture"
    ),
    "/request/headers/X-Request-req-accessKeyId": "必填",
    "/request/headers/X-Request-req-accessKeySecret": "必填",
    "/request/body/imageUrl": "The image url address passed by the user to provide facial information",
    "/request/body/callbackUrl": (
        "Some of the interfaces used to return drawing results from the server are asynchronous interfaces. Please"
        " check the remarks. Only when the json string code = 200 received in the response will we mark the request as"
        ' successful, such as {"code":"200"} and the ladder interval to retry 3. , 5, 15, 30, 60, 600, 3600 seconds,'
        " retry up to 10 times"
    ),
}


def without_own_words(page: JsonObject) -> JsonObject:
    """The page without what a person wrote, its contradictions in one order."""
    made = {key: _bare(value) for key, value in page.items() if key not in OWN}
    seen_by_reader = ["title", "text"]  # what the words of a title and of a text mean
    told = [entry for entry in page["contradictions"] if entry["between"] != seen_by_reader]
    made["contradictions"] = sorted(told, key=str)
    return made


def _bare(value: Json) -> Json:
    if isinstance(value, dict):
        return {key: _bare(child) for key, child in value.items() if key not in {"description", "note"}}
    return [_bare(item) for item in value] if isinstance(value, list) else value


@pytest.fixture(scope="module")
def copied() -> Reading:
    return read_page(SEED, slug="face-detection")


def test_the_copied_page_gives_exactly_the_facts_of_the_file(copied: Reading) -> None:
    assert without_own_words(copied.facts) == without_own_words(load_yaml(FILE))
    assert copied.doubts == ()


def test_the_flat_facts_are_the_same(copied: Reading) -> None:
    file = load_yaml(FILE)
    addressed = {**copied.facts, "page": file["page"]}
    assert page_facts(Page(addressed, "", "")) == page_facts(Page(file, "", ""))


def test_the_markdown_form_gives_the_same_facts(copied: Reading) -> None:
    published = read_page(markdown_of(copied.facts, WORDING), slug="face-detection")
    assert published.doubts == ()
    assert published.facts["endpoint"] == 202222098
    theirs = without_own_words(published.facts)
    # The .md form has no date of change, the copied one no number of the call.
    assert {**theirs, "modified": copied.facts["modified"]} == {
        **without_own_words(copied.facts),
        "endpoint": 202222098,
    }


def test_the_markdown_form_changes_nothing_in_the_file_but_adds_the_number_of_the_call(copied: Reading) -> None:
    file = load_yaml(FILE)
    published = read_page(markdown_of(copied.facts, WORDING), slug="face-detection")
    made = merged(file, published.facts)
    assert [(one.pointer, one.page) for one in differences(file, made)] == [("/endpoint", 202222098)]
    assert {key: value for key, value in made.items() if key != "endpoint"} == file


def test_no_wording_is_in_the_facts(copied: Reading) -> None:
    text = page_yaml(copied.facts)
    for wording in WORDING.values():
        for words in (wording[at : at + 40] for at in range(0, max(1, len(wording) - 40), 20)):
            assert words == "必填" or words not in text
    assert copied.facts["prose"] == {pointer: hash_of(text) for pointer, text in sorted(WORDING.items())}


def test_the_merge_with_the_file_changes_nothing(copied: Reading) -> None:
    file = load_yaml(FILE)
    made = merged(file, copied.facts)
    assert made == file
    assert differences(file, made) == []
    assert lost(file, made) == []
    assert page_yaml(made) == FILE.read_text("utf-8")


def test_the_hash_is_of_the_words_and_not_of_their_lines() -> None:
    assert hash_of("one  two\n three ") == hash_of("one two three") == "6899ee404683a14e"
    assert hash_of("one two, three") != hash_of("one two three")


@pytest.mark.parametrize(
    ("before", "after", "pointer"),
    [
        ("Source image\nrequired", "Source image\noptional", "/request/body/imageUrl/required"),
        ("status\nstring", "status\ninteger", "/response/200/data/status/type"),
        ("toolTask\nstring", "toolKind\nstring", "/response/200/data/toolKind/type"),
        ("tool/face/detection\n", "tool/face/detect\n", "/path"),
        ("Modified at 2024-08-09", "Modified at 2024-08-10", "/modified"),
        ("up to 10 times", "up to 7 times", "/callback/retry_max"),
        ("to provide facial information", "with the faces", "/prose/~1request~1body~1imageUrl"),
        ("Source image", "Picture", "/request/body/imageUrl/title"),
    ],
)
def test_a_change_of_the_page_is_told_with_its_place(before: str, after: str, pointer: str) -> None:
    assert SEED.count(before) >= 1
    reading = read_page(SEED.replace(before, after), slug="face-detection")
    file = load_yaml(FILE)
    found = {one.pointer for one in differences(file, merged(file, reading.facts))}
    assert pointer in found
    assert flat_facts(file)
