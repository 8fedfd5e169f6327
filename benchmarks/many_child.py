"""The process that awaits many tasks at once: with the client, or with asyncio and httpx alone.

A process of its own, so that its memory and its CPU are nobody else's. Reads its orders, keys among them, as JSON from
standard input; prints what they cost as JSON.
"""

import asyncio
import json
import resource
import sys
import time
from bisect import bisect_right
from collections.abc import Sequence
from contextlib import nullcontext
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import uuid4

SUBMIT = "/AIGCImgOpenServ/saas/tool/prompts/expand"
QUERY = "/AIGCImgOpenServ/saas/tool/prompts/expand/queryTask"
TIMEOUT_S = 30.0
DEADLINE_S = 600.0
PROMPT = "a lighthouse at dusk"
_PEAK = "VmHWM:"


async def with_client(orders: dict[str, Any]) -> int:
    """Submit and await all tasks with AsyncImgOpen; how many ended in prompts."""
    make = import_module("img_open").AsyncImgOpen  # the other contender's memory is to be without it
    async with make(orders["key_id"], orders["key_secret"], orders["url"], timeout=TIMEOUT_S) as client:

        async def one() -> bool:
            task = await client.tools.expand_prompt(mode=0, source_prompt=PROMPT)
            return bool((await task.wait(timeout=DEADLINE_S)).prompts)

        return sum(await asyncio.gather(*(one() for _ in range(orders["tasks"]))))


async def by_hand(orders: dict[str, Any]) -> int:
    """The same requests after the same delays; `at_once` of them at a time, or as many as there are."""
    gate = asyncio.Semaphore(orders["at_once"]) if orders["at_once"] else nullcontext()
    keys = {"X-Request-req-accessKeyId": orders["key_id"], "X-Request-req-accessKeySecret": orders["key_secret"]}
    async with import_module("httpx").AsyncClient(timeout=TIMEOUT_S) as http:

        async def post(path: str, body: dict[str, Any]) -> Any:
            async with gate:
                answered = await http.post(orders["url"] + path, json=body, headers=keys)
            answer = answered.raise_for_status().json()
            if answer["code"] != "200":
                raise RuntimeError(f'expected code "200", got {answer}')
            return answer["data"]

        async def one() -> bool:
            key = uuid4().hex
            data = await post(SUBMIT, {"mode": 0, "sourcePrompt": PROMPT, "businessTaskId": key})
            began = time.monotonic()
            while not data["prompts"]:
                await asyncio.sleep(delay(orders["schedule"], time.monotonic() - began))
                data = await post(QUERY, {"businessTaskId": key})
            return True

        return sum(await asyncio.gather(*(one() for _ in range(orders["tasks"]))))


def delay(schedule: Sequence[Sequence[float]], elapsed: float) -> float:
    """The delay after so many seconds of waiting, by a table of (seconds waited, delay), in between in proportion."""
    place = bisect_right(schedule, elapsed, key=lambda row: row[0])
    if place == 0 or place == len(schedule):
        return schedule[max(place - 1, 0)][1]
    (since, shorter), (until, longer) = schedule[place - 1], schedule[place]
    return shorter + (longer - shorter) * (elapsed - since) / (until - since)


def peak_kib() -> int:
    """The most memory that this process had, in KiB."""
    status = Path("/proc/self/status")
    if status.exists():
        # Linux's ru_maxrss counts what the parent had when it started this process; VmHWM does not.
        line = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith(_PEAK))
        return int(line.removeprefix(_PEAK).split()[0])
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // 1024 if sys.platform == "darwin" else most


def main() -> None:
    """Do what the orders say."""
    orders = json.load(sys.stdin)
    contender = with_client if orders["contender"] == "img_open" else by_hand
    import_module("img_open" if contender is with_client else "httpx")  # imports are another figure
    cpu, wall = time.process_time(), time.perf_counter()
    try:
        ended = asyncio.run(contender(orders))
    except Exception as error:  # whatever it is, it is the outcome
        print(json.dumps({"failed": f"{type(error).__name__} after {time.perf_counter() - wall:.0f} s"}))
        return
    cost = {"seconds": time.perf_counter() - wall, "cpu": time.process_time() - cpu, "peak_kib": peak_kib()}
    print(json.dumps({**cost, "ended": ended}))


if __name__ == "__main__":
    main()
