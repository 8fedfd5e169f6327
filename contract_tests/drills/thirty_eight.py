"""The 38 drifts of one operation with which the tools of others were measured: who notices how many of them."""

from contract_tests.drills.catalogue import Mutant, mutants_of

OPERATION = "detectFaces"
SERVER, DOCS, CLIENT, RECORDINGS = "server", "page", "client", "recording"
_CHOSEN: tuple[tuple[str, str, str], ...] = (
    # in the service's own envelope: HTTP 200, and a code
    (SERVER, "rename", "a field renamed"),
    (SERVER, "drop", "a field dropped"),
    (SERVER, "add", "a field added, recordings-server"),
    (SERVER, "retype", "a text becomes a number"),
    (SERVER, "retype", "a text becomes null"),
    (SERVER, "retype", "a text becomes a list"),
    (SERVER, "retype", "a list becomes null"),
    (SERVER, "retype", "a number becomes a text"),
    (SERVER, "legal form switched", "a number as a text"),
    (SERVER, "nesting", "a field one level deeper"),
    (SERVER, "nesting", "the data in a list"),
    (SERVER, "casing", "a field in upper case"),
    (SERVER, "swapped values", "businessTaskId and taskId swapped"),
    (SERVER, "envelope code", "the code becomes a number"),
    (SERVER, "envelope code", "a success has code 0"),
    (SERVER, "enum value", "a status that no one names"),
    (SERVER, "keys no longer checked", "no key is looked at"),
    (SERVER, "keys no longer checked", "X-Request-req-accessKeySecret is not looked at"),
    (SERVER, "invalid bodies accepted", "whatever is sent"),
    (SERVER, "valid bodies refused", "whatever is sent"),
    (SERVER, "required flip", "is not looked at"),
    (DOCS, "rename", "a row renamed at /request/body/imageUrl"),
    (DOCS, "drop", "a row dropped at /response/200/data/faceUrls"),
    (DOCS, "add", "a row added at /request/body"),
    (DOCS, "retype", "a row typed anew at /response/200/data/taskId"),
    (DOCS, "required flip", "required flipped at /request/body/callbackUrl"),
    (DOCS, "enum value", "enum planted at /response/200/data/toolTask"),
    (DOCS, "path", "a fact changed at /path"),
    (DOCS, "method", "a fact changed at /method"),
    (DOCS, "legal form switched", "at /response/200/data/status"),
    (CLIENT, "rename", "image_url renamed"),
    (CLIENT, "drop", "callback_url is lost on its way"),
    (CLIENT, "path", "another path"),
    (CLIENT, "enum value", "another status is done"),
    (RECORDINGS, "drop", "a field dropped"),
    (RECORDINGS, "retype", "a value of another type at /response/body/data"),
    (RECORDINGS, "legal form switched", "/data/status"),
    (RECORDINGS, "secret in a recording", "accessKeySecret"),
)


def classic() -> list[Mutant]:
    """21 of the server, 9 of the docs, 4 of the client, 4 of recordings. Raises LookupError where one is gone."""
    return [_chosen(*choice) for choice in _CHOSEN]


def _chosen(witness: str, operator: str, words: str) -> Mutant:
    for mutant in mutants_of(OPERATION).values():
        if (mutant.witness, mutant.operator) == (witness, operator) and words in mutant.id:
            return mutant
    raise LookupError(f"{OPERATION} has no longer the drift {witness}, {operator}, {words!r}; name another one")
