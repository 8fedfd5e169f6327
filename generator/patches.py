"""The few lines of openapi-python-client's own templates that this project changes.

The installed template is read at generation and changed by named replacements. Each must match exactly once, so that an
upgrade that moves a line fails loudly instead of silently generating something else.
"""

from collections.abc import Callable
from typing import NamedTuple

from jinja2 import BaseLoader, Environment

from generator.lower import GenerationError


class Patch(NamedTuple):
    """One replacement in one template, and why."""

    template: str
    why: str
    old: str
    new: str


PATCHES = (
    Patch(
        "endpoint_module.py.jinja",
        "a toolCode keeps its slashes on the wire and cannot climb to another path",
        '{{parameter.python_name}}=quote(str({{parameter.python_name}}), safe=""),',
        "{{ path_parameter(endpoint, parameter) }},",
    ),
    Patch(
        "endpoint_module.py.jinja",
        "quoting is left to runtime/paths.py",
        "from urllib.parse import quote\n",
        "from ...paths import segment, segments\nfrom ...envelope import read_answer\n",
    ),
    Patch(
        "endpoint_module.py.jinja",
        "a refusal in the body is an error, and decoding errors name operation and pointer",
        "{{ parse_response(parsed_responses, response) | indent(8) }}\n    {% endfor %}",
        "return {{ read_answer(endpoint, response) }}\n    {% endfor %}",
    ),
    Patch(
        "endpoint_module.py.jinja",
        "the error carries the response",
        "errors.UnexpectedStatus(response.status_code, response.content)",
        "errors.UnexpectedStatus(response)",
    ),
    Patch(
        "endpoint_module.py.jinja",
        "an HTTP status without a name (522) is one too",
        "status_code=HTTPStatus(response.status_code),",
        "status_code=response.status_code,",
    ),
    Patch(
        "endpoint_macros.py.jinja",
        "the docstring names the errors that are raised",
        "errors.UnexpectedStatus: If the server returns an undocumented status code and "
        "Client.raise_on_unexpected_status is True.\n",
        "errors.StatusError: the service refused or failed.\n"
        "    errors.DecodeError: the answer is not in the documented form.\n",
    ),
    Patch(
        "client.py.jinja",
        "an undocumented HTTP status is an error, not None",
        'default="field(default=False, kw_only=True)"',
        'default="field(default=True, kw_only=True)"',
    ),
    Patch(
        "client.py.jinja",
        "headers may hold the keys, and no repr shows them",
        'field(factory=dict, kw_only=True, alias="headers")',
        'field(factory=dict, kw_only=True, alias="headers", repr=False)',
    ),
    Patch(
        "client.py.jinja",
        "cookies may hold secrets, and no repr shows them",
        'field(factory=dict, kw_only=True, alias="cookies")',
        'field(factory=dict, kw_only=True, alias="cookies", repr=False)',
    ),
    Patch(
        "client.py.jinja",
        "arguments for httpx may hold secrets, and no repr shows them",
        'field(factory=dict, kw_only=True, alias="httpx_args")',
        'field(factory=dict, kw_only=True, alias="httpx_args", repr=False)',
    ),
    Patch(
        "client.py.jinja",
        "a token is a secret, and no repr shows it",
        '"token": namespace(type="str", default="", ',
        '"token": namespace(type="str", default="field(repr=False)", ',
    ),
    Patch(
        "client.py.jinja",
        "headers, cookies and token may be secrets, and no pickle has them",
        "{% macro builders(self) %}\n",
        "{% macro builders(self) %}\n"
        "    def __reduce__(self) -> Any:\n"
        '        raise TypeError("a client is not pickled, as it may hold keys: make another one there")\n\n',
    ),
)


class PatchedLoader(BaseLoader):
    """Loads a package's templates with the replacements made."""

    def __init__(self, inner: BaseLoader, patches: tuple[Patch, ...] = PATCHES) -> None:
        self._inner = inner
        self._patches = patches

    def get_source(self, environment: Environment, template: str) -> tuple[str, str | None, Callable[[], bool] | None]:
        """Return the changed source. Raises GenerationError where a replacement does not match exactly once."""
        source, filename, uptodate = self._inner.get_source(environment, template)
        for patch in self._patches:
            if patch.template != template:
                continue
            if (found := source.count(patch.old)) != 1:
                raise GenerationError(
                    f"{template}: expected exactly one place to change so that {patch.why}, found {found} of "
                    f"{patch.old!r}; openapi-python-client has changed: mend generator/patches.py"
                )
            source = source.replace(patch.old, patch.new)
        return source, filename, uptodate
