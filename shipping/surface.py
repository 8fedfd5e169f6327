"""Which names of the client are public, found in its source by griffe, which runs none of it.

Public are
- what the package exports (`__all__`, a lazy name found through its import under TYPE_CHECKING),
- what the documented modules define,
- each class of the client that a public function returns or a public attribute holds, and each protocol or alias that
  a public function takes, wherever it is defined: what a caller reaches from there.

Public of a class are its names without an underscore, inherited ones included, and the methods behind Python's syntax.
A function, and a constructor, is public unless it demands what no caller has: a class of the client that is not public.
"""

from collections.abc import Iterator
from pathlib import Path

import griffe

DOCUMENTED = ("api", "callbacks", "errors", "inbox", "models", "receiver", "types")
"""What the README and docs/ name, and what a caller imports for the function modules and for UNSET."""
ERRORS = "errors"
"""Of this module the classes alone are for callers; its functions are the client's own."""
SYNTAX = {
    "__init__", "__call__", "__enter__", "__exit__", "__aenter__", "__aexit__", "__iter__", "__next__", "__aiter__",
    "__anext__", "__len__", "__getitem__", "__contains__", "__eq__", "__bool__",
}  # fmt: skip
_TYPE_VARIABLES = {"typing.TypeVar", "typing.ParamSpec"}

Named = griffe.Class | griffe.Function | griffe.Attribute


class SurfaceError(ValueError):
    """The client's public names cannot be told; the text says which one."""


class Surface:
    """The public names of one package. `named` has each with what it is; `same` those that are other names of one."""

    def __init__(self, package: Path) -> None:
        self.root = load(package)
        self.named: dict[str, Named] = {}
        self.same: dict[str, str] = {}
        self._key_of: dict[str, str] = {}
        for name in self.root.exports or ():
            self._add(str(name), self._export(str(name)))
        for name in DOCUMENTED:
            module = self.root.members.get(name)
            if isinstance(module, griffe.Module):
                self._add_module(name, module)
        while grown := list(self._reached()):
            for found in grown:
                self._add(self.path_in_package(found), found)

    def _export(self, name: str) -> Named:
        found = self._final(f"{self.root.path}.{name}")
        if found is None:
            raise SurfaceError(
                f"{self.root.filepath}: {name} is in __all__, and no import, under TYPE_CHECKING or not, says what it "
                "is; mend generator/ and run: make generate"
            )
        return found

    def _add_module(self, prefix: str, module: griffe.Module) -> None:
        own = [name for name, member in module.members.items() if not member.is_alias]
        for name in sorted(map(str, own if module.exports is None else module.exports)):
            member = module.members.get(name)
            if isinstance(member, griffe.Module) and not name.startswith("_") and prefix.startswith("api"):
                self._add_module(f"{prefix}.{name}", member)
                continue
            found = None if name.startswith("_") else self._final(f"{module.path}.{name}")
            if found is not None and (prefix != ERRORS or isinstance(found, griffe.Class)):
                self._add(f"{prefix}.{name}", found)

    def _add(self, key: str, found: Named) -> None:
        if is_type_variable(found):
            return
        known = self._key_of.setdefault(found.path, key)
        if known == key:
            self.named[key] = found
        else:
            self.same[key] = known

    def key(self, path: str) -> str | None:
        """The public name of what stands at a path in the source, None where it has none."""
        return self._key_of.get(path)

    def path_in_package(self, found: Named) -> str:
        """Where something is defined, below the package."""
        return found.path.removeprefix(f"{self.root.path}.")

    def _final(self, path: str) -> Named | None:
        """What a path leads to, where that is in the package."""
        inside = path.removeprefix(f"{self.root.path}.")
        if inside == path:
            return None
        try:
            found = self.root[inside].final_target if self.root[inside].is_alias else self.root[inside]
        except (KeyError, griffe.AliasResolutionError, griffe.CyclicAliasError):
            return None
        return found if isinstance(found, Named) else None

    def mentioned(self, expression: str | griffe.Expr | None) -> Iterator[Named]:
        """The classes and aliases of the package that an annotation names."""
        if isinstance(expression, griffe.Expr):
            for part in expression.iterate(flat=True):
                found = self._final(part.canonical_path) if isinstance(part, griffe.ExprName) else None
                if isinstance(found, griffe.Class | griffe.Attribute) and not is_type_variable(found):
                    yield found

    def _reached(self) -> Iterator[Named]:
        """What public names lead to and is not public yet, each once."""
        seen: set[str] = set()
        for found in self.named.values():
            for expression, wanted in self._leads(found):
                for target in self.mentioned(expression):
                    name = target.path.rpartition(".")[2]
                    fits = not wanted or isinstance(target, griffe.Attribute) or is_protocol(target)
                    if fits and not name.startswith("_") and target.path not in {*self._key_of, *seen}:
                        seen.add(target.path)
                        yield target

    def _leads(self, found: Named) -> Iterator[tuple[str | griffe.Expr | None, bool]]:
        """The annotations of something public, each with whether it is of what a caller gives."""
        if isinstance(found, griffe.Attribute):
            yield found.annotation, False
            if "module-attribute" in found.labels and found.annotation is None:
                yield found.value, False  # an alias of a type
        elif isinstance(found, griffe.Function):
            yield found.returns, False
            for parameter in found.parameters:
                yield parameter.annotation, True
        else:
            for member in self.members(found).values():
                yield from self._leads(member)

    def members(self, found: griffe.Class) -> dict[str, griffe.Function | griffe.Attribute]:
        """The public attributes and methods of a class, inherited ones included; not what it gets from elsewhere."""
        members: dict[str, griffe.Function | griffe.Attribute] = {}
        for part in reversed(lineage(found)):
            for name, member in part.members.items():
                is_named = not name.startswith("_") or name in SYNTAX
                if is_named and isinstance(member, griffe.Function | griffe.Attribute):
                    members[name] = member
        return {
            name: member
            for name, member in members.items()
            if not isinstance(member, griffe.Function) or self.can_be_called(member)
        }

    def can_be_called(self, function: griffe.Function) -> bool:
        """Whether a caller can have all that the function demands."""
        return all(
            self._can_be_had(parameter.annotation)
            for parameter in function.parameters
            if parameter.default is None and parameter.annotation is not None
        )

    def _can_be_had(self, annotation: str | griffe.Expr) -> bool:
        return any(
            all(
                isinstance(named, griffe.Attribute) or is_protocol(named) or named.path in self._key_of
                for named in self.mentioned(option)
            )
            for option in options_of(annotation)
        )


