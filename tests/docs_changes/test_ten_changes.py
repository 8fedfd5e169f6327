"""Ten realistic changes of the documentation go from the site to green tests by the commands of README's section.

All ten are made at once in a copy of the repository, as each takes a minute of its own; one alone is run by
`pytest tests/docs_changes --each-docs-change`.
"""

from pathlib import Path

import pytest

from contract_tests.witnesses import PAGES, SPEC
from tests.docs_changes.cases import CASES, GONE_MEND, GONE_SLUG, NEW_MEND, NEW_NUMBER, NEW_SLUG, NEW_TITLE, new_page
from tests.docs_changes.copy_of import Copy
from tests.docs_changes.published import markdown, number_of, whole
from tests.fetching.site import Site, running_site

EDGES = [
    f"contract_tests/test_{name}.py"
    for name in (
        "pages",
        "pages_vs_spec",
        "spec",
        "spec_vs_client",
        "recordings_vs_spec",
        "client_vs_recordings",
        "client_vs_server",
        "server_vs_recordings",
        "server_vs_pages",
        "completeness",
    )
]
UNTOUCHED = "legal_value and (Response or Data)"  # the ten change requests; these take a minute
NEW, GONE = "a new page", "a page gone"
LIKE = "image-description"  # the page that the new one resembles
BY_SLUG = {operation.slug: operation for operation in SPEC.operations.values()}


class Documentation:
    """A site that publishes the pages of the cases, as the repository knows them."""

    def __init__(self, site: Site, slugs: set[str]) -> None:
        self.site = site
        self.facts = {slug: whole(PAGES.pages[slug], BY_SLUG[slug]) for slug in slugs}
        self.numbers = {slug: number_of(PAGES.pages[slug]) for slug in slugs}

    def publish(self) -> None:
        """Write llms.txt and the pages as they are now."""
        lines = [
            f"- {facts['tag']} [{facts['title']}]({self.site.url}/{self.numbers[slug]}e0.md): "
            for slug, facts in self.facts.items()
        ]
        self.site.texts = {"/llms.txt": "\n".join(["# Project", "## API Docs", *lines, ""])}
        for slug, facts in self.facts.items():
            self.site.texts[f"/{self.numbers[slug]}e0.md"] = markdown(facts, self.numbers[slug])


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    each = metafunc.config.getoption("--each-docs-change", default=False)
    names = [*CASES, NEW, GONE]
    metafunc.parametrize("names", [[name] for name in names] if each else [names], ids=names if each else ["all ten"])


def test_changes_of_the_documentation_go_from_the_site_to_green(names: list[str], tmp_path: Path) -> None:
    with running_site() as site:
        go_from_the_site_to_green(names, site, Copy(tmp_path / "copy"))


def go_from_the_site_to_green(names: list[str], site: Site, copy: Copy) -> None:
    """Fetch and write what the site says; then the changes, and all that README's section says, up to the tests."""
    cases = [CASES[name] for name in names if name in CASES]
    kept = {case.slug for case in cases} | ({GONE_SLUG} if GONE in names else set()) | {LIKE}
    documentation = Documentation(site, kept)
    documentation.publish()
    take_over(copy, site)
    copy.commit("The documentation as it was")

    for case in cases:
        case.change(documentation.facts[case.slug])
    if NEW in names:
        documentation.facts[NEW_SLUG] = new_page(documentation.facts[LIKE])
        documentation.numbers[NEW_SLUG] = NEW_NUMBER
    if GONE in names:
        del documentation.facts[GONE_SLUG]
    documentation.publish()
    told = take_over(copy, site)

    if NEW in names:
        assert NEW_TITLE in told
        new = ("--slug", NEW_SLUG, "--id", NEW_NUMBER, "--group", "image tool")
        copy.run("scripts.transcribe", "--write", "--from-snapshot", "out/pages", *new)
    if GONE in names:
        assert f"{GONE_SLUG}" in told
    diff = copy.run("scripts.pages_diff")
    for name in names:
        assert name not in CASES or CASES[name].told in diff, f"{name}:\n{diff}"
    mend(copy, names)
    for module in ("scripts.generate", "scripts.record", "scripts.readme"):
        copy.run(module)
    assert " passed" in copy.run("pytest", "-q", "-n", "2", *EDGES, "-k", f"not ({UNTOUCHED})")


def take_over(copy: Copy, site: Site) -> str:
    """Fetch the site, and write what its pages say."""
    fetched = copy.run("scripts.pages_fetch", "--site", site.url, "--pause", "0", codes=(0, 1))
    return fetched + copy.run("scripts.transcribe", "--write", "--from-snapshot", "out/pages", codes=(0, 1))


def mend(copy: Copy, names: list[str]) -> None:
    """What a person does after reading the diff."""
    for name in names:
        for file, there, wanted in CASES[name].mends if name in CASES else ():
            copy.mend(file, there, wanted)
        for stale in CASES[name].stale if name in CASES else ():
            copy.remove(f"contract_tests/recordings/{stale}")
    if NEW in names:
        copy.mend(*NEW_MEND)
        copy.run("scripts.draft", NEW_SLUG)
    if GONE in names:
        copy.mend(*GONE_MEND)
