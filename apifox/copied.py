"""Read a page as it is copied from the browser: flat lines, which only Apifox's own words tell apart."""

from dataclasses import dataclass, field

from apifox import labels
from apifox.curl import Sample, read_curl
from apifox.doubts import Draft, PageError, empty_page
from apifox.limits import json_at
from apifox.rows import Line, is_open_label, starts_row
from apifox.settling import Table, settle
from contract.values import Json, at, same

_MAX_EXAMPLES = 100
_FOOTER = 8  # lines within which the links to the pages before and after stand


@dataclass
class _Reader:
    text: str
    lines: list[Line]
    draft: Draft
    at: int = 0
    phase: str = "summary"
    language: str = "en"
    status: str = ""
    table: Table | None = None
    tables: dict[str, Table] = field(default_factory=dict)
    sample: Sample | None = None
    examples: int = 0


def is_copied(text: str) -> bool:
    """Whether a text has a method and a path on lines of their own, as a copied page has."""
    return _method_at(_lines(text)) is not None


def read_copied(text: str, slug: str) -> Draft:
    """Take in a page as it is copied from the browser. Raises PageError where no method and path are in it."""
    reader = _Reader(text, _lines(text), Draft(empty_page(slug)))
    head = _method_at(reader.lines)
    if head is None:
        raise PageError(
            "expected a line with the method and below it one with the path, as Apifox shows an endpoint; found none"
        )
    _read_head(reader, head)
    while reader.at < len(reader.lines) and reader.phase != "end":
        _read_next(reader)
    settle(reader.draft, reader.tables, reader.sample, language=reader.language)
    return reader.draft


def _lines(text: str) -> list[Line]:
    found, start = [], 0
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            found.append(Line(number, line.strip(), start))
        start += len(line) + 1
    return found


def _method_at(lines: list[Line]) -> int | None:
    for index, line in enumerate(lines[:-1]):
        if line.text in labels.METHODS | labels.OTHER_METHODS and lines[index + 1].text.startswith(
            ("/", "http://", "https://")
        ):
            return index
    return None


def _read_head(reader: _Reader, head: int) -> None:
    raw, lines = reader.draft.raw, reader.lines
    raw["method"] = lines[head].text
    if raw["method"] in labels.OTHER_METHODS:
        raise PageError(
            f"line {lines[head].number}: expected one of {', '.join(sorted(labels.METHODS))}, got {raw['method']}"
        )
    raw["path"] = _path(lines[head + 1])
    title = head - 1
    while title >= 0 and (lines[title].text.lower() in labels.LIFECYCLE or lines[title].text.lower() in labels.NOISE):
        _lifecycle(reader, lines[title])
        title -= 1
    if title < 0 or labels.crumb(lines[title].text):
        reader.draft.doubt("/title", None, "no title stands above the method; the slug stands in its place")
        raw["title"] = raw["slug"]
    else:
        raw["title"] = lines[title].text
    raw["tag"] = _tag(reader, title)
    reader.at = head + 2


def _path(line: Line) -> str:
    text = line.text
    if text.startswith("http"):
        text = "/" + text.partition("://")[2].partition("/")[2]
    path = text.partition("?")[0]
    if any(space in path for space in " \t") or len(path) > 500:
        raise PageError(f"line {line.number}: expected a path without spaces, of at most 500 characters")
    return path


def _tag(reader: _Reader, title: int) -> str:
    folders: list[str] = []
    for line in reversed(reader.lines[:title]):
        name = labels.crumb(line.text)
        if name is None:
            break
        folders.insert(0, name)
    if folders:
        return "/".join(folders)
    return _tag_of_navigation(reader, title) or "none"


def _tag_of_navigation(reader: _Reader, title: int) -> str | None:
    wanted, depth = reader.draft.raw["title"], -1
    for line in reversed(reader.lines[: max(title, 0)]):
        name = labels.bullet(line.text)
        if name is None:
            continue
        raw_line = reader.text[line.start : line.start + 400]
        indent = len(raw_line) - len(raw_line.lstrip())
        if depth < 0 and name == wanted:
            depth = indent
        elif 0 <= indent < depth:
            return name
    reader.draft.doubt("/tag", None, "neither breadcrumbs nor navigation say in which group the page stands")
    return None


def _lifecycle(reader: _Reader, line: Line) -> None:
    if line.text.lower() in labels.LIFECYCLE and (word := labels.LIFECYCLE[line.text.lower()]):
        reader.draft.raw["lifecycle"] = word


def _read_next(reader: _Reader) -> None:
    line = reader.lines[reader.at]
    if reader.table is not None and reader.phase != "samples" and _takes_row(reader, line):
        return
    if not _read_label(reader, line, " ".join(line.text.lower().split())):
        _read_prose(reader, line)
        reader.at += 1


