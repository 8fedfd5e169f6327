"""A page, a spec and a recording of an API that does not exist, to be changed by the tests."""

import json
from typing import Any

from contract.pages import Page
from contract.recordings import Recording
from contract.spec import Operation, Spec
from contract.values import ABSENT, Json, JsonObject, at, join, split

PAGE: JsonObject = {
    "slug": "paint",
    "page": "https://docs.example/paint",
    "title": "Paint",
    "tag": "tools",
    "method": "POST",
    "path": "/paint/{kind}",
    "server": None,
    "content_type": "application/json",
    "request": {
        "headers": [{"name": "Key", "type": "string", "required": True}],
        "path_params": [{"name": "kind", "type": "string", "required": True}],
        "body": [
            {"name": "jobId", "type": "string", "required": True},
            {"name": "mode", "type": "string", "required": False, "enum": ["oil", "ink"], "default": "oil"},
            {"name": "count", "type": "integer", "required": None, "minimum": 1, "maximum": 4},
            {"name": "rate", "type": "string", "required": False, "minimum": "0.0001", "maximum": "0.01"},
        ],
        "example": {"jobId": "j1", "mode": "ink", "count": 2, "rate": "0.001"},
    },
    "response": {
        "200": {
            "content_type": "application/json",
            "fields": [
                {"name": "code", "type": "string", "required": True},
                {
                    "name": "data",
                    "type": "object",
                    "required": True,
                    "fields": [
                        {"name": "status", "type": "integer", "required": True},
                        {
                            "name": "rows",
                            "type": "array",
                            "items": "object",
                            "required": False,
                            "fields": [{"name": "url", "type": "string", "required": True}],
                        },
                    ],
                },
            ],
            "example": {"code": "200", "data": {"status": 2, "rows": [{"url": "https://x.example/1"}]}},
        }
    },
    "callback": None,
    "gaps": [],
    "contradictions": [],
}

_OBJECT = {"type": "object"}
_TEXT = {"type": "string"}
DOCUMENT: JsonObject = {
    "openapi": "3.1.0",
    "info": {"title": "Paint", "version": "1"},
    "servers": [{"url": "https://api.example"}],
    "security": [{"key": []}],
    "paths": {
        "/paint/{kind}": {
            "post": {
                "operationId": "paintPicture",
                "tags": ["tools"],
                "summary": "Paint.",
                "description": "Paints a picture.",
                "x-page": "paint",
                "externalDocs": {"url": "https://docs.example/paint"},
                "x-task": {
                    "id": "/data",
                    "key": "jobId",
                    "query": [{"operationId": "paintPicture", "parameters": {"kind": "oil"}, "ask": {"jobId": "key"}}],
                    "result": {"at": "/data", "schema": {"$ref": "#/components/schemas/PaintData"}},
                    "filled": ["/data/rows"],
                    "status": {"at": "/data/status", "waiting": [1], "done": [2], "failed": [-1]},
                },
                "parameters": [{"name": "kind", "in": "path", "required": True, "schema": _TEXT}],
                "requestBody": {
                    "content": {
                        "application/json": {
                            "schema": {"$ref": "#/components/schemas/PaintRequest"},
                            "example": {"jobId": "j1", "mode": "ink", "count": 2, "rate": "0.001"},
                        }
                    }
                },
                "responses": {
                    "200": {
                        "description": "Done.",
                        "content": {
                            "application/json": {
                                "schema": {
                                    "oneOf": [
                                        {"$ref": "#/components/schemas/PaintResponse"},
                                        {"$ref": "#/components/schemas/ErrorResponse"},
                                    ]
                                },
                                "example": {
                                    "code": "200",
                                    "data": {"status": 2, "rows": [{"url": "https://x.example/1"}]},
                                },
                            }
                        },
                    }
                },
                "callbacks": {
                    "finished": {
                        "{$request.body#/jobId}": {
                            "post": {
                                "operationId": "picturePainted",
                                "x-retry": {
                                    "seconds": [3],
                                    "tries": 2,
                                    "x-assumed": {"seconds": "made up", "tries": "made up"},
                                },
                                "responses": {"200": {"description": "Received."}},
                            }
                        }
                    }
                },
            }
        }
    },
    "components": {
        "securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "Key"}},
        "schemas": {
            "PaintRequest": {
                **_OBJECT,
                "required": ["jobId"],
                "properties": {
                    "jobId": _TEXT,
                    "mode": {**_TEXT, "enum": ["ink", "oil"], "x-default": "oil"},
                    "count": {"type": "integer", "minimum": 1, "maximum": 4},
                    "rate": _TEXT,  # the page's bounds of a string of digits are no JSON Schema
                },
            },
            "PaintResponse": {
                **_OBJECT,
                "required": ["code", "data"],
                "properties": {
                    "code": {**_TEXT, "enum": ["200"], "x-assumed": {"enum": "seen"}},
                    "data": {"$ref": "#/components/schemas/PaintData"},
                },
            },
            "PaintData": {
                **_OBJECT,
                "required": ["status"],
                "properties": {
                    "status": {"$ref": "#/components/schemas/Status"},
                    "rows": {"type": "array", "items": {"$ref": "#/components/schemas/Row"}},
                },
            },
            "Row": {**_OBJECT, "required": ["url"], "properties": {"url": _TEXT}},
            "Status": {"type": ["integer", "string"], "x-open-enum": {"-1": "FAILED", "1": "RUNNING", "2": "DONE"}},
            "ErrorResponse": {
                **_OBJECT,
                "x-assumed": "made up",
                "required": ["code", "msg"],
                "properties": {"code": {**_TEXT, "not": {"enum": ["200"]}}, "msg": _TEXT},
            },
        },
    },
}

