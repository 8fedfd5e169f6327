"""The pages' own examples, so that no figure is measured on an answer that was made up for it."""

import json
from pathlib import Path
from typing import Any

import yaml

_PAGES = Path(__file__).parent.parent / "spec" / "pages"


def page(slug: str) -> dict[str, Any]:
    """What is known of a page, as in spec/pages."""
    found: dict[str, Any] = yaml.safe_load((_PAGES / f"{slug}.yaml").read_text(encoding="utf-8"))
    return found


def face_detection() -> tuple[dict[str, Any], dict[str, Any]]:
    """Request and answer of face detection."""
    known = page("face-detection")
    return known["request"]["example"], known["response"]["200"]["example"]


def model_list(rows: int) -> bytes:
    """An answer of queryModelList: the documented row many times, with an id, a code and a name of its own."""
    fields = {field["name"]: field for field in page("query-model-list")["response"]["200"]["fields"]}
    listed = next(field for field in fields["data"]["fields"] if field["name"] == "rows")
    row = {field["name"]: field["example"] for field in listed["fields"]}
    found = [
        {
            **row,
            "id": row["id"] + number,
            "sdModelCheckpoint": f"{number}_{row['sdModelCheckpoint']}",
            "sdModelName": f"{row['sdModelName']} {number}",
        }
        for number in range(rows)
    ]
    data = {"rows": found, "total": rows, "pageSize": rows, "pageNum": 1}
    answer = {"code": fields["code"]["example"], "msg": fields["msg"]["example"], "data": data}
    return json.dumps(answer, separators=(",", ":")).encode()
