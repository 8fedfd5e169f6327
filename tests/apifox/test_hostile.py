"""A page is untrusted: it cannot run code, leave its folder, or hang; what is no page is refused with a clear error."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apifox import guarded_yaml
from apifox.limits import MAX_SIZE, checked_slug, pattern_trouble
from apifox.markdown import has_block
from apifox.reading import PageError, read_page
from apifox.writing import page_yaml
from contract.values import JsonObject

PAGES = sorted((Path(__file__).parent / "pages").glob("*.[tm]*"))
HEAD = "Lab\n  1. tools\n\nX\n\nPOST\n/x\n\nRequest\n\nBody Params application/json\n"


@contextmanager
def within(seconds: float) -> Iterator[None]:
    began = time.process_time()
    yield
    assert time.process_time() - began < seconds


def block(text: str) -> str:
    return f"# X\n\n```yaml\nopenapi: 3.0.1\n{text}\n```\n"


def call(schema: str, example: str = "{}") -> str:
    body = f"requestBody: {{content: {{application/json: {{schema: {schema}, example: {example}}}}}}}"
    return f"paths: {{/x: {{post: {{summary: X, x-apifox-folder: t, {body}}}}}}}"


BILLION = "a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12)
)
DEEP = 100_000


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (block(BILLION), "expected at most 200000 values with aliases written out"),
        (block("a: &a [*a]"), "stands inside of what it names"),
        (
            block("a: !!python/object/apply:os.system ['true']"),
            "got the tag 'tag:yaml.org,2002:python/object/apply:os.system'",
        ),
        (block("a: !!python/name:os.system"), "got the tag"),
        (block("a: !!binary aGk="), "got the tag 'tag:yaml.org,2002:binary'"),
        (block("a: !local 1"), "got the tag '!local'"),
        (block("a: " + "[" * DEEP), "expected at most 64 levels"),
        (block("a: " + "{a: " * DEEP), "expected at most 64 levels"),
        (block("? [a]\n: 1"), "expected a name as key"),
        (block("a: 1\na: 2"), "the key 'a' stands twice"),
        (block("a: *nowhere"), "expected YAML, got what is none"),
        (block("a: 'not closed"), "expected YAML, got what is none"),
        (block("a: b: c"), "expected YAML, got what is none"),
        (block("paths: {}"), "expected a path with a method in the OpenAPI block, found none"),
        (block("paths: []"), "expected a path with a method in the OpenAPI block, found none"),
        ("```yaml\nopenapi: 3.0.1\npaths: {}\n", "expected ``` at the end of the OpenAPI block"),
        ("x" * (MAX_SIZE + 1), f"expected a page of at most {MAX_SIZE} bytes"),
        ("Lab\n" + "y" * 5_000_000, f"expected a page of at most {MAX_SIZE} bytes"),
        ("Lab\nPOST\n/x\0y\n", "line 3: expected text, got the character U+0000"),
        ("Lab\nPOST\n/x\x1b[2J\n", "line 3: expected text, got the character U+001B"),
        ("Lab\nPOST\n/\ud800\n", "line 3: expected text, got the character U+D800"),
        ("", "expected a page copied from the browser"),
        ("only prose\n" * 1000, "expected a page copied from the browser"),
        ("A page\nPOST\n/a b\n", "expected a path without spaces"),
        ("A page\nTRACE\n/a\n", "expected one of DELETE, GET, PATCH, POST, PUT, got TRACE"),
    ],
)
def test_what_is_no_page_is_refused_with_its_reason(text: str, told: str) -> None:
    with within(20), pytest.raises(PageError) as caught:
        read_page(text, slug="x")
    assert told in str(caught.value)
    assert len(str(caught.value)) < 400


@pytest.mark.parametrize("slug", ["../x", "a/b", "", ".", "..", "A", "a.yaml", "a\n", "a\0", "x" * 101, "é"])
def test_a_slug_cannot_leave_the_folder(slug: str) -> None:
    with pytest.raises(PageError, match=r"expected a slug of a-z, 0-9 and -"):
        read_page("POST\n/x\n", slug=slug)
    with pytest.raises(PageError):
        checked_slug(slug)


def test_schemas_that_double_at_every_step_are_refused() -> None:
    names = [f"S{n}" for n in range(40)]
    twice = "{name}: {{type: object, properties: {{a: {{$ref: '{to}'}}, b: {{$ref: '{to}'}}}}}}"
    schemas = ", ".join(twice.format(name=one, to=f"#/components/schemas/{two}") for one, two in pairwise(names))
    text = block(
        call("{$ref: '#/components/schemas/S0'}") + f"\ncomponents: {{schemas: {{{schemas}, S39: {{type: string}}}}}}"
    )
    with within(20), pytest.raises(PageError, match=r"expected (at most 3000 rows|objects at most 32 deep)"):
        read_page(text, slug="x")


@pytest.mark.parametrize(
    "schemas",
    [
        "A: {$ref: '#/components/schemas/A'}",
        "A: {$ref: '#/components/schemas/B'}, B: {$ref: '#/components/schemas/A'}",
        "A: {allOf: [{$ref: '#/components/schemas/A'}]}",
        "A: {allOf: [{$ref: '#/components/schemas/B'}]}, B: {allOf: [{$ref: '#/components/schemas/A'}]}",
        "A: {type: object, properties: {a: {type: array, items: {$ref: '#/components/schemas/A'}}}}",
        "A: {type: array, items: {$ref: '#/components/schemas/A'}}",
        "A: {oneOf: [{$ref: '#/components/schemas/A'}]}",
    ],
)
def test_a_cycle_of_refs_ends_in_a_doubt(schemas: str) -> None:
    text = block(
        call("{type: object, properties: {a: {$ref: '#/components/schemas/A'}}}")
        + f"\ncomponents: {{schemas: {{{schemas}}}}}"
    )
    with within(5):
        reading = read_page(text, slug="x")
    assert any("leads back to itself" in doubt.text for doubt in reading.doubts)


@pytest.mark.parametrize(
    "body",
    [
        "a\nstring\nrequired\n" * 20_000,
        "a\nobject\nrequired\n" * 5_000,
        "".join(f"a{n}\nobject\nrequired\n" for n in range(3_000)),
        "".join(f"a{n}\narray\nrequired\n" for n in range(3_000)) + "Example\n{}\n",
        "Example\n" + "[" * 500_000,
        "Example\n" + '{"a":' * 100_000,
        ("Example\n{" + " " * 10_000 + "\n") * 150,
        "a\nstring" + " >= 1" * 100_000,
        "a\narray" + "[" * 150,
        "a\nstring\noptional\n" + "Allowed values:\n" * 50_000,
        "a\nstring\noptional\n" + "[" + "9" * 200_000 + "\n",
        "callbackUrl\nstring\noptional\n" + "3, " * 300_000 + "seconds\n",
        "callbackUrl\nstring\noptional\n" + "{" * 500_000,
        "callbackUrl\nstring\noptional\n" + "code = " * 200_000,
        "Request samples\n" + "curl '" + "\\" * 60_000,
        "Request samples\n" + "curl x\n" * 100_000,
        "\n" * 1_000_000,
        "a " * 500_000,
    ],
    ids=range(18),
)
def test_a_page_that_is_made_to_take_long_does_not(body: str) -> None:
    with within(20):
        _read(HEAD + body)


@pytest.mark.parametrize(
    "description",
    [
        "|a" * 60_000,
        "|a|\n|-|\n" + "|b|\n" * 40_000,
        "|" * 100_000 + "\n" + "|-" * 50_000,
        "```\n" * 40_000,
        "> " * 50_000,
        "#" * 150_000,
    ],
    ids=range(6),
)
def test_a_description_that_is_made_to_take_long_does_not(description: str) -> None:
    indented = "\n".join(f"      {line}" for line in description.split("\n"))
    text = block(f"paths:\n  /x:\n   post:\n    summary: X\n    x-apifox-folder: t\n    description: |-\n{indented}")
    with within(20):
        read_page(text, slug="x")


@pytest.mark.parametrize(
    "pattern",
    [
        "(a+)+$",
        "(a|a)*b",
        "(a*)*",
        "^(([a-z])+.)+$",
        "a*a*a*b",
        r"(.*)(\1)+",
        "(?=a+)b",
        "a{1,9999}a{1,9999}a{1,9999}",
        "(" * 90,
        "[",
        "x" * 400,
    ],
)
def test_a_pattern_that_could_take_long_is_no_fact(pattern: str) -> None:
    assert pattern_trouble(pattern, 100)
    text = block(
        call(f"{{type: object, properties: {{a: {{type: string, pattern: '{pattern}'}}}}}}", "{a: " + "a" * 60 + "!}")
    )
    with within(5):
        reading = read_page(text, slug="x")
    assert "pattern" not in reading.facts["request"]["body"][0]
    assert any("its pattern is not taken" in doubt.text for doubt in reading.doubts)


@pytest.mark.parametrize(
    "pattern", ["^[a-z]+-[0-9]+$", r"\d{4}-\d\d-\d\d", "^https?://", "^(oil|ink)$", "[a-z0-9_-]{1,50}", ".*"]
)
def test_a_plain_pattern_is_a_fact(pattern: str) -> None:
    assert pattern_trouble(pattern, 100) is None


@given(st.text())
@settings(deadline=5000, max_examples=150)
def test_any_text_is_read_or_refused(text: str) -> None:
    _read(text)


@given(st.data())
@settings(deadline=5000, max_examples=150)
def test_any_damage_to_a_page_is_read_or_refused(data: st.DataObject) -> None:
    """Lines of real pages taken out, doubled, moved and mixed with others."""
    lines = data.draw(st.sampled_from(PAGES)).read_text("utf-8").split("\n")
    for _ in range(data.draw(st.integers(1, 6))):
        at, length = data.draw(st.integers(0, len(lines))), data.draw(st.integers(0, 8))
        more = data.draw(
            st.sampled_from([*lines, "Example", "object", "array [object {3}]", "{", "200", "Responses", "  - *ref_0"])
        )
        lines[at : at + length] = data.draw(st.sampled_from([[], [more], [more, more], lines[:at][-length:]]))
    _read("\n".join(lines))


_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=6)
    | st.sampled_from(["object", "array", "string", "$ref"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "type",
                    "properties",
                    "items",
                    "required",
                    "enum",
                    "allOf",
                    "$ref",
                    "example",
                    "x-apifox-enum",
                    "pattern",
                    "a",
                ]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=25,
)


@given(_JSON, _JSON, _JSON)
@settings(deadline=5000, max_examples=150)
def test_any_schema_is_read_or_refused(schema: object, example: object, parameters: object) -> None:
    import json  # noqa: PLC0415 - used here only

    media = {"schema": schema, "example": example}
    operation = {
        "parameters": parameters,
        "requestBody": {"content": {"application/json": media}},
        "responses": {"200": {"content": {"a/b": media}}},
    }
    _read(block("paths: " + json.dumps({"/x": {"post": operation}})))


def _read(text: str) -> None:
    try:
        reading = read_page(text, slug="x")
    except PageError as error:
        assert 0 < len(str(error)) < 400  # noqa: PT017 - either of the two is right
        return
    facts: JsonObject = guarded_yaml.load(page_yaml(reading.facts))
    assert facts["slug"] == "x"
    assert facts["method"]


def test_a_block_is_told_from_another_fence() -> None:
    assert has_block("```yaml\nopenapi: 3.0.1\n```")
    assert not has_block("```yaml\nkey: value\n```")
    assert not has_block("```yml\nopenapi: 3.0.1\n```")
    assert not has_block("  ```yaml\nopenapi: 3.0.1\n```")
