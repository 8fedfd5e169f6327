"""Make generated/img_open from spec/openapi.yaml, or check that it is what would be made."""

import argparse
import difflib
import sys
import tempfile
import time
from pathlib import Path

from contract.documents import FormError
from contract.lint import lint
from contract.spec import load_spec
from generator.build import PACKAGE, build, swap
from generator.lower import GenerationError

ROOT = Path(__file__).parent.parent


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return its exit code."""
    parser = argparse.ArgumentParser(prog="generate", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; print every difference and exit with 1")
    parser.add_argument("--spec", type=Path, default=ROOT / "spec" / "openapi.yaml", help="default: spec/openapi.yaml")
    parser.add_argument("--into", type=Path, default=ROOT / "generated", help="default: generated/")
    options = parser.parse_args(arguments)
    began = time.monotonic()
    try:
        told = lint(load_spec(options.spec))
    except FormError as error:
        print(f"generate: {error}", file=sys.stderr)
        return 2
    if told.mismatches:
        print(f"{told}\n\ngenerate: nothing made; mend the {len(told.mismatches)} places above first", file=sys.stderr)
        return 2
    options.into.mkdir(parents=True, exist_ok=True)
    # Beside the target, so that swapping is a rename within one file system.
    with tempfile.TemporaryDirectory(dir=options.into, prefix=".making-") as folder:
        made = Path(folder)
        try:
            build(options.spec, made)
        except GenerationError as error:
            print(f"generate: {error}", file=sys.stderr)
            return 2
        if options.check:
            return _compare(options.into, made)
        swap(made, options.into)
    print(f"generate: {options.into / PACKAGE} made in {time.monotonic() - began:.1f} s")
    return 0


def _compare(there: Path, made: Path) -> int:
    names = sorted({*files(there), *files(made)})
    differing = [name for name in names if _text(there / name) != _text(made / name)]
    for name in differing:
        sys.stdout.writelines(
            difflib.unified_diff(
                _text(there / name).splitlines(keepends=True),
                _text(made / name).splitlines(keepends=True),
                f"generated/{name} (as it is)",
                f"generated/{name} (as make generate writes it)",
            )
        )
    if differing:
        print(
            f"generate: {len(differing)} of {len(names)} files differ from what make generate writes: "
            f"{', '.join(differing)}\n"
            "generate: edit spec/openapi.yaml or generator/, never generated/, then run: make generate",
            file=sys.stderr,
        )
    return 1 if differing else 0


def files(folder: Path) -> set[str]:
    """Return the names of all files that a build makes, relative to the folder."""
    kept = [folder / "STAMP.toml", *(folder / PACKAGE).rglob("*")]
    return {str(file.relative_to(folder)) for file in kept if file.is_file() and "__pycache__" not in file.parts}


def _text(file: Path) -> str:
    return file.read_text("utf-8") if file.exists() else ""


if __name__ == "__main__":
    sys.exit(main())
