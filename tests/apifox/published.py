"""Write a page as Apifox publishes it as .md, from its facts; in a layout of its own, which no reader has seen."""

import json
from typing import Any
from urllib.parse import quote

from contract.values import JsonObject

_COPIED = (
    "default",
    "minimum",
    "maximum",
    "pattern",
    "format",
    "minItems",
    "maxItems",
    "minLength",
    "maxLength",
    "enum",
)


def markdown_of(page: JsonObject, wording: dict[str, str]) -> str:
    """The .md text. `wording` is the prose by its place, which facts do not hold."""
    request = page["request"]
    places = {"headers": "header", "path_params": "path", "query_params": "query"}
    parameters = [
        {
            "schema": {"type": row["type"]},
            "required": row["required"],
            "description": wording.get(f"/request/{table}/{row['name']}", ""),
            "in": places[table],
            "name": row["name"],
            "example": row.get("example", ""),
        }
        for table in places
        for row in request.get(table, [])
    ]
    name = "回答"
    answers: JsonObject = {}
    schemas: JsonObject = {}
    for code, answer in page["response"].items():
        schemas[name + code] = _object(answer["fields"], f"/response/{code}", wording)
        media = {
            "example": answer["example"],
            "schema": {"$ref": f"#/components/schemas/{quote(name + code)}"},
        }
        answers[code] = {
            "x-apifox-name": answer["name"],
            "headers": {},
            "content": {answer["content_type"]: media},
            "description": wording.get(f"/response/{code}", ""),
        }
    body = {"example": request["example"], "schema": _object(request["body"], "/request/body", wording)}
    call = {
        "x-run-in-apifox": "https://app.apifox.com/web/project/4/apis/api-202222098-run",
        "x-apifox-status": "released",
        "x-apifox-folder": page["tag"],
        "security": [],
        "responses": answers,
        "requestBody": {"content": {page["content_type"]: body}},
        "parameters": parameters,
        "tags": [page["tag"]],
        "description": wording.get("/summary", ""),
        "deprecated": False,
        "summary": page["title"],
    }
    document = {
        "info": {"version": "1.0.0", "title": "", "description": ""},
        "servers": [{"description": "live", "url": page["server"]}],
        "paths": {page["path"]: {page["method"].lower(): call}},
        "components": {"schemas": schemas, "securitySchemes": {}},
        "security": [],
    }
    # JSON is YAML, in a layout that Apifox itself never writes; indented, as no line of the block stands at column 0.
    block = json.dumps(document, indent=1, ensure_ascii=False)[1:-1].replace("\n ", "\n")
    lines = [
        line.removesuffix(",") if line.startswith('"') or line in {"},", "],"} else line for line in block.split("\n")
    ]
    return f"# {page['title']}\n\n## OpenAPI Specification\n\n```yaml\nopenapi: 3.0.1\n" + "\n".join(lines) + "\n```\n"


def _object(fields: list[JsonObject], pointer: str, wording: dict[str, str]) -> JsonObject:
    return {
        "properties": {row["name"]: _schema(row, f"{pointer}/{row['name']}", wording) for row in fields},
        "type": "object",
        "x-apifox-orders": [row["name"] for row in reversed(fields)],
        "required": [row["name"] for row in fields if row["required"]],
    }


def _schema(row: JsonObject, pointer: str, wording: dict[str, str]) -> JsonObject:
    schema: dict[str, Any] = {key: row[key] for key in _COPIED if key in row}
    if row["type"] == "object":
        schema |= _object(row.get("fields", []), pointer, wording)
    if row["type"] == "array":
        inner = _object(row["fields"], f"{pointer}/*", wording) if "fields" in row else {"type": row["items"]}
        schema["items"] = inner
    schema["type"] = row["type"]
    schema["title"] = row.get("title_zh") or row.get("title", "")
    schema["description"] = wording.get(pointer, "")
    if "example" in row:
        schema["examples"] = [row["example"]]
    return schema
