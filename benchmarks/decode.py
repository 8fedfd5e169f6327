"""Decoding a long list, from bytes to typed objects."""

import json
from typing import Any

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel

from benchmarks.documented import model_list
from benchmarks.report import Figure
from benchmarks.rounds import Contender, Say, Spread, alternate, cpu_seconds, ratio
from img_open.models import ListModelsResponse

ROWS = 1000
CLIENT, JSON, PYDANTIC, PYDANTIC_AFTER = "img_open", "json.loads", "pydantic, from bytes", "pydantic, after json.loads"
PEERS = (JSON, PYDANTIC, PYDANTIC_AFTER)


class _Peer(BaseModel):
    # As tolerant as ours: fields that nobody knows are kept.
    model_config = ConfigDict(alias_generator=to_camel, extra="allow", protected_namespaces=())


class PeerModel(_Peer):
    """The shape of CheckpointModel."""

    sd_model_checkpoint: str
    id: int | None = None
    sd_model_name: str | None = None
    model_base_model: str | None = None
    model_hash: str | None = None
    model_type: str | None = None
    model_version: str | None = None
    model_status: int | None = None
    model_upload_status: int | None = None
    model_img_url_2: str | None = None


class PeerPage(_Peer):
    """The shape of ModelPage."""

    rows: list[PeerModel]
    total: int
    page_size: int
    page_num: int


class PeerAnswer(_Peer):
    """The shape of ListModelsResponse."""

    code: str
    msg: str
    data: PeerPage


def measure(say: Say, *, quick: bool = False) -> Figure:
    """Compare; there is no target."""
    rounds, times = (5, 2) if quick else (41, 10)
    samples = alternate(contenders(model_list(ROWS), times), rounds, say)
    ours = Spread.of(samples[CLIENT]).shown(2, 1000)
    return Figure(
        name="decode",
        title="Decoding a long list",
        how=(
            f"An answer of queryModelList with {ROWS:,} rows, each the documented one, from bytes to objects, {times}"
            " times a round. img_open is `ListModelsResponse.from_dict(json.loads(content))`, what `list_models` does"
            " with an answer; pydantic has models of the same shape, which keep unknown fields as ours do."
            " Both are typed; json.loads alone is the part that img_open cannot go below."
        ),
        columns=("peer", "img_open, ms", "peer, ms", "ratio"),
        rows=[
            (peer, ours, Spread.of(samples[peer]).shown(2, 1000), ratio(samples, CLIENT, peer).shown())
            for peer in PEERS
        ],
        samples=samples,
    )


def decoded(content: bytes) -> ListModelsResponse:
    """Decode as the client does."""
    return ListModelsResponse.from_dict(json.loads(content))


def contenders(content: bytes, times: int) -> dict[str, Contender]:
    """Each costs the CPU seconds of one decoding, averaged over some."""
    ours = decoded(content).to_dict()
    peer = PeerAnswer.model_validate_json(content).model_dump(by_alias=True)
    if not ours == peer == json.loads(content):
        raise RuntimeError("expected all to read the same, got differences; this is no comparison")

    def contender(decode: Any) -> Contender:
        def several() -> None:
            for _ in range(times):
                decode(content)

        return lambda: cpu_seconds(several) / times

    return {
        CLIENT: contender(decoded),
        JSON: contender(json.loads),
        PYDANTIC: contender(PeerAnswer.model_validate_json),
        PYDANTIC_AFTER: contender(lambda content: PeerAnswer.model_validate(json.loads(content))),
    }
