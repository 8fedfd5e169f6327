"""Names of operations, schemas and fields."""

import pytest

from drafting.names import check_fields, checked_operation_id, class_name, operation_id, tag_of, unique, words
from drafting.refusal import DraftError

TOOL = "/AIGCImgOpenServ/saas/tool/x"


@pytest.mark.parametrize(
    ("title", "path", "expected"),
    [
        ("background remove", TOOL, "removeBackground"),
        ("Face restoration", TOOL, "restoreFace"),
        ("Sky replacement", "/s/tool/sky/{preset}/replace", "replaceSky"),
        ("QueryLoralList", "/AIGCImgOpenServ/saas/sd/v2/queryLoraList", "listLoras"),
        ("Super Resolution", TOOL, "superResolution"),
        ("图片增强", "/AIGCImgOpenServ/saas/tool/imgEnhance", "toolImgEnhance"),
        ("2D to 3D", "/AIGCImgOpenServ/saas/tool/lift", "toolLift"),
        ("import", TOOL, "import2"),
        ("submit", TOOL, "submit2"),
        ("face detect s", TOOL, "faceDetectS"),
        ("01ARZ3NDEKTSV4RRFFQ69G5FAV", "/AIGCImgOpenServ/saas/tool/roll", "toolRoll"),
    ],
)
def test_an_operation_is_named_in_the_fields_words(title: str, path: str, expected: str) -> None:
    assert operation_id(title, path, ["detectFaces"]) == expected


def test_a_name_that_is_taken_gets_a_number_as_python_sees_it() -> None:
    assert operation_id("background remove", TOOL, ["removeBackground", "removeBackground2"]) == "removeBackground3"
    assert unique("removebackground", ["removebackground"]) == "removebackground2"


def test_a_very_long_title_gives_a_name_of_bounded_length() -> None:
    assert len(operation_id("very long " * 100, TOOL, [])) == 60


def test_without_a_word_a_name_must_be_given() -> None:
    with pytest.raises(
        DraftError, match="no operationId can be made of '图' and '/图': give one with --operation-id NAME"
    ):
        operation_id("图", "/图", [])


@pytest.mark.parametrize("name", ["Remove", "remove_it", "class", "", "x" * 61, "a b"])
def test_a_chosen_name_must_be_one(name: str) -> None:
    with pytest.raises(DraftError, match="--operation-id: expected a name like detectFaces"):
        checked_operation_id(name, [])


def test_a_chosen_name_must_be_free() -> None:
    with pytest.raises(DraftError, match="--operation-id: 'detectFaces' is taken as detect_faces; choose another"):
        checked_operation_id("detectFaces", ["detectFaces"])
    assert checked_operation_id("findSky", ["detectFaces"]) == "findSky"


def test_class_names_and_tags() -> None:
    assert class_name("replaceSky", "light_colour") == "ReplaceSkyLightColour"
    assert words("HTTPServer2go") == ["http", "server", "2", "go"]
    groups = ("AI image generation", "task query", "train model", "image tool", "anything")
    assert [tag_of(group) for group in groups] == ["images", "tasks", "training", "tools", "tools"]


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["from_dict"], "the field 'from_dict' would be from_dict, a name that the generated client uses itself"),
        (["imageUrl", "image_url"], "the fields 'imageUrl' and 'image_url' would both be image_url in the client"),
        (
            ["图片"],
            "expected names of Latin letters, digits, _ and - that begin with a letter, at most 100, got '图片'",
        ),
        (["x" * 101], "at most 100, got 'xxx"),
        (["a\nb"], "that begin with a letter"),
        (["name "], "that begin with a letter"),
        (["$ref"], "that begin with a letter"),
    ],
)
def test_names_that_no_client_can_have_are_refused(names: list[str], told: str) -> None:
    with pytest.raises(DraftError) as caught:
        check_fields("/request/body", names)
    assert told in str(caught.value)
    assert str(caught.value).startswith("/request/body: ")


def test_keywords_and_names_with_spaces_are_fields() -> None:
    check_fields("/request/body", ["class", "from", "type", "image url", "x-y"])
