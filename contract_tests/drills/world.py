"""One operation's witnesses as a small world of its own, in which a drift is planted and the edges are asked."""

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import asdict
from functools import cache
from typing import NamedTuple

from contract.forms import Form, compare_forms, form, recorded_form
from contract.lint import RULES
from contract.mismatch import Mismatch, Report, show
from contract.page_check import check_page
from contract.pages import Page
from contract.pages_vs_spec import Deviation, compare_page
from contract.recordings import Recording
from contract.recordings_vs_spec import check_documented, check_recording, path_parameters
from contract.spec import Operation, Spec
from contract.tasks import questions, questions_to
from contract.values import ABSENT, Json, JsonObject, Words, at, join, split
from contract_tests.witnesses import DEVIATIONS, PAGES, RECORDINGS, SPEC

Edit = tuple[str, Json]  # where in the witness, and the new value; ABSENT takes it out, /- appends


class Drift(NamedTuple):
    """A change of one witness, the place where each edge that must see it reports it, and who may see it too."""

    operator: str
    target: str
    witness: str
    edits: list[Edit]
    caught: dict[str, str]
    also: tuple[str, ...] = ()
    same_because: str = ""
    """Why no edge can tell the witness from the one before, found by a rule."""


class World:
    """The witnesses as plain JSON that a drift may change; of the spec, only this operation and its tasks' others."""

    def __init__(self, name: str, slug: str, parts: dict[str, Json]) -> None:
        self.name, self.slug, self.parts = name, slug, parts
        self.spec = Spec(parts["spec"])

    @property
    def page(self) -> Page:
        """The page."""
        return Page(self.parts["page"], f"spec/pages/{self.slug}.yaml", PAGES.pages[self.slug].site_server)

    @property
    def operation(self) -> Operation:
        """The operation, found also when it has lost its name."""
        operations = self.spec.operations
        return operations.get(self.name) or next(o for o in operations.values() if o.slug == self.slug)

    @property
    def raw(self) -> JsonObject:
        """The operation as it is written."""
        return at(self.parts["spec"], self.operation.pointer)  # type: ignore[no-any-return]

    @property
    def recordings(self) -> Iterator[Recording]:
        """The operation's recordings."""
        for name, part in self.parts.items():
            if name.startswith("recording "):
                har = deepcopy(part["har"])
                entry = har["log"]["entries"][0]
                messages = {"request": entry["request"].get("postData"), "response": entry["response"]["content"]}
                for side, message in messages.items():
                    if part[side] is not ABSENT:
                        message["text"] = json.dumps(part[side])
                yield Recording(self.name, name.removeprefix("recording "), har)

    def planted(self, drift: Drift) -> "World":
        """The same world with one witness changed."""
        part = deepcopy(self.parts[drift.witness])
        for pointer, value in drift.edits:
            *above, last = split(pointer)
            holder = at(part, join("", *above))
            key = int(last) if isinstance(holder, list) and last != "-" else last
            if value is ABSENT:
                del holder[key]
            elif last == "-":
                holder.append(value)
            else:
                holder[key] = deepcopy(value)
        return World(self.name, self.slug, {**self.parts, drift.witness: part})


def world_of(operation: Operation) -> World:
    """The world of an operation, as the repository has it."""
    parts: dict[str, Json] = {
        "page": PAGES.pages[operation.slug].raw,
        "spec": _slice(operation),
        "deviations": [asdict(deviation) for deviation in DEVIATIONS if deviation.page == operation.slug],
    }
    for recording in RECORDINGS:
        if recording.operation_id == operation.operation_id:
            bodies = {"request": recording.request_body, "response": recording.response_body}
            parts[f"recording {recording.name}"] = {"har": recording.har, **bodies}
    if _answered(operation):
        parts["answer"] = _answered(operation)[0].response_body
    return World(operation.operation_id, operation.slug, parts)


def _answered(operation: Operation) -> list[Recording]:
    own = [recording for recording in RECORDINGS if recording.operation_id == operation.operation_id]
    return [recording for recording in own if recording.has_response]


def recorded_by(operation: Operation) -> Form:
    """The form that the world's answer, which is a recorded one, is compared with."""
    return recorded_form(SPEC, RECORDINGS, operation, path_parameters(operation, _answered(operation)[0].path))


def _pages_spec(world: World) -> Report:
    return compare_page(world.page, world.operation, [Deviation(**row) for row in world.parts["deviations"]])


def _spec(world: World) -> Report:
    report = Report("spec")
    for rule in RULES:
        rule(world.spec, report)
    return report


