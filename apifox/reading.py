"""Read a page as Apifox publishes it, in either of its forms, into facts."""

from apifox.copied import is_copied, read_copied
from apifox.doubts import Doubt, PageError, Reading
from apifox.finishing import finished
from apifox.limits import checked_slug, checked_text
from apifox.markdown import has_block, read_markdown

__all__ = ["Doubt", "PageError", "Reading", "read_page"]


def read_page(text: str, *, slug: str) -> Reading:
    """Read a copied page, or a `.md` page with its OpenAPI block.

    The facts are in the form of spec/pages. What is not sure is a doubt and no fact; of prose only hashes are kept.
    Raises PageError where the text is neither, or hostile.
    """
    checked_slug(slug)
    plain = checked_text(text)
    if has_block(plain):
        return finished(read_markdown(plain, slug))
    if is_copied(plain):
        return finished(read_copied(plain, slug))
    raise PageError(
        "expected a page copied from the browser (a method and below it a path) or a .md page of Apifox (a block that"
        " begins with the lines ```yaml and openapi: 3.0.1), got neither; is it a page of prose, or a part of one?"
    )