REQUEST = "/components/schemas/PaintRequest"
POST = "/paths/~1paint~1{kind}/post"
FILE = "spec/pages/paint.yaml"

# a second operation: it asks for the first one's task, and has every form that the first has no use for
_ASK: JsonObject = {
    "operationId": "askPicture",
    "tags": ["tasks"],
    "summary": "Ask.",
    "description": "Asks for a picture, and for one page of its strokes.",
    "x-page": "ask",
    "x-pagination": {"page": "page", "size": "size", "items": "/data/strokes", "total": "/data/total"},
    "x-task-answer": {"unknown": ["404"], "progress": "/data/share", "x-assumed": "made up"},
    "x-tools": {
        "path": "/paint/{kind}",
        "key": "taskId",
        "id": ["/data"],
        "result": "/data",
        "shared": ["status"],
        "x-assumed": "made up",
    },
    "externalDocs": {"url": "https://docs.example/ask"},
    "parameters": [{"name": "kind", "in": "path", "required": True, "schema": _TEXT}],
    "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/AskRequest"}}}},
    "responses": {
        "200": {
            "description": "As it stands.",
            "content": {
                "application/json": {
                    "schema": {
                        "oneOf": [
                            {"$ref": "#/components/schemas/AskResponse"},
                            {"$ref": "#/components/schemas/ErrorResponse"},
                        ]
                    }
                }
            },
        }
    },
}
_ASK_SCHEMAS: JsonObject = {
    "AskRequest": {
        **_OBJECT,
        "anyOf": [{"required": ["taskId"]}, {"required": ["task_id"]}],
        "properties": {
            "taskId": _TEXT,
            "task_id": {**_TEXT, "description": "The same.", "x-alias-of": "taskId"},
            "page": {"type": "integer"},
            "size": {"type": "integer"},
            "speed": {**_TEXT, "pattern": "^(0[.][1-9]|1)$", "x-minimum": "0.1", "x-maximum": "1"},
        },
    },
    "AskResponse": {
        **_OBJECT,
        "required": ["code", "data"],
        "properties": {"code": {**_TEXT, "enum": ["200"]}, "data": {"$ref": "#/components/schemas/AskData"}},
    },
    "AskData": {
        **_OBJECT,
        "properties": {
            "status": {"type": "integer"},
            "strokes": {"type": "array", "items": _TEXT},
            "total": {"type": "integer"},
            "share": {"type": "number"},
        },
        "additionalProperties": True,
    },
}
ASK = "/paths/~1paint~1{kind}~1ask/post"
ASK_REQUEST = "/components/schemas/AskRequest"


def changed(value: Json, pointer: str, new: Any) -> Json:
    """A copy of a JSON value, in which nothing is shared, with another value at a pointer; ABSENT takes it out."""
    copy = json.loads(json.dumps(value))
    *above, last = split(pointer)
    holder = at(copy, join("", *above))
    key = int(last) if isinstance(holder, list) else last
    if new is ABSENT:
        del holder[key]
    else:
        holder[key] = new
    return copy


def page(pointer: str = "/title", new: Any = "Paint") -> Page:
    """The page, with one place changed."""
    return Page(changed(PAGE, pointer, new), FILE, "https://api.example")


def spec(pointer: str = "/info/title", new: Any = "Paint") -> Spec:
    """The spec, with one place changed."""
    return Spec(changed(DOCUMENT, pointer, new))


def wide(pointer: str = "/info/title", new: Any = "Paint") -> Spec:
    """The spec with askPicture, which paintPicture's task is asked for by, before paintPicture itself."""
    document = spec().document
    document["paths"]["/paint/{kind}/ask"] = {"post": _ASK}
    document["components"]["schemas"] |= _ASK_SCHEMAS
    asked = {"operationId": "askPicture", "parameters": {"kind": "oil"}, "ask": {"taskId": "id"}}
    document["paths"]["/paint/{kind}"]["post"]["x-task"]["query"].insert(0, asked)
    return Spec(changed(document, pointer, new))


def operation(pointer: str = "/info/title", new: Any = "Paint") -> Operation:
    """The spec's operation, with one place changed."""
    return next(iter(spec(pointer, new).operations.values()))


def recording(pointer: str = "/log/version", new: Any = "1.2", body: Json = None, sent: Json = None) -> Recording:
    """A recording, with one place changed, or with another body."""
    answer = body or {"code": "200", "data": {"status": 2, "rows": [{"url": "https://x.example/1"}]}}
    har = {
        "log": {
            "version": "1.2",
            "_source": {"kind": "documented", "page": "paint", "date": "2026-01-01"},
            "entries": [
                {
                    "request": {
                        "method": "POST",
                        "url": "https://api.example/paint/oil",
                        "cookies": [],
                        "headers": [{"name": "Key", "value": "REDACTED"}, {"name": "Accept", "value": "*/*"}],
                        "postData": {
                            "mimeType": "application/json",
                            "text": json.dumps(sent or PAGE["request"]["example"]),
                        },
                    },
                    "response": {
                        "status": 200,
                        "cookies": [],
                        "headers": [{"name": "Content-Type", "value": "application/json"}],
                        "content": {"mimeType": "application/json; charset=utf-8", "text": json.dumps(answer)},
                    },
                }
            ],
        }
    }
    return Recording("paintPicture", "documented", changed(har, pointer, new))
