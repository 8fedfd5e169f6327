"""Making the client: parse, print, format, stamp."""

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Mapping
from contextlib import redirect_stdout
from importlib.metadata import version
from io import StringIO
from pathlib import Path
from typing import Any

import yaml
from jinja2 import ChoiceLoader, FileSystemLoader, PackageLoader
from openapi_python_client import Project
from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.errors import GeneratorError
from openapi_python_client.schema.untrusted_string import UntrustedString
from openapi_python_client.strings import PythonCode, snake_case

from generator import view
from generator.guards import refuse
from generator.lower import GenerationError, lower
from generator.patches import PatchedLoader

HERE = Path(__file__).parent
PACKAGE = "img_open"
PINNED = "0.29.1"
COMMAND = "make generate"
_RUFF = (sys.executable, "-m", "ruff")
_TOOLS = "tools"  # the tag whose resource submits tools that have no method


def build(spec: Path, into: Path) -> None:
    """Write the package and its stamp into an empty folder. Raises GenerationError."""
    if (found := version("openapi-python-client")) != PINNED:
        raise GenerationError(
            f"expected openapi-python-client {PINNED}, found {found}: its templates change in any release"
        )
    document = yaml.safe_load(spec.read_bytes())
    package = into / PACKAGE
    _print(document, package)
    (package / "py.typed").touch()
    (package / "_version.py").write_text(
        f"__version__ = {view.literal(document['info']['version'])}\nSPEC_SHA256 = {view.literal(_hash(spec))}\n",
        encoding="utf-8",
    )
    for stock in ("errors.py", "types.py"):  # the runtime's own take their place
        (package / stock).unlink()
    _head(package, "spec/openapi.yaml")
    _format(package)
    for module in sorted((HERE / "runtime").glob("[!_]*.py")):
        target = package / module.name
        if target.exists():
            raise GenerationError(
                f"generator/runtime/{module.name} would overwrite a generated module of that name; rename it"
            )
        target.write_text(_header(f"generator/runtime/{module.name}") + module.read_text("utf-8"), encoding="utf-8")
    (into / "STAMP.toml").write_text(_stamp(spec), encoding="utf-8")


def _print(document: Mapping[str, Any], package: Path) -> None:
    config = Config.from_sources(
        ConfigFile(package_name_override=PACKAGE, post_hooks=[]), MetaType.NONE, Path(), "utf-8", True, package
    )
    refuse(document)
    data = GeneratorData.from_dict(lower(document), config=config)
    if isinstance(data, GeneratorError):
        raise GenerationError(_say(data))
    project = Project(openapi=data, config=config)
    env = project.env
    env.loader = ChoiceLoader(
        [FileSystemLoader(HERE / "templates"), PatchedLoader(PackageLoader("openapi_python_client"))]
    )
    env.finalize = _guard
    methods = view.methods(document, data, config)
    slashed = view.slashed(document, config)
    tags = [tag for tag in document["tags"] if any(method.tag == tag["name"] for method in methods)]

    def quoting(function: str, wire_name: str) -> str:
        return "segments" if (function, wire_name) in slashed else "segment"

    def path_parameter(endpoint: Any, parameter: Any) -> str:
        name = parameter.python_name
        return f"{name}={quoting(endpoint.name, parameter.name.get_untrusted_value())}({view.literal(name)}, {name})"

    def read_answer(endpoint: Any, response: Any) -> str:
        operation_id = next(method.operation_id for method in methods if method.name == endpoint.name)
        return f"read_answer({response.prop.class_info.name}, {view.literal(operation_id)}, response)"

    env.globals.update(
        also=lambda model, prop: view.also(document, model, prop),
        assumed=lambda model: view.assumed(document, model),
        by_operation_id={method.operation_id: method for method in methods},
        codec=view.codec,
        doc=view.doc,
        document=document,
        fields=view.fields,
        is_open=view.is_open,
        literal=view.literal,
        methods=methods,
        path_parameter=path_parameter,
        quoting=lambda method, parameter: quoting(method.name, parameter.wire_name),
        read_answer=read_answer,
        schemes=_schemes(document),
        tags=tags,
    )
    with redirect_stdout(StringIO()):  # it announces a temporary folder
        problems = project.build()
    if problems:
        raise GenerationError("\n".join(map(_say, problems)))
    queries = [method for method in methods if "x-tools" in method.raw]
    for name, values in ((PACKAGE, {}), ("task_rules", {"tools_query": queries})):
        code = env.get_template(f"{name}.py.jinja").render(values)
        (package / f"{name}.py").write_text(code, encoding="utf-8")
    resources = package / "resources"
    resources.mkdir()
    (resources / "__init__.py").write_text('"""The operations as methods, one module a tag."""\n', encoding="utf-8")
    for tag in tags:
        code = env.get_template("resources.py.jinja").render(
            tag=tag,
            own=[method for method in methods if method.tag == tag["name"]],
            imports=sorted({line for method in methods for line in method.imports}),
            tools_query=queries if tag["name"] == _TOOLS else [],
        )
        (resources / f"{tag['name']}.py").write_text(code, encoding="utf-8")


