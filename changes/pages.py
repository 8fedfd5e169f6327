"""What changed between two states of a page's facts."""

from changes.change import Change
from changes.comparing import change, compare_surfaces
from changes.surface import Surface, surface_of_page
from contract.values import ABSENT, JsonObject, Words


def compare_pages(before: JsonObject | None, after: JsonObject | None) -> list[Change]:
    """Every change between two states of one page (spec/pages/schema/page.schema.yaml); None for no page."""
    if before is None or after is None:
        present = before if after is None else after
        if present is None:
            return []
        states = (Words(present["title"]), ABSENT) if after is None else (ABSENT, Words(present["title"]))
        rule = "page-removed" if after is None else "page-added"
        return [change(rule, str(present["slug"]), "", *states, subject=f"the page {present['title']}")]
    slug, old, new = str(after["slug"]), surface_of_page(before), surface_of_page(after)
    known = [_is_known(surface) for surface in (old, new)]
    if known[0] != known[1]:
        rule = "page-documented" if known[1] else "page-undocumented"
        told = [Words("more than its title" if known_ else "its title alone") for known_ in known]
        return [change(rule, slug, "", told[0], told[1], subject=f"the page {after['title']}")]
    return compare_surfaces(slug, old, new)


def _is_known(surface: Surface) -> bool:
    """Whether more than the page's title is known."""
    return "/path" in surface.said or any(surface.tables.values()) or bool(surface.examples)