def _spec_recordings(world: World) -> Report:
    report = Report("spec-recordings")
    for recording in world.recordings:
        report.merge(check_recording(recording, world.spec))
        if recording.kind == "documented":
            report.merge(check_documented(recording, world.page))
    return report


def _recordings_server(world: World) -> Report:
    operation = SPEC.operations[world.name]
    return compare_forms(operation, recorded_by(operation), form(world.parts["answer"]))


# what each edge reads: it cannot change when another witness does
EDGES: dict[str, tuple[set[str], Callable[[World], Report]]] = {
    "pages": ({"page"}, lambda world: check_page(world.page)),
    "pages-spec": ({"page", "spec", "deviations"}, _pages_spec),
    "spec": ({"spec"}, _spec),
    "spec-recordings": ({"page", "spec", "recording"}, _spec_recordings),
    "recordings-server": ({"answer"}, _recordings_server),
}


def reports(world: World, witness: str | None = None) -> dict[str, Report]:
    """What the edges say that read the witness; without one, all that the world has the witnesses for."""
    kinds = {name.split()[0] for name in world.parts}
    changed = {witness.split()[0]} if witness else kinds
    return {edge: ask(world) for edge, (reads, ask) in EDGES.items() if reads & changed and reads <= kinds}


def drill(operation: Operation, drifts: list[Drift]) -> Report:
    """Plant each drift by itself: exactly the right edges must report it, with operation, place, source and advice."""
    report, (sound, before) = Report("drill"), _sound(operation.operation_id)
    for drift in drifts:
        world = sound.planted(drift)
        told = reports(world, drift.witness)
        for edge in told.keys() | drift.caught.keys():
            said = [m for m in told[edge].mismatches if _key(m) not in before] if edge in told else []
            wanted = drift.caught.get(edge)
            if wanted is None:
                good = not said or edge in drift.also
                expected = Words(f"{edge} silent: {drift.operator}, in {drift.witness}")
            else:
                good = any(_is_at(mismatch, wanted, world) for mismatch in said)
                expected = Words(f"{edge} at {wanted or 'the whole'}: {drift.operator}, in {drift.witness}")
            heard = Words("; ".join(f"{m.operation} at {m.pointer or 'the whole'}" for m in said) or "nothing")
            report.check(world.name, drift.target, expected, heard, operation.source, good=good)
    return report


def verdict(operation: Operation, drift: Drift, without: frozenset[str] = frozenset()) -> tuple[list[str], bool, str]:
    """Plant one drift: the edges that must report it, whether all do and no wrong one does, and what was said.

    The edges in `without` say nothing.
    """
    unheard = drift._replace(caught={edge: place for edge, place in drift.caught.items() if edge not in without})
    report = drill(operation, [unheard._replace(also=(*drift.also, *without))])
    right = not report.mismatches and bool(unheard.caught) and len(unheard.caught) == len(drift.caught)
    return list(drift.caught), right, "; ".join(f"{m.expected}: {m.actual}" for m in report.mismatches)


@cache
def _sound(operation_id: str) -> tuple[World, set[tuple[str, ...]]]:
    """The world without a drift, and what its edges say already."""
    world = world_of(SPEC.operations[operation_id])
    return world, {_key(mismatch) for told in reports(world).values() for mismatch in told.mismatches}


def _key(mismatch: Mismatch) -> tuple[str, ...]:
    return mismatch.edge, mismatch.operation, mismatch.pointer, show(mismatch.expected), show(mismatch.actual)


def _is_at(mismatch: Mismatch, pointer: str, world: World) -> bool:
    names = {world.name, world.slug, world.operation.operation_id}
    placed = f"{mismatch.pointer}/".startswith(f"{pointer}/")
    told = all(part in str(mismatch) for part in (mismatch.operation, mismatch.pointer, mismatch.source, "do: "))
    return placed and told and bool(names & set(mismatch.operation.split(", ")))


def _slice(operation: Operation) -> JsonObject:
    kept = {operation.path}
    for question in [*questions(SPEC, operation), *questions_to(SPEC, operation)]:
        kept |= {question.query.path, question.submitter.path}
        kept |= {other.query.path for other in questions(SPEC, question.submitter)}
    document = deepcopy({**SPEC.document, "paths": {path: SPEC.document["paths"][path] for path in sorted(kept)}})
    used, schemas = Spec(document).users, document["components"]["schemas"]
    document["components"]["schemas"] = {k: v for k, v in schemas.items() if f"#/components/schemas/{k}" in used}
    return document
