# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
"""Image tools: one picture in, faces, captions or another picture out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .. import task_rules
from ..errors import ArgumentError, about_task
from ..models.describe_image_request import DescribeImageRequest
from ..models.expand_prompt_request import ExpandPromptRequest
from ..models.face_detection_data import FaceDetectionData
from ..models.face_detection_request import FaceDetectionRequest
from ..models.flux_text_to_image_data import FluxTextToImageData
from ..models.flux_text_to_image_request import FluxTextToImageRequest
from ..models.identify_style_request import IdentifyStyleRequest
from ..models.image_description_data import ImageDescriptionData
from ..models.optimize_prompt_request import OptimizePromptRequest
from ..models.outpaint_image_request import OutpaintImageRequest
from ..models.picture_task_data import PictureTaskData
from ..models.pictures_task_data import PicturesTaskData
from ..models.preview_preprocessor_request import PreviewPreprocessorRequest
from ..models.prompt_expansion_data import PromptExpansionData
from ..models.style_task_data import StyleTaskData
from ..models.stylize_portrait_request import StylizePortraitRequest
from ..models.swap_face_request import SwapFaceRequest
from ..models.swap_face_v2_request import SwapFaceV2Request
from ..models.swap_faces_request import SwapFacesRequest
from ..polling import TaskRules
from ..raw import raw, raw_async
from ..reading import kind
from ..tasks import AsyncTask, Task
from ..transport import AsyncTransport, SyncTransport, new_business_task_id
from ..types import UNSET

_MODELS = f"{__package__.rpartition('.')[0]}.models"


def _flux_text_to_image(
    *,
    comfy_task_type: str,
    prompt: str,
    business_task_id: str | None = None,
    width: int | None = None,
    height: int | None = None,
    steps: int | None = None,
    flux_guidance: float | None = None,
    callback_url: str | None = None,
) -> tuple[str, str, dict[str, Any]]:
    key = new_business_task_id() if business_task_id is None else business_task_id
    body = FluxTextToImageRequest(
        business_task_id=key,
        comfy_task_type=comfy_task_type,
        prompt=prompt,
        width=UNSET if width is None else width,
        height=UNSET if height is None else height,
        steps=UNSET if steps is None else steps,
        flux_guidance=UNSET if flux_guidance is None else flux_guidance,
        callback_url=UNSET if callback_url is None else callback_url,
    )
    return key, "/AIGCImgOpenServ/saas/tool/comfyui/text2image", body.to_dict()


def _swap_face(
    *,
    source_url: str,
    target_url: str,
    business_task_id: str | None = None,
) -> tuple[str, str, dict[str, Any]]:
    key = new_business_task_id() if business_task_id is None else business_task_id
    body = SwapFaceRequest(
        source_url=source_url,
        target_url=target_url,
        business_task_id=key,
    )
    return key, "/AIGCImgOpenServ/saas/tool/roop", body.to_dict()


def _swap_face_v2(
    *,
    source_url: str,
    target_url: str,
    business_task_id: str | None = None,
    fidelity_weight: str | None = None,
) -> tuple[str, str, dict[str, Any]]:
    key = new_business_task_id() if business_task_id is None else business_task_id
    body = SwapFaceV2Request(
        source_url=source_url,
        target_url=target_url,
        business_task_id=key,
        fidelity_weight=UNSET if fidelity_weight is None else fidelity_weight,
    )
    return key, "/AIGCImgOpenServ/saas/tool/v2/roop", body.to_dict()


def _stylize_portrait(
    *,
    image: str,
    prompt: str,
    business_task_id: str | None = None,
    height: int | None = None,
    width: int | None = None,
    negative_prompt: str | None = None,
    steps: int | None = None,
    guidance_scale: int | None = None,
    seed: int | None = None,
    callback_url: str | None = None,
) -> tuple[str, str, dict[str, Any]]:
    key = new_business_task_id() if business_task_id is None else business_task_id
    body = StylizePortraitRequest(
        business_task_id=key,
        image=image,
        prompt=prompt,
        height=UNSET if height is None else height,
        width=UNSET if width is None else width,
        negative_prompt=UNSET if negative_prompt is None else negative_prompt,
        steps=UNSET if steps is None else steps,
        guidance_scale=UNSET if guidance_scale is None else guidance_scale,
        seed=UNSET if seed is None else seed,
        callback_url=UNSET if callback_url is None else callback_url,
    )
    return key, "/AIGCImgOpenServ/saas/tool/instantID", body.to_dict()


def _describe_image(
    *,
    image: str,
    business_task_id: str | None = None,
    model: str | None = None,
    callback_url: str | None = None,
) -> tuple[str, str, dict[str, Any]]:
    key = new_business_task_id() if business_task_id is None else business_task_id
    body = DescribeImageRequest(
        business_task_id=key,
        image=image,
        model=UNSET if model is None else model,
        callback_url=UNSET if callback_url is None else callback_url,
    )
    return key, "/AIGCImgOpenServ/saas/tool/interrogate", body.to_dict()


def _swap_faces(
    *,
    source_url: list[str],
    target_url: str,
    business_task_id: str | None = None,
    face_idx: int | None = None,
    callback_url: str | None = None,
) -> tuple[str, str, dict[str, Any]]:
    key = new_business_task_id() if business_task_id is None else business_task_id
    body = SwapFacesRequest(
        source_url=source_url,
        target_url=target_url,
        business_task_id=key,
        face_idx=UNSET if face_idx is None else face_idx,
        callback_url=UNSET if callback_url is None else callback_url,
    )
    return key, "/AIGCImgOpenServ/saas/tool/face/fusion", body.to_dict()


def _detect_faces(
    *,
    image_url: str,
    business_task_id: str | None = None,
    callback_url: str | None = None,
) -> tuple[str, str, dict[str, Any]]:
    key = new_business_task_id() if business_task_id is None else business_task_id
    body = FaceDetectionRequest(
        image_url=image_url,
        business_task_id=key,
        callback_url=UNSET if callback_url is None else callback_url,
    )
    return key, "/AIGCImgOpenServ/saas/tool/face/detection", body.to_dict()


def _expand_prompt(
    *,
    mode: int,
    source_prompt: str,
    business_task_id: str | None = None,
    top_k: int | None = None,
    top_p: float | None = None,
    temperature: float | None = None,
    repetition_penalty: float | None = None,
    max_tokens: int | None = None,
    min_tokens: int | None = None,
    sequences_num: int | None = None,
) -> tuple[str, str, dict[str, Any]]:
    key = new_business_task_id() if business_task_id is None else business_task_id
    body = ExpandPromptRequest(
        business_task_id=key,
        mode=mode,
        source_prompt=source_prompt,
        top_k=UNSET if top_k is None else top_k,
        top_p=UNSET if top_p is None else top_p,
        temperature=UNSET if temperature is None else temperature,
        repetition_penalty=UNSET if repetition_penalty is None else repetition_penalty,
        max_tokens=UNSET if max_tokens is None else max_tokens,
        min_tokens=UNSET if min_tokens is None else min_tokens,
        sequences_num=UNSET if sequences_num is None else sequences_num,
    )
    return key, "/AIGCImgOpenServ/saas/tool/prompts/expand", body.to_dict()


def _optimize_prompt(
    *,
    raw_prompt: str,
    task_id: str | None = None,
) -> tuple[str, str, dict[str, Any]]:
    key = new_business_task_id() if task_id is None else task_id
    body = OptimizePromptRequest(
        task_id=key,
        raw_prompt=raw_prompt,
    )
    return key, "/AIGCImgOpenServ/saas/tool/sdPrompts", body.to_dict()


def _identify_style(
    *,
    source_image: str,
    business_task_id: str | None = None,
    callback_url: str | None = None,
) -> tuple[str, str, dict[str, Any]]:
    key = new_business_task_id() if business_task_id is None else business_task_id
    body = IdentifyStyleRequest(
        source_image=source_image,
        business_task_id=key,
        callback_url=UNSET if callback_url is None else callback_url,
    )
    return key, "/AIGCImgOpenServ/saas/tool/identifyStyle", body.to_dict()


def _outpaint_image(
    *,
    source_image: str,
    image_count: int,
    vertical_expansion_ratio: float,
    horizontal_expansion_ratio: float,
    business_task_id: str | None = None,
    prompt: str | None = None,
    negative_prompt: str | None = None,
    sample_step: int | None = None,
    sampler: str | None = None,
    prompt_guide_factor: int | None = None,
    seed: int | None = None,
    callback_url: str | None = None,
) -> tuple[str, str, dict[str, Any]]:
    key = new_business_task_id() if business_task_id is None else business_task_id
    body = OutpaintImageRequest(
        business_task_id=key,
        source_image=source_image,
        image_count=image_count,
        vertical_expansion_ratio=vertical_expansion_ratio,
        horizontal_expansion_ratio=horizontal_expansion_ratio,
        prompt=UNSET if prompt is None else prompt,
        negative_prompt=UNSET if negative_prompt is None else negative_prompt,
        sample_step=UNSET if sample_step is None else sample_step,
        sampler=UNSET if sampler is None else sampler,
        prompt_guide_factor=UNSET if prompt_guide_factor is None else prompt_guide_factor,
        seed=UNSET if seed is None else seed,
        callback_url=UNSET if callback_url is None else callback_url,
    )
    return key, "/AIGCImgOpenServ/saas/tool/imgExpand", body.to_dict()


def _preview_preprocessor(
    *,
    source_image: str,
    preprocessor: str,
    business_task_id: str | None = None,
    callback_url: str | None = None,
) -> tuple[str, str, dict[str, Any]]:
    key = new_business_task_id() if business_task_id is None else business_task_id
    body = PreviewPreprocessorRequest(
        business_task_id=key,
        source_image=source_image,
        preprocessor=preprocessor,
        callback_url=UNSET if callback_url is None else callback_url,
    )
    return key, "/AIGCImgOpenServ/saas/tool/cnt/preview", body.to_dict()


def _any_tool(tool_code: str, body: Mapping[str, Any]) -> tuple[str, str, dict[str, Any], TaskRules]:
    if not isinstance(body, Mapping):
        raise ArgumentError(f"body: expected a mapping, the request as JSON, got {kind(body)}")
    path, name, rules = task_rules.tool(tool_code)
    key = str(body.get(name) or new_business_task_id())
    return key, path, {**body, name: key}, rules


class Tools:
    """Image tools: one picture in, faces, captions or another picture out."""

    def __init__(self, transport: SyncTransport) -> None:
        self._transport = transport

    def flux_text_to_image(
        self,
        *,
        comfy_task_type: str,
        prompt: str,
        business_task_id: str | None = None,
        width: int | None = None,
        height: int | None = None,
        steps: int | None = None,
        flux_guidance: float | None = None,
        callback_url: str | None = None,
    ) -> Task[FluxTextToImageData]:
        """Make a picture from a prompt with a Flux model.

        Starts a task that makes one picture.

        Args:
            comfy_task_type: Which workflow runs. One of Flux1DevFP8, Flux1SchnellFP8.
            prompt: What the picture shows.
            business_task_id: The caller's own id of the task. Made when left out.
            width: Width in pixels.
            height: Height in pixels.
            steps: Diffusion steps.
            flux_guidance: How closely the picture follows the prompt; 3.5 when left out. The page speaks of an
                accuracy of 0.1.
            callback_url: URL to which the result is posted when it is ready, http or https.

        Raises:
            ArgumentError, TransportError, SubmitUnclear, StatusError, DecodeError

        Page: https://4v5l1y8wvl.apifox.cn/api-225099153

        Assumed: Only 1 is documented, beside a finished picture; 0 and -1 are the sandbox's, so that
        waiting and failing can be practised.

        Assumed: queryToolTask's page takes the part of a tool's path after tool/ as toolCode; that this
        tool can be asked for so is not said.
        """
        key, path, body = _flux_text_to_image(
            comfy_task_type=comfy_task_type,
            prompt=prompt,
            business_task_id=business_task_id,
            width=width,
            height=height,
            steps=steps,
            flux_guidance=flux_guidance,
            callback_url=callback_url,
        )
        with about_task(key):
            first = self._transport.submit(task_rules.FLUX_TEXT_TO_IMAGE, path, body, key)
            return Task(self._transport, task_rules.FLUX_TEXT_TO_IMAGE, key, first)

    def swap_face(
        self,
        *,
        source_url: str,
        target_url: str,
        business_task_id: str | None = None,
    ) -> Task[PictureTaskData]:
        """Put the face of one picture onto another.

        Starts a task that puts the face of the source onto the target (roop).

        Args:
            source_url: URL of the picture that gives the face.
            target_url: URL of the picture that gets the face.
            business_task_id: The caller's own id of the task. Made when left out.

        Raises:
            ArgumentError, TransportError, SubmitUnclear, StatusError, DecodeError

        Page: https://4v5l1y8wvl.apifox.cn/api-202222090

        Assumed: The page's answer was not seen; taken from instantID's, which makes one picture as well.

        Assumed: No number of this tool is documented; those of face detection, whose 2 stands beside a
        finished result, are taken.
        """
        key, path, body = _swap_face(
            source_url=source_url,
            target_url=target_url,
            business_task_id=business_task_id,
        )
        with about_task(key):
            first = self._transport.submit(task_rules.SWAP_FACE, path, body, key)
            return Task(self._transport, task_rules.SWAP_FACE, key, first)

    def swap_face_v2(
        self,
        *,
        source_url: str,
        target_url: str,
        business_task_id: str | None = None,
        fidelity_weight: str | None = None,
    ) -> Task[PictureTaskData]:
        """Put the face of one picture onto another, and restore it.

        Starts a task that puts the face of the source onto the target (roop) and restores it (codeformer).

        Args:
            source_url: URL of the picture that gives the face.
            target_url: URL of the picture that gets the face.
            business_task_id: The caller's own id of the task. Made when left out.
            fidelity_weight: Balance of the restoration, a number from 0 to 1 as a text. Assumed: The documented range as
                an expression, since the type is string.

        Raises:
            ArgumentError, TransportError, SubmitUnclear, StatusError, DecodeError

        Page: https://4v5l1y8wvl.apifox.cn/api-202222091

        Assumed: The page's answer was not seen; taken from instantID's, which makes one picture as well.

        Assumed: No number of this tool is documented; those of face detection, whose 2 stands beside a
        finished result, are taken.

        Assumed: queryToolTask's page takes the part of a tool's path after tool/ as toolCode; that this
        tool can be asked for so is not said.
        """
        key, path, body = _swap_face_v2(
            source_url=source_url,
            target_url=target_url,
            business_task_id=business_task_id,
            fidelity_weight=fidelity_weight,
        )
        with about_task(key):
            first = self._transport.submit(task_rules.SWAP_FACE_V2, path, body, key)
            return Task(self._transport, task_rules.SWAP_FACE_V2, key, first)

    def stylize_portrait(
        self,
        *,
        image: str,
        prompt: str,
        business_task_id: str | None = None,
        height: int | None = None,
        width: int | None = None,
        negative_prompt: str | None = None,
        steps: int | None = None,
        guidance_scale: int | None = None,
        seed: int | None = None,
        callback_url: str | None = None,
    ) -> Task[PictureTaskData]:
        """Show a portrait in another style.

        Starts a task that makes one picture of the portrait's person as the prompt says (instantID).

        Args:
            image: URL of a portrait.
            prompt: What the picture shows.
            business_task_id: The caller's own id of the task. Made when left out.
            height: Height in pixels; only 960 is open to the public so far. One of 960.
            width: Width in pixels; only 960 is open to the public so far. One of 960.
            negative_prompt: What the picture must not show.
            steps: Diffusion steps.
            guidance_scale: How closely the picture follows the prompt.
            seed: Seed of the random numbers.
            callback_url: URL to which the result is posted when it is ready, http or https.

        Raises:
            ArgumentError, TransportError, SubmitUnclear, StatusError, DecodeError

        Page: https://4v5l1y8wvl.apifox.cn/api-202222092

        Assumed: No number of this tool is documented; those of face detection, whose 2 stands beside a
        finished result, are taken.

        Assumed: queryToolTask's page takes the part of a tool's path after tool/ as toolCode; that this
        tool can be asked for so is not said.
        """
        key, path, body = _stylize_portrait(
            image=image,
            prompt=prompt,
            business_task_id=business_task_id,
            height=height,
            width=width,
            negative_prompt=negative_prompt,
            steps=steps,
            guidance_scale=guidance_scale,
            seed=seed,
            callback_url=callback_url,
        )
        with about_task(key):
            first = self._transport.submit(task_rules.STYLIZE_PORTRAIT, path, body, key)
            return Task(self._transport, task_rules.STYLIZE_PORTRAIT, key, first)

    def describe_image(
        self,
        *,
        image: str,
        business_task_id: str | None = None,
        model: str | None = None,
        callback_url: str | None = None,
    ) -> Task[ImageDescriptionData]:
        """Describe a picture in words.

        Starts a task that captions the picture.

        Args:
            image: URL of the picture.
            business_task_id: The caller's own id of the task. Made when left out.
            model: Which model writes the caption; clip when left out. One of clip, deepdanbooru.
            callback_url: URL to which the result is posted when it is ready, http or https.

        Raises:
            ArgumentError, TransportError, SubmitUnclear, StatusError, DecodeError

        Page: https://4v5l1y8wvl.apifox.cn/api-202222095

        Assumed: Only 1 is documented, beside a finished caption; 0 and -1 are the sandbox's, so that
        waiting and failing can be practised.

        Assumed: queryToolTask's page takes the part of a tool's path after tool/ as toolCode; that this
        tool can be asked for so is not said.
        """
        key, path, body = _describe_image(
            image=image,
            business_task_id=business_task_id,
            model=model,
            callback_url=callback_url,
        )
        with about_task(key):
            first = self._transport.submit(task_rules.DESCRIBE_IMAGE, path, body, key)
            return Task(self._transport, task_rules.DESCRIBE_IMAGE, key, first)

    def swap_faces(
        self,
        *,
        source_url: list[str],
        target_url: str,
        business_task_id: str | None = None,
        face_idx: int | None = None,
        callback_url: str | None = None,
    ) -> Task[PictureTaskData]:
        """Put one or two faces onto the faces of a picture.

        Starts a task that puts the faces of one or two sources onto the faces of the target, or one of them
        onto the face that faceIdx counts from the left.

        Args:
            source_url: URLs of one or two pictures that give a face each.
            target_url: URL of the picture that gets the faces.
            business_task_id: The caller's own id of the task. Made when left out.
            face_idx: Which face of the target is replaced, counted from the left, from 1; with three faces from 1
                to 3. Assumed: The description says [1, 3] for three faces.
            callback_url: URL to which the result is posted when it is ready, http or https.

        Raises:
            ArgumentError, TransportError, SubmitUnclear, StatusError, DecodeError

        Page: https://4v5l1y8wvl.apifox.cn/api-202222097

        Assumed: The page's answer was not seen; taken from instantID's, which makes one picture as well.

        Assumed: No number of this tool is documented; those of face detection, whose 2 stands beside a
        finished result, are taken.

        Assumed: queryToolTask's page takes the part of a tool's path after tool/ as toolCode; that this
        tool can be asked for so is not said.
        """
        key, path, body = _swap_faces(
            source_url=source_url,
            target_url=target_url,
            business_task_id=business_task_id,
            face_idx=face_idx,
            callback_url=callback_url,
        )
        with about_task(key):
            first = self._transport.submit(task_rules.SWAP_FACES, path, body, key)
            return Task(self._transport, task_rules.SWAP_FACES, key, first)

    def detect_faces(
        self,
        *,
        image_url: str,
        business_task_id: str | None = None,
        callback_url: str | None = None,
    ) -> Task[FaceDetectionData]:
        """Find every face in a picture.

        Cuts out each face that it finds and answers with the URL of each cut. The result usually serves to
        choose which face a multiple face swap is to replace.

        Args:
            image_url: URL of the picture whose faces are wanted.
            business_task_id: The caller's own id of the task. Made when left out.
            callback_url: URL to which the result is posted when it is ready, http or https.

        Raises:
            ArgumentError, TransportError, SubmitUnclear, StatusError, DecodeError

        Page: https://4v5l1y8wvl.apifox.cn/api-202222098

        Assumed: Only 2 is documented, beside a finished result; 1 and -1 are the sandbox's, so that waiting
        and failing can be practised.

        Assumed: queryToolTask's page takes the part of a tool's path after tool/ as toolCode; that this
        tool can be asked for so is not said.
        """
        key, path, body = _detect_faces(
            image_url=image_url,
            business_task_id=business_task_id,
            callback_url=callback_url,
        )
        with about_task(key):
            first = self._transport.submit(task_rules.DETECT_FACES, path, body, key)
            return Task(self._transport, task_rules.DETECT_FACES, key, first)

    def expand_prompt(
        self,
        *,
        mode: int,
        source_prompt: str,
        business_task_id: str | None = None,
        top_k: int | None = None,
        top_p: float | None = None,
        temperature: float | None = None,
        repetition_penalty: float | None = None,
        max_tokens: int | None = None,
        min_tokens: int | None = None,
        sequences_num: int | None = None,
    ) -> Task[PromptExpansionData]:
        """Expand a short prompt into fuller ones.

        Starts a task that writes fuller prompts for Stable Diffusion or SDXL.

        Args:
            mode: For which model: 0 is SD, 1 is SDXL. One of 0, 1.
            source_prompt: The short prompt.
            business_task_id: The caller's own id of the task. Made when left out.
            top_k: Sample among that many of the likeliest next tokens, from 0, which turns it off, to 250.
            top_p: Sample among the likeliest next tokens that make up this share, from 0.01 to 1. Assumed: The
                range is cut after [0.01, 1.; more than 1 is no share.
            temperature: How freely tokens are sampled.
            repetition_penalty: How much repetition is avoided.
            max_tokens: Most tokens of a prompt.
            min_tokens: Fewest tokens of a prompt.
            sequences_num: How many prompts are written.

        Raises:
            ArgumentError, TransportError, SubmitUnclear, StatusError, DecodeError

        Page: https://4v5l1y8wvl.apifox.cn/api-202222099

        Assumed: Only 0 is documented, beside finished prompts; 1 and -1 are the sandbox's, so that waiting
        and failing can be practised.

        Assumed: queryToolTask's page takes the part of a tool's path after tool/ as toolCode; that this
        tool can be asked for so is not said.
        """
        key, path, body = _expand_prompt(
            mode=mode,
            source_prompt=source_prompt,
            business_task_id=business_task_id,
            top_k=top_k,
            top_p=top_p,
            temperature=temperature,
            repetition_penalty=repetition_penalty,
            max_tokens=max_tokens,
            min_tokens=min_tokens,
            sequences_num=sequences_num,
        )
        with about_task(key):
            first = self._transport.submit(task_rules.EXPAND_PROMPT, path, body, key)
            return Task(self._transport, task_rules.EXPAND_PROMPT, key, first)

    def optimize_prompt(
        self,
        *,
        raw_prompt: str,
        task_id: str | None = None,
    ) -> Task[PromptExpansionData]:
        """Improve a prompt for Stable Diffusion.

        Starts a task that rewrites a prompt. The page is on the Chinese site only, and only the first two
        fields of its request were seen.

        Args:
            raw_prompt: The prompt to improve. Assumed: Its flag is not shown; the prompt is what the call works on.
            task_id: The caller's own id of the task. Made when left out.

        Raises:
            ArgumentError, TransportError, SubmitUnclear, StatusError, DecodeError

        Page: https://zhiqiteai.apifox.cn/api-126043110

        Assumed: The page's answer was not seen; taken from that of prompts/expand.

        Assumed: queryToolTask's page takes the part of a tool's path after tool/ as toolCode; that this
        tool can be asked for so is not said.
        """
        key, path, body = _optimize_prompt(
            raw_prompt=raw_prompt,
            task_id=task_id,
        )
        with about_task(key):
            first = self._transport.submit(task_rules.OPTIMIZE_PROMPT, path, body, key)
            return Task(self._transport, task_rules.OPTIMIZE_PROMPT, key, first)

    def identify_style(
        self,
        *,
        source_image: str,
        business_task_id: str | None = None,
        callback_url: str | None = None,
    ) -> Task[StyleTaskData]:
        """Tell the drawing style of a picture.

        Starts a task that names the styles of the picture.

        Args:
            source_image: URL of the picture. Assumed: No flag is shown; without the picture and the id there is
                nothing to do and nothing to ask for.
            business_task_id: The caller's own id of the task. Assumed: No flag is shown; without the picture and the id
                there is nothing to do and nothing to ask for. Made when left out.
            callback_url: URL to which the result is posted when it is ready, http or https.

        Raises:
            ArgumentError, TransportError, SubmitUnclear, StatusError, DecodeError

        Page: https://zhiqiteai.apifox.cn/api-185205163

        Assumed: queryToolTask's page has identifyStyle as its example of a toolCode, and takes a
        businessTaskId.

        Assumed: The page shows no result; its fields are taken from the tools' own answers.

        Assumed: No number of this tool is documented; those of face detection, whose 2 stands beside a
        finished result, are taken.
        """
        key, path, body = _identify_style(
            source_image=source_image,
            business_task_id=business_task_id,
            callback_url=callback_url,
        )
        with about_task(key):
            first = self._transport.submit(task_rules.IDENTIFY_STYLE, path, body, key)
            return Task(self._transport, task_rules.IDENTIFY_STYLE, key, first)

    def outpaint_image(
        self,
        *,
        source_image: str,
        image_count: int,
        vertical_expansion_ratio: float,
        horizontal_expansion_ratio: float,
        business_task_id: str | None = None,
        prompt: str | None = None,
        negative_prompt: str | None = None,
        sample_step: int | None = None,
        sampler: str | None = None,
        prompt_guide_factor: int | None = None,
        seed: int | None = None,
        callback_url: str | None = None,
    ) -> Task[PicturesTaskData]:
        """Extend a picture beyond its edges.

        Starts a task that makes imageCount pictures, each as many times higher and wider than the source as
        the two ratios say.

        Args:
            source_image: URL of the picture.
            image_count: How many pictures are made.
            vertical_expansion_ratio: How many times higher the result is, from 1 to 4.
            horizontal_expansion_ratio: How many times wider the result is, from 1 to 4. Assumed: Its range is cut on the page; that
                of the other ratio is taken.
            business_task_id: The caller's own id of the task. Made when left out.
            prompt: What the new part shows.
            negative_prompt: What the new part must not show.
            sample_step: Sampling steps, from 0 to 50.
            sampler: Sampling method.
            prompt_guide_factor: How closely the new part follows the prompt, from 1 to 45.
            seed: Seed of the random numbers, from -1 to 2147483647; what -1 does is not said.
            callback_url: URL to which the result is posted when it is ready, http or https.

        Raises:
            ArgumentError, TransportError, SubmitUnclear, StatusError, DecodeError

        Page: https://4v5l1y8wvl.apifox.cn/api-202222103

        Assumed: queryToolTask's page takes the part of a tool's path after tool/ as toolCode; that this
        tool can be asked for so is not said.

        Assumed: The page shows no result; its fields are taken from the tools' own answers.

        Assumed: No number of this tool is documented; those of face detection, whose 2 stands beside a
        finished result, are taken.
        """
        key, path, body = _outpaint_image(
            source_image=source_image,
            image_count=image_count,
            vertical_expansion_ratio=vertical_expansion_ratio,
            horizontal_expansion_ratio=horizontal_expansion_ratio,
            business_task_id=business_task_id,
            prompt=prompt,
            negative_prompt=negative_prompt,
            sample_step=sample_step,
            sampler=sampler,
            prompt_guide_factor=prompt_guide_factor,
            seed=seed,
            callback_url=callback_url,
        )
        with about_task(key):
            first = self._transport.submit(task_rules.OUTPAINT_IMAGE, path, body, key)
            return Task(self._transport, task_rules.OUTPAINT_IMAGE, key, first)

    def preview_preprocessor(
        self,
        *,
        source_image: str,
        preprocessor: str,
        business_task_id: str | None = None,
        callback_url: str | None = None,
    ) -> Task[PictureTaskData]:
        """Show what a ControlNet preprocessor makes of a picture.

        Starts a task that runs the named preprocessor, such as canny, on the picture.

        Args:
            source_image: URL of the picture. Assumed: No flag is shown; without these three there is nothing to do
                and nothing to ask for.
            preprocessor: Name of a preprocessor; canny in the example. Assumed: No flag is shown; without these three
                there is nothing to do and nothing to ask for.
            business_task_id: The caller's own id of the task. Assumed: No flag is shown; without these three there is
                nothing to do and nothing to ask for. Made when left out.
            callback_url: URL to which the result is posted when it is ready, http or https.

        Raises:
            ArgumentError, TransportError, SubmitUnclear, StatusError, DecodeError

        Page: https://zhiqiteai.apifox.cn/api-185238962

        Assumed: queryToolTask's page takes the part of a tool's path after tool/ as toolCode; that this
        tool can be asked for so is not said.

        Assumed: The page shows no result; its fields are taken from the tools' own answers.

        Assumed: No number of this tool is documented; those of face detection, whose 2 stands beside a
        finished result, are taken.
        """
        key, path, body = _preview_preprocessor(
            source_image=source_image,
            preprocessor=preprocessor,
            business_task_id=business_task_id,
            callback_url=callback_url,
        )
        with about_task(key):
            first = self._transport.submit(task_rules.PREVIEW_PREPROCESSOR, path, body, key)
            return Task(self._transport, task_rules.PREVIEW_PREPROCESSOR, key, first)

    def submit(self, tool_code: str, body: Mapping[str, Any]) -> Task[Any]:
        """Start a task of any tool, by its code; for tools that have no method here.

        With the code of a tool that has one, the task is that method's. Else it is done when its answer has
        a text, a list or an object beside taskId, task_id, id_task, businessTaskId, toolTask, status, desc;
        its result is the JSON object as it came. What its status means is not known, so a task that failed
        waits until the time is up.

        Args:
            tool_code: the part of the tool's path after tool/, such as hair/change.
            body: the request as JSON; businessTaskId is made when left out.

        Raises:
            ArgumentError, TransportError, SubmitUnclear, StatusError, DecodeError

        Assumed: The page takes the part of a tool's path after tool/ as toolCode. That a tool whose page is
        not known is submitted with a businessTaskId, answers with an id, and puts its result beside the
        shared fields is taken from those that are known.
        """
        key, path, request, rules = _any_tool(tool_code, body)
        with about_task(key):
            first = self._transport.submit(rules, path, request, key)
            return Task(self._transport, rules, key, first)

    @property
    def with_raw_response(self) -> ToolsWithRawResponse:
        """The same methods, each giving a RawResponse: the result and the HTTP answer that it came in."""
        return ToolsWithRawResponse(self._transport)


class ToolsWithRawResponse:
    """Tools, each method giving a RawResponse."""

    def __init__(self, transport: SyncTransport) -> None:
        self.flux_text_to_image = raw(Tools, Tools.flux_text_to_image, transport)
        self.swap_face = raw(Tools, Tools.swap_face, transport)
        self.swap_face_v2 = raw(Tools, Tools.swap_face_v2, transport)
        self.stylize_portrait = raw(Tools, Tools.stylize_portrait, transport)
        self.describe_image = raw(Tools, Tools.describe_image, transport)
        self.swap_faces = raw(Tools, Tools.swap_faces, transport)
        self.detect_faces = raw(Tools, Tools.detect_faces, transport)
        self.expand_prompt = raw(Tools, Tools.expand_prompt, transport)
        self.optimize_prompt = raw(Tools, Tools.optimize_prompt, transport)
        self.identify_style = raw(Tools, Tools.identify_style, transport)
        self.outpaint_image = raw(Tools, Tools.outpaint_image, transport)
        self.preview_preprocessor = raw(Tools, Tools.preview_preprocessor, transport)
        self.submit = raw(Tools, Tools.submit, transport)


class AsyncTools:
    """Image tools: one picture in, faces, captions or another picture out."""

    def __init__(self, transport: AsyncTransport) -> None:
        self._transport = transport

    async def flux_text_to_image(
        self,
        *,
        comfy_task_type: str,
        prompt: str,
        business_task_id: str | None = None,
        width: int | None = None,
        height: int | None = None,
        steps: int | None = None,
        flux_guidance: float | None = None,
        callback_url: str | None = None,
    ) -> AsyncTask[FluxTextToImageData]:
        """Make a picture from a prompt with a Flux model.

        Starts a task that makes one picture.

        Args:
            comfy_task_type: Which workflow runs. One of Flux1DevFP8, Flux1SchnellFP8.
            prompt: What the picture shows.
            business_task_id: The caller's own id of the task. Made when left out.
            width: Width in pixels.
            height: Height in pixels.
            steps: Diffusion steps.
            flux_guidance: How closely the picture follows the prompt; 3.5 when left out. The page speaks of an
                accuracy of 0.1.
            callback_url: URL to which the result is posted when it is ready, http or https.

        Raises:
            ArgumentError, TransportError, SubmitUnclear, StatusError, DecodeError

        Page: https://4v5l1y8wvl.apifox.cn/api-225099153

        Assumed: Only 1 is documented, beside a finished picture; 0 and -1 are the sandbox's, so that
        waiting and failing can be practised.

        Assumed: queryToolTask's page takes the part of a tool's path after tool/ as toolCode; that this
        tool can be asked for so is not said.
        """
        key, path, body = _flux_text_to_image(
            comfy_task_type=comfy_task_type,
            prompt=prompt,
            business_task_id=business_task_id,
            width=width,
            height=height,
            steps=steps,
            flux_guidance=flux_guidance,
            callback_url=callback_url,
        )
        with about_task(key):
            first = await self._transport.submit(task_rules.FLUX_TEXT_TO_IMAGE, path, body, key)
            return AsyncTask(self._transport, task_rules.FLUX_TEXT_TO_IMAGE, key, first)

    async def swap_face(
        self,
        *,
        source_url: str,
        target_url: str,
        business_task_id: str | None = None,
    ) -> AsyncTask[PictureTaskData]:
        """Put the face of one picture onto another.

        Starts a task that puts the face of the source onto the target (roop).

        Args:
            source_url: URL of the picture that gives the face.
            target_url: URL of the picture that gets the face.
            business_task_id: The caller's own id of the task. Made when left out.

        Raises:
            ArgumentError, TransportError, SubmitUnclear, StatusError, DecodeError

        Page: https://4v5l1y8wvl.apifox.cn/api-202222090

        Assumed: The page's answer was not seen; taken from instantID's, which makes one picture as well.

        Assumed: No number of this tool is documented; those of face detection, whose 2 stands beside a
        finished result, are taken.
        """
        key, path, body = _swap_face(
            source_url=source_url,
            target_url=target_url,
            business_task_id=business_task_id,
        )
        with about_task(key):
            first = await self._transport.submit(task_rules.SWAP_FACE, path, body, key)
            return AsyncTask(self._transport, task_rules.SWAP_FACE, key, first)

    async def swap_face_v2(
        self,
        *,
        source_url: str,
        target_url: str,
        business_task_id: str | None = None,
        fidelity_weight: str | None = None,
    ) -> AsyncTask[PictureTaskData]:
        """Put the face of one picture onto another, and restore it.

        Starts a task that puts the face of the source onto the target (roop) and restores it (codeformer).

        Args:
            source_url: URL of the picture that gives the face.
            target_url: URL of the picture that gets the face.
            business_task_id: The caller's own id of the task. Made when left out.
            fidelity_weight: Balance of the restoration, a number from 0 to 1 as a text. Assumed: The documented range as
                an expression, since the type is string.

        Raises:
            ArgumentError, TransportError, SubmitUnclear, StatusError, DecodeError

        Page: https://4v5l1y8wvl.apifox.cn/api-202222091

        Assumed: The page's answer was not seen; taken from instantID's, which makes one picture as well.

        Assumed: No number of this tool is documented; those of face detection, whose 2 stands beside a
        finished result, are taken.

        Assumed: queryToolTask's page takes the part of a tool's path after tool/ as toolCode; that this
        tool can be asked for so is not said.
        """
        key, path, body = _swap_face_v2(
            source_url=source_url,
            target_url=target_url,
            business_task_id=business_task_id,
            fidelity_weight=fidelity_weight,
        )
        with about_task(key):
            first = await self._transport.submit(task_rules.SWAP_FACE_V2, path, body, key)
            return AsyncTask(self._transport, task_rules.SWAP_FACE_V2, key, first)

    async def stylize_portrait(
        self,
        *,
        image: str,
        prompt: str,
        business_task_id: str | None = None,
        height: int | None = None,
        width: int | None = None,
        negative_prompt: str | None = None,
        steps: int | None = None,
        guidance_scale: int | None = None,
        seed: int | None = None,
        callback_url: str | None = None,
    ) -> AsyncTask[PictureTaskData]:
        """Show a portrait in another style.

        Starts a task that makes one picture of the portrait's person as the prompt says (instantID).

        Args:
            image: URL of a portrait.
            prompt: What the picture shows.
            business_task_id: The caller's own id of the task. Made when left out.
            height: Height in pixels; only 960 is open to the public so far. One of 960.
            width: Width in pixels; only 960 is open to the public so far. One of 960.
            negative_prompt: What the picture must not show.
            steps: Diffusion steps.
            guidance_scale: How closely the picture follows the prompt.
            seed: Seed of the random numbers.
            callback_url: URL to which the result is posted when it is ready, http or https.

        Raises:
            ArgumentError, TransportError, SubmitUnclear, StatusError, DecodeError

        Page: https://4v5l1y8wvl.apifox.cn/api-202222092

        Assumed: No number of this tool is documented; those of face detection, whose 2 stands beside a
        finished result, are taken.

        Assumed: queryToolTask's page takes the part of a tool's path after tool/ as toolCode; that this
        tool can be asked for so is not said.
        """
        key, path, body = _stylize_portrait(
            image=image,
            prompt=prompt,
            business_task_id=business_task_id,
            height=height,
            width=width,
            negative_prompt=negative_prompt,
            steps=steps,
            guidance_scale=guidance_scale,
            seed=seed,
            callback_url=callback_url,
        )
        with about_task(key):
            first = await self._transport.submit(task_rules.STYLIZE_PORTRAIT, path, body, key)
            return AsyncTask(self._transport, task_rules.STYLIZE_PORTRAIT, key, first)

    async def describe_image(
        self,
        *,
        image: str,
        business_task_id: str | None = None,
        model: str | None = None,
        callback_url: str | None = None,
    ) -> AsyncTask[ImageDescriptionData]:
        """Describe a picture in words.

        Starts a task that captions the picture.

        Args:
            image: URL of the picture.
            business_task_id: The caller's own id of the task. Made when left out.
            model: Which model writes the caption; clip when left out. One of clip, deepdanbooru.
            callback_url: URL to which the result is posted when it is ready, http or https.

        Raises:
            ArgumentError, TransportError, SubmitUnclear, StatusError, DecodeError

        Page: https://4v5l1y8wvl.apifox.cn/api-202222095

        Assumed: Only 1 is documented, beside a finished caption; 0 and -1 are the sandbox's, so that
        waiting and failing can be practised.

        Assumed: queryToolTask's page takes the part of a tool's path after tool/ as toolCode; that this
        tool can be asked for so is not said.
        """
        key, path, body = _describe_image(
            image=image,
            business_task_id=business_task_id,
            model=model,
            callback_url=callback_url,
        )
        with about_task(key):
            first = await self._transport.submit(task_rules.DESCRIBE_IMAGE, path, body, key)
            return AsyncTask(self._transport, task_rules.DESCRIBE_IMAGE, key, first)

    async def swap_faces(
        self,
        *,
        source_url: list[str],
        target_url: str,
        business_task_id: str | None = None,
        face_idx: int | None = None,
        callback_url: str | None = None,
    ) -> AsyncTask[PictureTaskData]:
        """Put one or two faces onto the faces of a picture.

        Starts a task that puts the faces of one or two sources onto the faces of the target, or one of them
        onto the face that faceIdx counts from the left.

        Args:
            source_url: URLs of one or two pictures that give a face each.
            target_url: URL of the picture that gets the faces.
            business_task_id: The caller's own id of the task. Made when left out.
            face_idx: Which face of the target is replaced, counted from the left, from 1; with three faces from 1
                to 3. Assumed: The description says [1, 3] for three faces.
            callback_url: URL to which the result is posted when it is ready, http or https.

        Raises:
            ArgumentError, TransportError, SubmitUnclear, StatusError, DecodeError

        Page: https://4v5l1y8wvl.apifox.cn/api-202222097

        Assumed: The page's answer was not seen; taken from instantID's, which makes one picture as well.

        Assumed: No number of this tool is documented; those of face detection, whose 2 stands beside a
        finished result, are taken.

        Assumed: queryToolTask's page takes the part of a tool's path after tool/ as toolCode; that this
        tool can be asked for so is not said.
        """
        key, path, body = _swap_faces(
            source_url=source_url,
            target_url=target_url,
            business_task_id=business_task_id,
            face_idx=face_idx,
            callback_url=callback_url,
        )
        with about_task(key):
            first = await self._transport.submit(task_rules.SWAP_FACES, path, body, key)
            return AsyncTask(self._transport, task_rules.SWAP_FACES, key, first)

    async def detect_faces(
        self,
        *,
        image_url: str,
        business_task_id: str | None = None,
        callback_url: str | None = None,
    ) -> AsyncTask[FaceDetectionData]:
        """Find every face in a picture.

        Cuts out each face that it finds and answers with the URL of each cut. The result usually serves to
        choose which face a multiple face swap is to replace.

        Args:
            image_url: URL of the picture whose faces are wanted.
            business_task_id: The caller's own id of the task. Made when left out.
            callback_url: URL to which the result is posted when it is ready, http or https.

        Raises:
            ArgumentError, TransportError, SubmitUnclear, StatusError, DecodeError

        Page: https://4v5l1y8wvl.apifox.cn/api-202222098

        Assumed: Only 2 is documented, beside a finished result; 1 and -1 are the sandbox's, so that waiting
        and failing can be practised.

        Assumed: queryToolTask's page takes the part of a tool's path after tool/ as toolCode; that this
        tool can be asked for so is not said.
        """
        key, path, body = _detect_faces(
            image_url=image_url,
            business_task_id=business_task_id,
            callback_url=callback_url,
        )
        with about_task(key):
            first = await self._transport.submit(task_rules.DETECT_FACES, path, body, key)
            return AsyncTask(self._transport, task_rules.DETECT_FACES, key, first)

    async def expand_prompt(
        self,
        *,
        mode: int,
        source_prompt: str,
        business_task_id: str | None = None,
        top_k: int | None = None,
        top_p: float | None = None,
        temperature: float | None = None,
        repetition_penalty: float | None = None,
        max_tokens: int | None = None,
        min_tokens: int | None = None,
        sequences_num: int | None = None,
    ) -> AsyncTask[PromptExpansionData]:
        """Expand a short prompt into fuller ones.

        Starts a task that writes fuller prompts for Stable Diffusion or SDXL.

        Args:
            mode: For which model: 0 is SD, 1 is SDXL. One of 0, 1.
            source_prompt: The short prompt.
            business_task_id: The caller's own id of the task. Made when left out.
            top_k: Sample among that many of the likeliest next tokens, from 0, which turns it off, to 250.
            top_p: Sample among the likeliest next tokens that make up this share, from 0.01 to 1. Assumed: The
                range is cut after [0.01, 1.; more than 1 is no share.
            temperature: How freely tokens are sampled.
            repetition_penalty: How much repetition is avoided.
            max_tokens: Most tokens of a prompt.
            min_tokens: Fewest tokens of a prompt.
            sequences_num: How many prompts are written.

        Raises:
            ArgumentError, TransportError, SubmitUnclear, StatusError, DecodeError

        Page: https://4v5l1y8wvl.apifox.cn/api-202222099

        Assumed: Only 0 is documented, beside finished prompts; 1 and -1 are the sandbox's, so that waiting
        and failing can be practised.

        Assumed: queryToolTask's page takes the part of a tool's path after tool/ as toolCode; that this
        tool can be asked for so is not said.
        """
        key, path, body = _expand_prompt(
            mode=mode,
            source_prompt=source_prompt,
            business_task_id=business_task_id,
            top_k=top_k,
            top_p=top_p,
            temperature=temperature,
            repetition_penalty=repetition_penalty,
            max_tokens=max_tokens,
            min_tokens=min_tokens,
            sequences_num=sequences_num,
        )
        with about_task(key):
            first = await self._transport.submit(task_rules.EXPAND_PROMPT, path, body, key)
            return AsyncTask(self._transport, task_rules.EXPAND_PROMPT, key, first)

    async def optimize_prompt(
        self,
        *,
        raw_prompt: str,
        task_id: str | None = None,
    ) -> AsyncTask[PromptExpansionData]:
        """Improve a prompt for Stable Diffusion.

        Starts a task that rewrites a prompt. The page is on the Chinese site only, and only the first two
        fields of its request were seen.

        Args:
            raw_prompt: The prompt to improve. Assumed: Its flag is not shown; the prompt is what the call works on.
            task_id: The caller's own id of the task. Made when left out.

        Raises:
            ArgumentError, TransportError, SubmitUnclear, StatusError, DecodeError

        Page: https://zhiqiteai.apifox.cn/api-126043110

        Assumed: The page's answer was not seen; taken from that of prompts/expand.

        Assumed: queryToolTask's page takes the part of a tool's path after tool/ as toolCode; that this
        tool can be asked for so is not said.
        """
        key, path, body = _optimize_prompt(
            raw_prompt=raw_prompt,
            task_id=task_id,
        )
        with about_task(key):
            first = await self._transport.submit(task_rules.OPTIMIZE_PROMPT, path, body, key)
            return AsyncTask(self._transport, task_rules.OPTIMIZE_PROMPT, key, first)

    async def identify_style(
        self,
        *,
        source_image: str,
        business_task_id: str | None = None,
        callback_url: str | None = None,
    ) -> AsyncTask[StyleTaskData]:
        """Tell the drawing style of a picture.

        Starts a task that names the styles of the picture.

        Args:
            source_image: URL of the picture. Assumed: No flag is shown; without the picture and the id there is
                nothing to do and nothing to ask for.
            business_task_id: The caller's own id of the task. Assumed: No flag is shown; without the picture and the id
                there is nothing to do and nothing to ask for. Made when left out.
            callback_url: URL to which the result is posted when it is ready, http or https.

        Raises:
            ArgumentError, TransportError, SubmitUnclear, StatusError, DecodeError

        Page: https://zhiqiteai.apifox.cn/api-185205163

        Assumed: queryToolTask's page has identifyStyle as its example of a toolCode, and takes a
        businessTaskId.

        Assumed: The page shows no result; its fields are taken from the tools' own answers.

        Assumed: No number of this tool is documented; those of face detection, whose 2 stands beside a
        finished result, are taken.
        """
        key, path, body = _identify_style(
            source_image=source_image,
            business_task_id=business_task_id,
            callback_url=callback_url,
        )
        with about_task(key):
            first = await self._transport.submit(task_rules.IDENTIFY_STYLE, path, body, key)
            return AsyncTask(self._transport, task_rules.IDENTIFY_STYLE, key, first)

    async def outpaint_image(
        self,
        *,
        source_image: str,
        image_count: int,
        vertical_expansion_ratio: float,
        horizontal_expansion_ratio: float,
        business_task_id: str | None = None,
        prompt: str | None = None,
        negative_prompt: str | None = None,
        sample_step: int | None = None,
        sampler: str | None = None,
        prompt_guide_factor: int | None = None,
        seed: int | None = None,
        callback_url: str | None = None,
    ) -> AsyncTask[PicturesTaskData]:
        """Extend a picture beyond its edges.

        Starts a task that makes imageCount pictures, each as many times higher and wider than the source as
        the two ratios say.

        Args:
            source_image: URL of the picture.
            image_count: How many pictures are made.
            vertical_expansion_ratio: How many times higher the result is, from 1 to 4.
            horizontal_expansion_ratio: How many times wider the result is, from 1 to 4. Assumed: Its range is cut on the page; that
                of the other ratio is taken.
            business_task_id: The caller's own id of the task. Made when left out.
            prompt: What the new part shows.
            negative_prompt: What the new part must not show.
            sample_step: Sampling steps, from 0 to 50.
            sampler: Sampling method.
            prompt_guide_factor: How closely the new part follows the prompt, from 1 to 45.
            seed: Seed of the random numbers, from -1 to 2147483647; what -1 does is not said.
            callback_url: URL to which the result is posted when it is ready, http or https.

        Raises:
            ArgumentError, TransportError, SubmitUnclear, StatusError, DecodeError

        Page: https://4v5l1y8wvl.apifox.cn/api-202222103

        Assumed: queryToolTask's page takes the part of a tool's path after tool/ as toolCode; that this
        tool can be asked for so is not said.

        Assumed: The page shows no result; its fields are taken from the tools' own answers.

        Assumed: No number of this tool is documented; those of face detection, whose 2 stands beside a
        finished result, are taken.
        """
        key, path, body = _outpaint_image(
            source_image=source_image,
            image_count=image_count,
            vertical_expansion_ratio=vertical_expansion_ratio,
            horizontal_expansion_ratio=horizontal_expansion_ratio,
            business_task_id=business_task_id,
            prompt=prompt,
            negative_prompt=negative_prompt,
            sample_step=sample_step,
            sampler=sampler,
            prompt_guide_factor=prompt_guide_factor,
            seed=seed,
            callback_url=callback_url,
        )
        with about_task(key):
            first = await self._transport.submit(task_rules.OUTPAINT_IMAGE, path, body, key)
            return AsyncTask(self._transport, task_rules.OUTPAINT_IMAGE, key, first)

    async def preview_preprocessor(
        self,
        *,
        source_image: str,
        preprocessor: str,
        business_task_id: str | None = None,
        callback_url: str | None = None,
    ) -> AsyncTask[PictureTaskData]:
        """Show what a ControlNet preprocessor makes of a picture.

        Starts a task that runs the named preprocessor, such as canny, on the picture.

        Args:
            source_image: URL of the picture. Assumed: No flag is shown; without these three there is nothing to do
                and nothing to ask for.
            preprocessor: Name of a preprocessor; canny in the example. Assumed: No flag is shown; without these three
                there is nothing to do and nothing to ask for.
            business_task_id: The caller's own id of the task. Assumed: No flag is shown; without these three there is
                nothing to do and nothing to ask for. Made when left out.
            callback_url: URL to which the result is posted when it is ready, http or https.

        Raises:
            ArgumentError, TransportError, SubmitUnclear, StatusError, DecodeError

        Page: https://zhiqiteai.apifox.cn/api-185238962

        Assumed: queryToolTask's page takes the part of a tool's path after tool/ as toolCode; that this
        tool can be asked for so is not said.

        Assumed: The page shows no result; its fields are taken from the tools' own answers.

        Assumed: No number of this tool is documented; those of face detection, whose 2 stands beside a
        finished result, are taken.
        """
        key, path, body = _preview_preprocessor(
            source_image=source_image,
            preprocessor=preprocessor,
            business_task_id=business_task_id,
            callback_url=callback_url,
        )
        with about_task(key):
            first = await self._transport.submit(task_rules.PREVIEW_PREPROCESSOR, path, body, key)
            return AsyncTask(self._transport, task_rules.PREVIEW_PREPROCESSOR, key, first)

    async def submit(self, tool_code: str, body: Mapping[str, Any]) -> AsyncTask[Any]:
        """Start a task of any tool, by its code; for tools that have no method here.

        With the code of a tool that has one, the task is that method's. Else it is done when its answer has
        a text, a list or an object beside taskId, task_id, id_task, businessTaskId, toolTask, status, desc;
        its result is the JSON object as it came. What its status means is not known, so a task that failed
        waits until the time is up.

        Args:
            tool_code: the part of the tool's path after tool/, such as hair/change.
            body: the request as JSON; businessTaskId is made when left out.

        Raises:
            ArgumentError, TransportError, SubmitUnclear, StatusError, DecodeError

        Assumed: The page takes the part of a tool's path after tool/ as toolCode. That a tool whose page is
        not known is submitted with a businessTaskId, answers with an id, and puts its result beside the
        shared fields is taken from those that are known.
        """
        key, path, request, rules = _any_tool(tool_code, body)
        with about_task(key):
            first = await self._transport.submit(rules, path, request, key)
            return AsyncTask(self._transport, rules, key, first)

    @property
    def with_raw_response(self) -> AsyncToolsWithRawResponse:
        """The same methods, each giving a RawResponse: the result and the HTTP answer that it came in."""
        return AsyncToolsWithRawResponse(self._transport)


class AsyncToolsWithRawResponse:
    """AsyncTools, each method giving a RawResponse."""

    def __init__(self, transport: AsyncTransport) -> None:
        self.flux_text_to_image = raw_async(AsyncTools, AsyncTools.flux_text_to_image, transport)
        self.swap_face = raw_async(AsyncTools, AsyncTools.swap_face, transport)
        self.swap_face_v2 = raw_async(AsyncTools, AsyncTools.swap_face_v2, transport)
        self.stylize_portrait = raw_async(AsyncTools, AsyncTools.stylize_portrait, transport)
        self.describe_image = raw_async(AsyncTools, AsyncTools.describe_image, transport)
        self.swap_faces = raw_async(AsyncTools, AsyncTools.swap_faces, transport)
        self.detect_faces = raw_async(AsyncTools, AsyncTools.detect_faces, transport)
        self.expand_prompt = raw_async(AsyncTools, AsyncTools.expand_prompt, transport)
        self.optimize_prompt = raw_async(AsyncTools, AsyncTools.optimize_prompt, transport)
        self.identify_style = raw_async(AsyncTools, AsyncTools.identify_style, transport)
        self.outpaint_image = raw_async(AsyncTools, AsyncTools.outpaint_image, transport)
        self.preview_preprocessor = raw_async(AsyncTools, AsyncTools.preview_preprocessor, transport)
        self.submit = raw_async(AsyncTools, AsyncTools.submit, transport)
