"""The witnesses as they stand in this repository, read once for all edges."""

from pathlib import Path

from contract.documents import load_yaml
from contract.pages import Page, load_pages
from contract.pages_vs_spec import load_deviations
from contract.recordings import Recording, load_recordings
from contract.spec import Operation, load_spec

ROOT = Path(__file__).parents[1]
RECORDINGS_FOLDER = ROOT / "contract_tests" / "recordings"

PAGES = load_pages(ROOT / "spec" / "pages")
SPEC = load_spec(ROOT / "spec" / "openapi.yaml")
DEVIATIONS = load_deviations(ROOT / "spec" / "deviations.yaml")
RECORDINGS = load_recordings(RECORDINGS_FOLDER)
WAIVERS: dict[str, str] = load_yaml(RECORDINGS_FOLDER / "waivers.yaml") or {}

OPERATIONS = list(SPEC.operations.values())
# an operation without its page is compare_coverage's finding, not a KeyError here
PAIRS = [(PAGES.pages[operation.slug], operation) for operation in OPERATIONS if operation.slug in PAGES.pages]


def name_of(witness: object) -> str:
    """A test's id for a page, an operation or a recording."""
    if isinstance(witness, Page):
        return witness.slug
    if isinstance(witness, Operation):
        return witness.operation_id
    if isinstance(witness, Recording):
        return f"{witness.operation_id}-{witness.name}"
    return str(witness)
