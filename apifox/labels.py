"""The words that Apifox itself prints on a page, in English and in Chinese; everything else is the author's."""

import re

METHODS = {"GET", "POST", "PUT", "PATCH", "DELETE"}
OTHER_METHODS = {"HEAD", "OPTIONS", "TRACE", "CONNECT"}

REQUEST = {"request", "请求参数"}
RESPONSES = {"responses", "response", "返回响应"}
SAMPLES = {
    "request samples",
    "request sample",
    "请求示例代码",
    "request request example",
    "request example",
    "请求示例",
    "请求示例请求示例",
}
EXAMPLE = {"example", "examples", "示例", "响应示例", "response example", "response examples"}
TABLES = {
    "header params": "headers",
    "header 参数": "headers",
    "path params": "path_params",
    "path 参数": "path_params",
    "query params": "query_params",
    "query 参数": "query_params",
    "cookie params": "cookies",
    "cookie 参数": "cookies",
    "authorization": "authorization",
    "鉴权": "authorization",
}
BODY_PARAMS = ("body params", "body 参数")
BODY = {"body"}
ANSWER_HEADERS = {"headers", "header"}
END = {"previous", "上一页", "next", "下一页", "built with", "上一页下一页"}
MODIFIED = ("modified at", "last modified", "修改于", "最后修改时间", "updated at", "更新于")
NOISE = {
    "run in apifox",
    "run in apidog",
    "try it",
    "try it out",
    "debug",
    "调试",
    "copy",
    "复制",
    "generate code",
    "生成代码",
}

REQUIRED = {
    "en": {"required": True, "optional": False},
    "zh": {"必需": True, "必填": True, "可选": False, "选填": False},
}
BADGES = {
    **dict.fromkeys(("nullable", "可为 null", "可以为 null", "允许为空"), "nullable"),
    **dict.fromkeys(("deprecated", "已废弃", "弃用"), "deprecated"),
    **dict.fromkeys(("read only", "write only", "只读", "只写"), ""),
}
"""Words beside a row's type, by the fact that they are; read and write only are none that spec/pages has."""

LIFECYCLE = {
    "developing": "in development",
    "in development": "in development",
    "开发中": "in development",
    "testing": "in testing",
    "测试中": "in testing",
    "designing": "in design",
    "设计中": "in design",
    "deprecated": "deprecated",
    "已废弃": "deprecated",
    "obsolete": "deprecated",
    "released": None,
    "已发布": None,
}

VALUE = {
    "example": "example",
    "example value": "example",
    "examples": "examples",
    "示例": "example",
    "示例值": "example",
    "default": "default",
    "default value": "default",
    "默认值": "default",
    "默认": "default",
    "allowed values": "enum",
    "allowed value": "enum",
    "enum": "enum",
    "enum values": "enum",
    "枚举值": "enum",
    "可选值": "enum",
    "match pattern": "pattern",
    "pattern": "pattern",
    "正则匹配": "pattern",
    "format": "format",
    "格式": "format",
    "minimum": "minimum",
    "最小值": "minimum",
    "maximum": "maximum",
    "最大值": "maximum",
    "min length": "minLength",
    "最小长度": "minLength",
    "max length": "maxLength",
    "最大长度": "maxLength",
    "min items": "minItems",
    "max items": "maxItems",
    "multiple of": "multipleOf",
}
"""Labels in a row, by the fact that follows them."""

_STATUS = re.compile(r"(?P<mark>[🟢🟠🔴🟡🔵⚪🟣⚫])?\s?(?P<code>[1-5][0-9][0-9])(?![0-9])\s?(?P<name>[^\n]{0,80})")
_MEDIA = re.compile(r"(?:[a-z]+|\*)/[a-zA-Z0-9.+*_-]{1,80}(?:;.{0,80})?")
_CRUMB = re.compile(r"[0-9]{1,2}\.\s+(\S.{0,120})")
_BULLET = re.compile(r"[•◦▪‣-]\s+(\S.{0,120})")
_CHINESE = re.compile(r"[\u3400-\u9fff]")


def folded(line: str) -> str:
    """A line as a label is looked up."""
    return " ".join(line.rstrip(":： ").lower().split()) if len(line) <= 60 else line


def status(line: str) -> tuple[str, str] | None:
    """The HTTP status and the name that a heading of an answer prints."""
    found = _STATUS.fullmatch(line) if len(line) <= 100 else None
    if found is None or not (found["mark"] or not found["name"] or found["name"][0].isalpha()):
        return None
    return found["code"], found["name"].strip()


def media_type(line: str) -> str | None:
    """The media type that a whole line prints."""
    return line.partition(";")[0] if len(line) <= 160 and _MEDIA.fullmatch(line) else None


def crumb(line: str) -> str | None:
    """The folder that a line of the breadcrumbs names."""
    found = _CRUMB.fullmatch(line) if len(line) <= 140 else None
    return found[1] if found else None


def bullet(line: str) -> str | None:
    """The entry of the navigation that a line prints."""
    found = _BULLET.fullmatch(line) if len(line) <= 140 else None
    return found[1] if found else None


def is_chinese(text: str) -> bool:
    """Whether a text holds Chinese characters."""
    return _CHINESE.search(text) is not None