def load(package: Path) -> griffe.Module:
    """Read the package's source. Raises SurfaceError."""
    loader = griffe.GriffeLoader(search_paths=[package.parent], allow_inspection=False)
    try:
        found = loader.load(package.name, try_relative_path=False)
    except (ImportError, griffe.LoadingError, SyntaxError) as error:
        raise SurfaceError(f"{package}: expected the client's package, got: {error}") from error
    loader.resolve_aliases(implicit=True, external=False)
    if not isinstance(found, griffe.Module) or not found.exports:
        raise SurfaceError(f"{package}: expected a package with __all__, got none")
    return found


def lineage(found: griffe.Class) -> list[griffe.Class]:
    """A class and those classes of the package that it inherits from, in the order of Python's look-up."""
    return [found, *(base for base in found.mro() if isinstance(base, griffe.Class))]


def is_protocol(found: Named) -> bool:
    """Whether it is a class that says what a caller's own one must have."""
    return isinstance(found, griffe.Class) and any(
        isinstance(base, griffe.Expr) and base.canonical_path.partition("[")[0] == "typing.Protocol"
        for base in found.bases
    )


def is_type_variable(found: Named) -> bool:
    """Whether it is a TypeVar, which no caller uses."""
    value = found.value if isinstance(found, griffe.Attribute) else None
    return isinstance(value, griffe.ExprCall) and value.canonical_path in _TYPE_VARIABLES


def options_of(annotation: str | griffe.Expr) -> list[str | griffe.Expr]:
    """The members of a union; anything else is its own only one."""
    if isinstance(annotation, griffe.ExprBinOp) and annotation.operator == "|":
        return [*options_of(annotation.left), *options_of(annotation.right)]
    return [annotation]
