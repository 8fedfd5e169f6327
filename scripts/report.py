"""Write what the last test run and the drill found, what is assumed and what changed, as a page and a summary."""

import argparse
import ast
import platform
import subprocess
import sys
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from reporting.findings import About, gather
from reporting.page import html
from reporting.summary import markdown
from reporting.verdict import verdict

ROOT = Path(__file__).parent.parent
_TOOLS = ("openapi-python-client", "schemathesis", "httpx", "pytest")


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return its exit code."""
    options = _parser().parse_args(arguments)
    into = options.into or options.root / "out" / "report"
    if not (options.root / "spec").is_dir():
        print(f"report: {options.root}: expected the repository, found no spec/ there", file=sys.stderr)
        return 2
    found = gather(options.root, _about(options.root))
    try:
        into.mkdir(parents=True, exist_ok=True)
        (into / "index.html").write_text(html(found), encoding="utf-8")
        (into / "summary.md").write_text(markdown(found), encoding="utf-8")
    except OSError as error:
        print(f"report: cannot be written: {error}; name another folder with --into", file=sys.stderr)
        return 2
    said = verdict(found)
    print("\n".join([f"report: {said.word.value}. {said.says}", *(f"  {reason}" for reason in said.reasons)]))
    print(f"report: {into / 'index.html'} and summary.md written")
    return int(options.strict and not said.is_good)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="report", description=__doc__)
    parser.add_argument(
        "--strict",
        action="store_true",
        help="exit with 1 unless everything that was compared agrees and is what stands here now; without it a report "
        "that was written is a success, whatever it says",
    )
    parser.add_argument("--into", type=Path, help="the folder to write to; default: out/report")
    parser.add_argument("--root", type=Path, default=ROOT, help="the repository; default: the one of this script")
    return parser


def _about(root: Path) -> About:
    versions = {"client": _client(root), "Python": platform.python_version(), "system": platform.platform(terse=True)}
    for tool in _TOOLS:
        try:
            versions[tool] = version(tool)
        except PackageNotFoundError:
            versions[tool] = "not installed"
    return About(datetime.now(UTC), _commit(root), versions)


def _client(root: Path) -> str:
    """The version of the generated client, read and not imported: a client that is broken has a report too."""
    try:
        tree = ast.parse((root / "generated" / "img_open" / "_version.py").read_text("utf-8"))
        assigned = [node for node in tree.body if isinstance(node, ast.Assign)]
        return str({ast.unparse(node.targets[0]): ast.literal_eval(node.value) for node in assigned}["__version__"])
    except (OSError, ValueError, KeyError, SyntaxError):
        return "not known"


def _commit(root: Path) -> str | None:
    found = _git(root, "rev-parse", "--short=12", "HEAD")
    if found is None:
        return None
    return f"{found} with local changes" if _git(root, "status", "--porcelain", "--untracked-files=no") else found


def _git(root: Path, *arguments: str) -> str | None:
    try:
        ran = subprocess.run(
            ["git", "-C", str(root), *arguments], capture_output=True, text=True, check=False, timeout=60
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return ran.stdout.strip() if ran.returncode == 0 else None


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
