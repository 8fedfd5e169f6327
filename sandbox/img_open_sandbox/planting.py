"""Which faults are planted, where they strike, and how often they have."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, asdict, dataclass, fields
from typing import Any, get_args

from img_open_sandbox.envelope import shown
from img_open_sandbox.faults import FAULTS, Fault, FaultError, Kind, Occasion, Stage, whole
from img_open_sandbox.operations import Operation

PLANTED_MAX = 10_000
TIMES_MAX = 1_000_000_000


@dataclass(frozen=True)
class On:
    """What an occasion must have; None: anything."""

    operation_id: str | None = None
    kind: Kind | None = None
    business_task_id: str | None = None

    def fits(self, occasion: Occasion) -> bool:
        """Whether it does."""
        return (
            (self.kind is None or self.kind == occasion.kind)
            and (self.operation_id is None or self.operation_id in occasion.operation_ids)
            and (self.business_task_id is None or self.business_task_id in occasion.ids)
        )


@dataclass(eq=False)
class Planted:
    """A fault that strikes the next ``times`` occasions that fit."""

    fault: Fault
    on: On
    times: int
    used: int = 0

    def row(self) -> dict[str, Any]:
        """As JSON, in the form that plants it, and how often it was used."""
        return {
            "fault": self.fault.name(),
            **_told(self.fault),
            "times": self.times,
            "on": _told(self.on),
            "used": self.used,
        }


class Faults:
    """What is planted; an occasion is struck by the first that fits and is not used up. Kept in memory only."""

    def __init__(self, operations: Mapping[str, Operation]) -> None:
        self._kinds = {name: _kinds_of(operation) for name, operation in operations.items()}
        for operation in operations.values():
            for asked in operation.task.queries if operation.task else ():
                self._kinds[asked] = frozenset({"query"})
        self._planted: list[Planted] = []
        self._active: list[Planted] = []

    def kind(self, operation_id: str) -> Kind:
        """What a request to an operation is: a submit starts a task, a query asks for one."""
        kinds = self._kinds[operation_id]
        return "submit" if "submit" in kinds else "query" if "query" in kinds else "other"

    def plant(self, values: Iterable[object], *, has_sockets: bool = True) -> list[Planted]:
        """Plant all of these, or none: raises FaultError."""
        planted = [parse(value) for value in values]
        for each in planted:
            self._refuse_idle(each)
            if each.fault.needs_socket and not has_sockets:
                expected = "expected a server with sockets (python -m img_open_sandbox)"
                raise FaultError(f"{each.fault.name()}: {expected}, got the application alone")
        if len(self._planted) + len(planted) > PLANTED_MAX:
            hint = "DELETE /_sandbox/faults forgets those that are used up, too"
            raise FaultError(f"faults: expected at most {PLANTED_MAX}, got more; {hint}")
        self._planted += planted
        self._active += planted
        return planted

    def awaits(self, stage: Stage) -> bool:
        """Whether there is one for this stage at all."""
        return any(each.fault.stage == stage for each in self._active)

    def take(self, stage: Stage, occasion: Occasion) -> Fault | None:
        """The fault that strikes now; it is used once more."""
        for each in self._active:
            if each.fault.stage == stage and each.on.fits(occasion) and each.fault.fits(occasion):
                each.used += 1
                if each.used == each.times:
                    self._active.remove(each)
                return each.fault
        return None

    def rows(self) -> list[dict[str, Any]]:
        """All of them, in the order in which they were planted."""
        return [each.row() for each in self._planted]

    def clear(self) -> None:
        """Forget all."""
        self._planted, self._active = [], []

    def _refuse_idle(self, planted: Planted) -> None:
        """Refuse what could never strike: its test would pass without it."""
        fault, on = planted.fault, planted.on
        if on.operation_id is None:
            return
        if on.operation_id not in self._kinds:
            known = ", ".join(self._kinds)
            raise FaultError(f"{fault.name()}: on.operationId: expected one of {known}, got {shown(on.operation_id)}")
        wanted = fault.hits if on.kind is None else {on.kind}
        has = self._kinds[on.operation_id]
        if not wanted & has:
            expected, got = f"an operation with a {_listed(wanted)}", f"{on.operation_id}, which has {_listed(has)}"
            raise FaultError(f"{fault.name()}: on.operationId: expected {expected}, got {got}")


def listed(body: Mapping[str, object]) -> list[object]:
    """The faults of a body: itself, or those that it lists alone. Raises FaultError."""
    if "faults" not in body:
        return [body]
    values = body["faults"]
    if not isinstance(values, list):
        raise FaultError(f"faults: expected a list, got {shown(values)}")
    if others := [name for name in body if name != "faults"]:
        raise FaultError(f"faults: expected the list alone, got {others[0][:60]} beside it")
    return values


def parse(value: object) -> Planted:
    """Read {"fault": name, its own fields, "times": N, "on": {...}}. Raises FaultError."""
    if not isinstance(value, Mapping):
        raise FaultError(f'fault: expected an object such as {{"fault": "drop-callback"}}, got {shown(value)}')
    name = value.get("fault")
    kind = FAULTS.get(name) if isinstance(name, str) else None
    if kind is None:
        raise FaultError(f"fault: expected one of {', '.join(FAULTS)}, got {shown(name)}")
    own = {field: text for field, text in value.items() if field not in {"fault", "times", "on"}}
    try:
        fault = _made(kind, own, "")
        on = _on(kind, value.get("on", {}))
        times = whole("times", value.get("times", 1), 1, TIMES_MAX)
    except FaultError as error:
        raise FaultError(f"{kind.name()}: {error}") from None
    return Planted(fault, on, times)


def parse_option(text: str) -> dict[str, Any]:
    """Read the command line's form: JSON, or the fault's name alone. Raises FaultError."""
    value: object = {"fault": text}
    if text.lstrip().startswith(("{", "[", '"')):
        try:
            value = json.loads(text)
        except ValueError as error:
            raise FaultError(f"fault: expected a name or JSON, got {shown(text)}: {error}") from error
    parse(value)
    assert isinstance(value, dict)
    return value


def form(kind: type[Fault]) -> str:
    """The fields of a fault as the help shows them: ``code [retryAfter] [handled]``."""
    return " ".join(_camel(each.name) if each.default is MISSING else f"[{_camel(each.name)}]" for each in fields(kind))


def _on(kind: type[Fault], value: object) -> On:
    if not isinstance(value, Mapping):
        raise FaultError(f"on: expected an object, got {shown(value)}")
    on: On = _made(On, value, "on: ")
    for field, text in _told(on).items():
        if not isinstance(text, str):
            raise FaultError(f"on.{field}: expected a text, got {shown(text)}")
    if on.kind is not None and on.kind not in kind.hits:
        raise FaultError(f"on.kind: expected {_listed(kind.hits)}, got {shown(on.kind)}")
    if on.business_task_id is not None and kind.stage == "connection":
        raise FaultError("on.businessTaskId: expected none, as the request's body is not read, got one")
    return on


def _made(made: type[Any], given: Mapping[str, object], at: str) -> Any:
    """A dataclass from JSON's names. Raises FaultError."""
    known = {_camel(field.name): field for field in fields(made)}
    if unknown := [name for name in given if name not in known]:
        expected = " or ".join(known) or "no field of its own"
        raise FaultError(f"{at}expected {expected}, got {str(unknown[0])[:60]}")
    for name, field in known.items():
        if field.default is MISSING and name not in given:
            raise FaultError(f"{at}{name}: required, but it is missing")
    return made(**{known[name].name: value for name, value in given.items()})


def _told(value: Any) -> dict[str, Any]:
    """A dataclass as JSON; what is None is left out."""
    return {_camel(name): each for name, each in asdict(value).items() if each is not None}


def _camel(name: str) -> str:
    return re.sub(r"_(\w)", lambda found: found[1].upper(), name)


def _kinds_of(operation: Operation) -> frozenset[Kind]:
    kinds: set[Kind] = {"submit"} if operation.task else {"other"}
    if operation.task and operation.task.queries:
        kinds.add("query")  # a query of its task
    if operation.callback:
        kinds.add("callback")
    return frozenset(kinds)


def _listed(kinds: Iterable[Kind]) -> str:
    return " or ".join(kind for kind in get_args(Kind) if kind in set(kinds))