def _takes_row(reader: _Reader, line: Line) -> bool:
    """Whether the next two lines belong together in a table, so that neither can be a label of the page."""
    if reader.at + 1 >= len(reader.lines) or reader.table is None:
        return False
    following = reader.lines[reader.at + 1]
    if not (starts_row(line.text, following.text) or (is_open_label(line.text) and reader.table.lines)):
        return False
    if line.text.lower() in labels.BODY and not reader.table.lines:
        return False
    reader.table.lines += [line, following]
    reader.at += 2
    return True


def _read_label(reader: _Reader, line: Line, low: str) -> bool:
    """Take in a line that is Apifox's own; False where it is the author's."""
    if _read_end(reader, line, low):
        return True
    after = _following(reader)
    if low in labels.SAMPLES:
        reader.phase, reader.table = "samples", None
    elif low in labels.RESPONSES and (labels.status(after) or not after or reader.table is None):
        reader.phase, reader.table, reader.status = "responses", None, ""
    elif reader.phase == "samples" and line.text.startswith("curl "):
        _read_sample(reader, line)
        return True
    elif low in labels.EXAMPLE and (reader.table is None or after[:1] in {"{", "[", '"'}):
        return _read_example(reader, line)
    elif reader.phase == "responses":
        return _read_answer_label(reader, line, low)
    elif reader.phase != "samples":
        return _read_request_label(reader, line, low)
    else:
        return False
    reader.at += 1
    return True


def _following(reader: _Reader, steps: int = 1) -> str:
    """The text of a later line; empty behind the last one."""
    at_ = reader.at + steps
    return reader.lines[at_].text if at_ < len(reader.lines) else ""


def _is_table(text: str) -> bool:
    low = " ".join(text.lower().split())
    return low in labels.TABLES or low.startswith(labels.BODY_PARAMS)


def _read_end(reader: _Reader, line: Line, low: str) -> bool:
    if reader.phase not in {"responses", "samples"}:
        return False
    if low.startswith(labels.MODIFIED):
        date = next((found for found in _dates(line.text)), None)
        if date:
            reader.draft.raw["modified"], reader.phase = date, "end"
            return True
    if low in labels.END and len(reader.lines) - reader.at <= _FOOTER:
        reader.phase = "end"
        return True
    return False


def _dates(text: str) -> list[str]:
    words = text.replace("：", " ").split()
    for index, word in enumerate(words):
        if len(word) == len("2024-08-09") and word[4:5] == word[7:8] == "-" and word.replace("-", "").isdigit():
            clock = words[index + 1] if index + 1 < len(words) else ""
            return [f"{word} {clock}" if clock.replace(":", "").isdigit() and ":" in clock else word]
    return []


def _read_request_label(reader: _Reader, line: Line, low: str) -> bool:
    after = _following(reader)
    if low in labels.REQUEST and (_is_table(after) or after.lower() in labels.SAMPLES | labels.RESPONSES or not after):
        reader.phase, reader.table = "request", None
        reader.language = "zh" if labels.is_chinese(low) else "en"
    elif low in labels.TABLES and starts_row(after, _following(reader, 2)):
        reader.phase = "request"
        _open(reader, f"/request/{labels.TABLES[low]}")
    elif low.startswith(labels.BODY_PARAMS):
        rest = line.text[len(next(word for word in labels.BODY_PARAMS if low.startswith(word))) :].split()
        reader.phase = "request"
        _open(reader, "/request/body")
        _body_type(reader, line, rest)
    else:
        return False
    reader.at += 1
    return True


def _body_type(reader: _Reader, line: Line, rest: list[str]) -> None:
    kind = labels.media_type(rest[0].removesuffix("必填").removesuffix("生成代码")) if rest else None
    if kind is None and reader.at + 1 < len(reader.lines):
        kind = labels.media_type(reader.lines[reader.at + 1].text)
        reader.at += kind is not None
    if kind is None:
        reader.draft.doubt("/content_type", line.number, "no media type stands beside the table of the body")
    reader.draft.raw["content_type"] = kind


def _open(reader: _Reader, pointer: str) -> None:
    if pointer in reader.tables:
        number = reader.lines[reader.at].number
        reader.draft.doubt(
            pointer, number, "a second table of the same name; its rows are taken as more rows of the first"
        )
    reader.table = reader.tables.setdefault(pointer, Table(pointer))


