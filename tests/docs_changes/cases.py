"""Ten realistic changes of the documentation: what a page says then, and what a person mends after it."""

from collections.abc import Callable
from typing import NamedTuple

from contract.values import JsonObject

SPEC = "spec/openapi.yaml"
Mend = tuple[str, str, str]  # a file, what stands there once, what shall stand there


class Case(NamedTuple):
    """One change of a page that is there: what becomes of its facts, how the diff tells it, what is mended by hand."""

    slug: str
    change: Callable[[JsonObject], None]
    told: str  # the diff's level and rule
    mends: tuple[Mend, ...] = ()
    stale: tuple[str, ...] = ()  # recordings of the old state, which are made anew


def _row(facts: JsonObject, name: str) -> JsonObject:
    found: JsonObject = next(row for row in facts["request"]["body"] if row["name"] == name)
    return found


def _field_added(facts: JsonObject) -> None:
    facts["request"]["body"].append({"name": "language", "type": "string", "required": False})


def _field_renamed(facts: JsonObject) -> None:
    _row(facts, "repetitionPenalty")["name"] = "repeatPenalty"


def _field_retyped(facts: JsonObject) -> None:
    _row(facts, "guidanceScale")["type"] = "string"
    facts["request"]["example"]["guidanceScale"] = "1.0"


def _field_required(facts: JsonObject) -> None:
    _row(facts, "negativePrompt")["required"] = True


def _enum_value_more(facts: JsonObject) -> None:
    _row(facts, "comfyTaskType")["enum"].append("Flux1Krea")


def _default_changed(facts: JsonObject) -> None:
    _row(facts, "fluxGuidance")["default"] = 4.5


def _path_moved(facts: JsonObject) -> None:
    facts["path"] = "/AIGCImgOpenServ/saas/tool/cnt/v2/preview"


def _reworded(facts: JsonObject) -> None:
    facts["wording"] = {"/summary": "In other words than before: several faces are swapped."}


_INDENT = " " * 8
_MODEL = f"{_INDENT}model: {{type: string, description: Which model writes the caption;"
_NEGATIVE = "      required: [businessTaskId, image, prompt]\n      properties:\n"
_PREVIEW = "parameters: {toolCode: cnt/preview}"

CASES = {
    "a field added": Case(
        "image-description",
        _field_added,
        "new-optional-request-property",
        ((SPEC, _MODEL, f"{_INDENT}language: {{type: string, description: Language of the caption.}}\n{_MODEL}"),),
    ),
    "a field renamed": Case(
        "prompt-expansion",
        _field_renamed,
        "request-property-renamed",
        ((SPEC, f"{_INDENT}repetitionPenalty: ", f"{_INDENT}repeatPenalty: "),),
    ),
    "a field retyped": Case(
        "instant-id",
        _field_retyped,
        "request-property-type-changed",
        (
            (SPEC, f"{_INDENT}guidanceScale: {{type: integer,", f"{_INDENT}guidanceScale: {{type: string,"),
            (SPEC, "guidanceScale: 1\n", "guidanceScale: '1.0'\n"),
        ),
        stale=("stylizePortrait",),
    ),
    "a field made required": Case(
        "instant-id",
        _field_required,
        "request-property-became-required",
        ((SPEC, _NEGATIVE, _NEGATIVE.replace("prompt]", "prompt, negativePrompt]")),),
    ),
    "an enum value more": Case(
        "flux-text2image",
        _enum_value_more,
        "request-property-enum-value-added",
        ((SPEC, "enum: [Flux1DevFP8, Flux1SchnellFP8]", "enum: [Flux1DevFP8, Flux1SchnellFP8, Flux1Krea]"),),
    ),
    "a default changed": Case(
        "flux-text2image",
        _default_changed,
        "request-property-default-changed",
        (
            (SPEC, "x-default: 3.5", "x-default: 4.5"),
            (SPEC, "follows the prompt; 3.5 when left out", "follows the prompt; 4.5 when left out"),
        ),
    ),
    "a path moved": Case(
        "cnt-preview",
        _path_moved,
        "path-moved",
        (
            (SPEC, "/AIGCImgOpenServ/saas/tool/cnt/preview:", "/AIGCImgOpenServ/saas/tool/cnt/v2/preview:"),
            (SPEC, _PREVIEW, "parameters: {toolCode: cnt/v2/preview}"),
        ),
        stale=("previewPreprocessor", "queryToolTask/sandbox-previewPreprocessor-now-look-1.har"),
    ),
    "wording only": Case("multiple-face-swap", _reworded, "wording-changed"),
}
NEW_SLUG, NEW_NUMBER = "cloud-removal", "412345678"
NEW_TITLE = "Cloud removal"
NEW_MEND: Mend = (f"spec/pages/{NEW_SLUG}.yaml", "page: null\n", f"page: https://docs.example/api-{NEW_NUMBER}\n")
"""A site on loopback has no address that a page could be found at by others."""
GONE_SLUG = "single-face-swap-v1"
_GONE = f"      x-page: {GONE_SLUG}\n"
GONE_MEND: Mend = (SPEC, _GONE, f"{_GONE}      x-lifecycle: no longer documented\n")


def new_page(like: JsonObject) -> JsonObject:
    """A page that nobody has seen before: in the form of one that is there, with a table and an example of its own."""
    return {
        **like,
        "slug": NEW_SLUG,
        "title": NEW_TITLE,
        "path": "/AIGCImgOpenServ/saas/tool/cloud/remove",
        "callback": None,
        "request": {
            **like["request"],
            "body": [
                {"name": "businessTaskId", "type": "string", "required": True},
                {"name": "imageUrl", "type": "string", "required": True},
                {"name": "sky", "type": "string", "required": False, "enum": ["dawn", "noon"], "default": "noon"},
                {"name": "strength", "type": "number", "required": False, "minimum": 0, "maximum": 1},
            ],
            "example": {
                "businessTaskId": "7",
                "imageUrl": "https://example.com/house.jpg",
                "sky": "dawn",
                "strength": 0.5,
            },
        },
        "response": {
            "200": {
                **like["response"]["200"],
                "fields": [
                    {"name": "code", "type": "string", "required": True},
                    {"name": "msg", "type": "string", "required": True},
                    {
                        "name": "data",
                        "type": "object",
                        "required": True,
                        "fields": [
                            {"name": "taskId", "type": "string", "required": True},
                            {"name": "businessTaskId", "type": "string", "required": True},
                            {"name": "status", "type": "integer", "required": True},
                            {"name": "outputImageUrl", "type": "string", "required": True},
                        ],
                    },
                ],
                "example": {
                    "code": "200",
                    "msg": "success",
                    "data": {
                        "taskId": "pre1",
                        "businessTaskId": "7",
                        "status": 2,
                        "outputImageUrl": "https://example.com/house-at-dawn.png",
                    },
                },
            }
        },
    }
