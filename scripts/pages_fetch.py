"""Fetch a site's list of pages and every endpoint's page into a snapshot folder, politely; a second run goes on."""

import argparse
import math
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import httpx

from apifox.asking import Asker, AskError, Limits, new_client
from apifox.belonging import belongings
from apifox.fetching import Summary, Wish, fetch
from apifox.snapshot import SnapshotError, write_whole
from apifox.telling import note, summary_lines
from contract.documents import FormError, load_in_form
from contract.pages import Pages, load_pages

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "spec" / "pages"
NOTE = "drift.md"


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return its exit code."""
    parser = _parser()
    options = parser.parse_args(arguments)
    into = options.into or ROOT / "out" / ("pages-zh" if options.chinese else "pages")
    try:
        site = options.site or _known_site(chinese=options.chinese)
        with _client(parser, options) as client:
            asker = _asker(parser, client, site, options.pause)
            pages = load_pages(FOLDER)  # before the fetching, so that a fault in them costs no request
            summary = fetch(asker, into, Wish(options.all, options.most), _now, lambda line: print(line, flush=True))
    except (AskError, SnapshotError, FormError, OSError) as error:
        print(f"pages-fetch: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print(f"pages-fetch: stopped; what came is in {into}, and the same command goes on", file=sys.stderr)
        return 130
    _tell(summary, pages, with_map=options.map)
    return 0 if summary.is_whole else 1


def _tell(summary: Summary, pages: Pages, *, with_map: bool) -> None:
    titles = {row.id: row.title for row in summary.rows if not row.id.startswith("m")}
    belongs = belongings(titles, pages)
    print("\n".join(summary_lines(summary, belongs, with_map=with_map)))
    path, text = summary.snapshot.folder / NOTE, note(summary, belongs)
    if text is None:
        path.unlink(missing_ok=True)
    else:
        write_whole(path, text.encode())
        print(f"pages-fetch: what changed is in {path}")


def _client(parser: argparse.ArgumentParser, options: argparse.Namespace) -> httpx.Client:
    try:
        return new_client(options.proxy, options.contact)
    except ValueError as error:
        parser.error(str(error))


def _asker(parser: argparse.ArgumentParser, client: httpx.Client, site: str, pause_s: float) -> Asker:
    try:
        return Asker(client, site, sleep=time.sleep, now=_now, limits=Limits(pause_s=pause_s))
    except ValueError as error:
        parser.error(f"--site: {error}")


def _known_site(*, chinese: bool) -> str:
    index = load_in_form(FOLDER / "index.yaml", FOLDER / "schema" / "index.schema.yaml")
    return str((index["chinese_only"] if chinese else index)["site"])


def _now() -> datetime:
    return datetime.now(UTC)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="pages-fetch",
        description=f"{__doc__} HTTPS_PROXY and SSL_CERT_FILE are read; robots.txt and Retry-After are followed.",
        epilog="exit code: 0 every page is there, 1 some are not, 2 the site, the folder or an option is wrong",
    )
    site = parser.add_mutually_exclusive_group()
    site.add_argument("--site", metavar="URL", help="default: the English site of spec/pages/index.yaml")
    site.add_argument("--chinese", action="store_true", help="the Chinese site of spec/pages/index.yaml")
    parser.add_argument(
        "--into", type=Path, metavar="DIR", help="default: out/pages; out/pages-zh for the Chinese site"
    )
    parser.add_argument("--all", action="store_true", help="prose pages too, not endpoints' alone")
    parser.add_argument("--map", action="store_true", help="tell the slug of every page, not of what changed alone")
    parser.add_argument("--pause", type=_seconds, default=1.0, metavar="S", help="between two requests; default: 1")
    parser.add_argument("--most", type=_count, default=500, metavar="N", help="pages at most; default: 500")
    parser.add_argument("--proxy", metavar="URL", help="http://host:port; default: HTTPS_PROXY")
    parser.add_argument("--contact", metavar="TEXT", help="your address, for the site's owner; sent in User-Agent")
    return parser


def _seconds(text: str) -> float:
    seconds = float(text)
    if not (math.isfinite(seconds) and 0 <= seconds <= 3600):
        raise argparse.ArgumentTypeError(f"expected seconds from 0 to 3600, got {text}")
    return seconds


def _count(text: str) -> int:
    if int(text) < 1:
        raise argparse.ArgumentTypeError(f"expected 1 or more, got {text}")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
