"""What the last release was: released/ in the repository, so that shallow clones and archives know it too."""

import json
import shutil
import tomllib
from dataclasses import dataclass
from pathlib import Path

from changes.versions import Version, parse
from contract.documents import FormError, load_yaml
from contract.spec import Spec, load_spec
from contract.values import Json, JsonObject

FOLDER = "released"
_STAMPED = ("generator", "templates", "runtime", "openapi-python-client")
"""What else than the contract a client is made from; generated/STAMP.toml has their hashes."""


@dataclass(frozen=True)
class State:
    """Everything by which releases are compared."""

    version: Version
    spec: Spec
    pages: dict[str, JsonObject]
    api: Json
    made_from: dict[str, str]


def last_release(root: Path) -> State | None:
    """The last release; None where there was none yet. Raises FormError where released/ cannot be read."""
    folder = root / FOLDER
    if not folder.exists():
        return None
    try:
        return State(
            version=parse((folder / "VERSION").read_text("utf-8").strip()),
            spec=load_spec(folder / "spec" / "openapi.yaml"),
            pages=_pages(folder / "spec" / "pages"),
            api=json.loads((folder / "api.json").read_text("utf-8")),
            made_from=_made_from(folder / "STAMP.toml"),
        )
    except (OSError, ValueError) as error:
        raise FormError(f"{FOLDER}/ cannot be read: {error}; take it from the last release's commit again") from error


def current(root: Path, api: Json) -> State:
    """The working tree. Raises FormError."""
    spec = load_spec(root / "spec" / "openapi.yaml")
    try:
        version = parse(str(spec.document["info"]["version"]))
    except (KeyError, ValueError) as error:
        raise FormError(f"spec/openapi.yaml, /info/version: {error}") from error
    return State(version, spec, _pages(root / "spec" / "pages"), api, _made_from(root / "generated" / "STAMP.toml"))


def keep(root: Path, version: Version, api: Json) -> None:
    """Write released/ anew from the working tree."""
    folder = root / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "spec").mkdir(parents=True)
    (folder / "VERSION").write_text(f"{version}\n", encoding="utf-8")
    shutil.copyfile(root / "spec" / "openapi.yaml", folder / "spec" / "openapi.yaml")
    shutil.copytree(root / "spec" / "pages", folder / "spec" / "pages")
    shutil.copyfile(root / "generated" / "STAMP.toml", folder / "STAMP.toml")
    text = json.dumps(api, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / "api.json").write_text(f"{text}\n", encoding="utf-8")


def _pages(folder: Path) -> dict[str, JsonObject]:
    return {path.stem: load_yaml(path) for path in sorted(folder.glob("*.yaml")) if path.name != "index.yaml"}


def _made_from(stamp: Path) -> dict[str, str]:
    found = tomllib.loads(stamp.read_text("utf-8"))
    return {key: str(found.get(key)) for key in _STAMPED}
