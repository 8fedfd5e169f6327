"""Why no draft is made."""


class DraftError(ValueError):
    """Something that cannot be drafted; the text says what was expected, what the page has, and what to do."""