def _read_answer_label(reader: _Reader, line: Line, low: str) -> bool:
    answers = reader.draft.raw["response"]
    heading = labels.status(line.text)
    if heading and _is_answer(reader, line):
        code, name = heading
        reader.table = None
        if code in answers:
            reader.draft.doubt(
                f"/response/{code}", line.number, "a second answer of the same status; only the first is kept"
            )
            reader.status = "-"
        else:
            reader.status = code
            answers[code] = {"name": name or None, "content_type": None, "fields": None, "example": None}
    elif not reader.status:
        return False
    elif reader.status == "-":
        pass
    elif reader.table is None and labels.media_type(line.text) and answers[reader.status]["content_type"] is None:
        answers[reader.status]["content_type"] = labels.media_type(line.text)
    elif low in labels.BODY and f"/response/{reader.status}" not in reader.tables:
        _open(reader, f"/response/{reader.status}")
    elif (
        low in labels.ANSWER_HEADERS and reader.table is None and starts_row(_following(reader), _following(reader, 2))
    ):
        _open(reader, f"/response/{reader.status}/headers")
    else:
        return False
    reader.at += 1
    return True


def _is_answer(reader: _Reader, line: Line) -> bool:
    if not line.text[0].isascii():
        return True
    if reader.at + 1 >= len(reader.lines):
        return reader.table is None
    following = reader.lines[reader.at + 1].text
    return labels.media_type(following) is not None or following.lower() in labels.BODY


def _read_prose(reader: _Reader, line: Line) -> None:
    low = line.text.lower()
    if low in labels.NOISE or reader.phase == "samples" or reader.status == "-":
        return
    if reader.phase == "summary" and low in labels.LIFECYCLE:
        _lifecycle(reader, line)
    elif reader.phase == "summary":
        reader.draft.say("/summary", line.text)
    elif reader.table is not None:
        reader.table.lines.append(line)
    elif reader.phase == "responses" and reader.status:
        reader.draft.say(f"/response/{reader.status}", line.text)
    else:
        reader.draft.doubt(f"/{reader.phase}", line.number, "a line that is in no known part of the page")


def _read_example(reader: _Reader, line: Line) -> bool:
    draft, target = reader.draft, _target(reader)
    reader.at += 1
    reader.table = reader.table if reader.phase == "samples" else None
    if reader.at >= len(reader.lines):
        return True
    reader.examples += 1
    if reader.examples > _MAX_EXAMPLES:
        raise PageError(f"line {line.number}: expected at most {_MAX_EXAMPLES} examples in one page; is it one page?")
    first = reader.lines[reader.at]
    if first.text[0] not in '{["':
        if reader.phase != "samples":
            draft.doubt(f"{target}/example", first.number, "no JSON stands below the word example")
        return True
    start = reader.text.index(first.text[0], first.start)
    try:
        value, end = json_at(reader.text, start)
    except ValueError as error:
        draft.doubt(f"{target}/example", first.number, f"the example is not JSON that can be taken: {_reason(error)}")
        _skip_broken(reader)
        return True
    while reader.at < len(reader.lines) and reader.lines[reader.at].start < end:
        reader.at += 1
    _put_example(reader, target, value, first)
    return True


def _reason(error: ValueError) -> str:
    return getattr(error, "msg", None) or str(error)


def _skip_broken(reader: _Reader) -> None:
    """Go on behind an example that could not be read, at the next word of Apifox's own."""
    while reader.at < len(reader.lines):
        line = reader.lines[reader.at]
        low = line.text.lower()
        heading = reader.phase == "responses" and labels.status(line.text) and not line.text[0].isascii()
        known = labels.SAMPLES | labels.RESPONSES | labels.EXAMPLE | labels.END | labels.TABLES.keys()
        if heading or low in known or low.startswith((*labels.MODIFIED, *labels.BODY_PARAMS)):
            return
        reader.at += 1


def _target(reader: _Reader) -> str:
    if reader.phase == "responses" and reader.status:
        return f"/response/{reader.status}"
    if reader.phase == "samples":
        return next((f"/response/{code}" for code, answer in reader.draft.raw["response"].items()), "/response")
    return "/request"


def _put_example(reader: _Reader, target: str, value: Json, line: Line) -> None:
    holder = at(reader.draft.raw, target)
    if not isinstance(holder, dict) or "example" not in holder:
        return
    if holder["example"] is None:
        holder["example"] = value
    elif not same(holder["example"], value):
        reader.draft.doubt(f"{target}/example", line.number, "a further example; the first is kept")


def _read_sample(reader: _Reader, line: Line) -> None:
    stop = len(reader.text)
    while reader.at < len(reader.lines):
        low = reader.lines[reader.at].text.lower()
        if low in labels.RESPONSES | labels.EXAMPLE | labels.SAMPLES | labels.END or low.startswith(labels.MODIFIED):
            stop = reader.lines[reader.at].start
            break
        reader.at += 1
    if reader.sample is not None:
        return
    try:
        reader.sample = read_curl(reader.text[line.start : stop])
    except ValueError as error:
        reader.draft.doubt("/server", line.number, f"the curl sample cannot be read: {error}")
