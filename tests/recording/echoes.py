"""One more answer of the hostile service: everything that it was sent, in every way at once."""

import base64
import html
import json
from urllib.parse import quote

from tests.secrets.hostile import ECHOES, Seen


def every_way(seen: Seen) -> bytes:
    """A success in the service's envelope that says the whole request back, encoded in each way that there is."""
    ways = {}
    for number, text in enumerate([*seen.keys, seen.body.decode(), seen.echo, ":".join(seen.keys)]):
        half, plain = len(text) // 2, quote(text, safe="")
        ways[f"way{number}"] = [
            text, quote(text, safe=""), quote(quote(text, safe=""), safe=""), html.escape(text), json.dumps(text),
            base64.b64encode(text.encode()).decode(), base64.urlsafe_b64encode(b"id:" + text.encode()).decode(),
            base64.b64encode(base64.b64encode(text.encode())).decode(), text.encode().hex(), text.upper(),
            f"https://{quote(seen.keys[0])}:{plain}@cdn.example/x?Signature={plain}&{plain}",
            f"https://cdn.example/{quote(text[:half], safe='')}/{quote(text[half:], safe='')}?x=1#{plain}",
            f"Authorization: Bearer {text}", f"Cookie: s={text}", f"no such key {text[:12]}...",
            "".join(f"\\u{ord(char):04x}" for char in text), "".join(f"&#{ord(char)};" for char in text),
            {text: {quote(text): [text]}}, {"accessKeySecret": text, "token": [text]},
        ]  # fmt: skip
    data = {**ways, "rows": [], "total": 0, "taskId": "t1", "task_id": "t1", "status": 2}
    body = json.dumps({"code": "200", "msg": seen.echo, "data": data}).encode()
    lines = [
        "HTTP/1.1 200 OK", f"Content-Length: {len(body)}", "Connection: close", "Content-Type: application/json",
        f"X-Echo: {seen.keys[0]}", f"Set-Cookie: s={quote(seen.keys[-1], safe='')}",
        f"Location: https://a.example/{quote(seen.keys[-1], safe='')}",
    ]  # fmt: skip
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


EVERY = {**ECHOES, "every way at once": every_way}
