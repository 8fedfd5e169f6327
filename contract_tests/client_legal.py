"""Every value that the schema of an object allows comes out of the client's model as it went in."""

from typing import Any

from hypothesis import given, settings

from contract.legal_values import legal_values
from contract.mismatch import Report
from contract.spec import FILE, Spec
from contract.values import ABSENT, Json, join, leaves
from contract_tests.calls import readable
from contract_tests.client_rules import EDGE
from contract_tests.client_values import as_client_shows


def survival(spec: Spec, name: str, model: Any, examples: int) -> Report:
    """Decode and encode so many legal values of components/schemas/<name>, the same ones each time."""
    report = Report(EDGE)
    ref = f"#/components/schemas/{name}"
    schema = spec.deref(spec.target(ref))
    users = spec.users.get(ref, [])
    operation = users[0].operation_id if users else name

    @settings(max_examples=examples, deadline=None, derandomize=True, database=None)
    @given(legal_values(spec, name))
    def survives(value: Json) -> None:
        with readable(report, operation, f"{FILE}, {ref}"):
            wanted, seen = as_client_shows(schema, value), model.from_dict(value).to_dict()
            here, there = dict(leaves(wanted)), dict(leaves(seen))
            for leaf in sorted(here.keys() | there.keys()) or [""]:
                one, other = here.get(leaf, ABSENT), there.get(leaf, ABSENT)
                report.compare(operation, join("", name) + leaf, one, other, f"{FILE}, {ref}")

    survives()
    return report
