# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from ..codec import INTEGER, NUMBER, TEXT
from ..model import Model, wire
from ..types import UNSET, Unset

if TYPE_CHECKING:
    pass


@define
class ExpandPromptRequest(Model):
    """What to expand.

    Attributes:
        business_task_id: The caller's own id of the task.
        mode: For which model: 0 is SD, 1 is SDXL. One of 0, 1.
        source_prompt: The short prompt.
        top_k: Sample among that many of the likeliest next tokens, from 0, which turns it off, to 250.
        top_p: Sample among the likeliest next tokens that make up this share, from 0.01 to 1.
        temperature: How freely tokens are sampled.
        repetition_penalty: How much repetition is avoided.
        max_tokens: Most tokens of a prompt.
        min_tokens: Fewest tokens of a prompt.
        sequences_num: How many prompts are written.
    """

    business_task_id: str = field(metadata=wire("businessTaskId", TEXT))
    mode: int = field(metadata=wire("mode", INTEGER))
    source_prompt: str = field(metadata=wire("sourcePrompt", TEXT))
    top_k: int | Unset = field(default=UNSET, metadata=wire("topK", INTEGER))
    top_p: float | Unset = field(default=UNSET, metadata=wire("topP", NUMBER))
    temperature: float | Unset = field(default=UNSET, metadata=wire("temperature", NUMBER))
    repetition_penalty: float | Unset = field(default=UNSET, metadata=wire("repetitionPenalty", NUMBER))
    max_tokens: int | Unset = field(default=UNSET, metadata=wire("maxTokens", INTEGER))
    min_tokens: int | Unset = field(default=UNSET, metadata=wire("minTokens", INTEGER))
    sequences_num: int | Unset = field(default=UNSET, metadata=wire("sequencesNum", INTEGER))