def _schemes(document: Mapping[str, Any]) -> list[dict[str, str]]:
    """Each key header with its argument and its environment variable."""
    schemes = document["components"]["securitySchemes"]
    return [
        {"header": scheme["name"], "argument": snake_case(name), "variable": f"IMG_OPEN_{snake_case(name).upper()}"}
        for name, scheme in schemes.items()
    ]


def _guard(value: object) -> object:
    """Keep a forgotten filter from printing an object's repr, or untrusted text, into code."""
    if isinstance(value, UntrustedString | PythonCode):
        raise GenerationError(
            f"a template prints {type(value).__name__} without a filter; use doc, literal or as_unembedded_code"
        )
    return value


def _say(problem: GeneratorError) -> str:
    return f"{problem.header} {problem.detail or ''}".strip()


def _header(source: str) -> str:
    return f'# GENERATED from {source} by "{COMMAND}"; do not edit.\n'


def _head(package: Path, source: str) -> None:
    for module in sorted(package.rglob("*.py")):
        module.write_text(_header(source) + module.read_text("utf-8"), encoding="utf-8")


def _format(package: Path) -> None:
    common = ("--isolated", "--no-cache", "--quiet", "--line-length", "120", "--target-version", "py311", str(package))
    for command in (("check", "--fix-only", "--select", "F401,F811,I"), ("format",)):
        ran = subprocess.run([*_RUFF, *command, *common], capture_output=True, text=True, check=False)
        if ran.returncode:
            raise GenerationError(f"ruff {command[0]} failed: {ran.stderr.strip() or ran.stdout.strip()}")


def _hash(*files: Path) -> str:
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def _stamp(spec: Path) -> str:
    """What the client was made from; contract_tests compare it with what is there."""
    return _header("spec/openapi.yaml") + "".join(
        f'{key} = "{value}"\n'
        for key, value in {
            "spec": _hash(spec),
            "generator": _hash(*sorted(HERE.glob("*.py"))),
            "templates": _hash(*sorted((HERE / "templates").glob("*.jinja"))),
            "runtime": _hash(*sorted((HERE / "runtime").glob("*.py"))),
            "openapi-python-client": PINNED,
            "ruff": version("ruff"),
        }.items()
    )


def swap(made: Path, target: Path) -> None:
    """Put what was made in the place of what was there: renames, so that a stop leaves no mixture of old and new."""
    for new in sorted(made.iterdir()):
        old = target / new.name
        aside = target / f".{new.name}.old"
        shutil.rmtree(aside, ignore_errors=True)
        if old.is_dir():
            old.rename(aside)
        new.rename(old)
        shutil.rmtree(aside, ignore_errors=True)
