"""A program that puts events into an inbox from several threads: python -m tests.extras.putter ADDRESS NAME

At the line "go" on its standard input it opens the inbox and puts, from each of 4 threads, an event of the thread's own
and 10 that all share; it prints what was news.
"""

import json
import sys
from concurrent.futures import ThreadPoolExecutor

from img_open.polling import State
from tests.extras.opening import event, opened

THREADS = 4
SHARED = 10


def main(address: str, name: str) -> None:
    """Put and tell."""
    print("ready", flush=True)
    sys.stdin.readline()
    with opened(address) as inbox:

        def put_all(thread: int) -> list[str]:
            mark = f"{name}-{thread}"
            news = [f"own-{mark}"] if inbox.put(event(f"own-{mark}", mark=mark)) else []
            for number in range(SHARED):
                inbox.put(event(f"shared-{number}", State.WAITING, mark=mark))
                if inbox.put(event(f"shared-{number}", mark=mark)):
                    news.append(f"shared-{number}")
            return news

        with ThreadPoolExecutor(THREADS) as pool:
            print(json.dumps([news for found in pool.map(put_all, range(THREADS)) for news in found]))


if __name__ == "__main__":
    main(*sys.argv[1:])
