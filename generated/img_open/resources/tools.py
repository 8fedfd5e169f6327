# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
"""Image tools: one picture in, faces, captions or another picture out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..api.tasks import query_tool_task as _query_tool_task
from ..api.tools import describe_image as _describe_image
from ..api.tools import detect_faces as _detect_faces
from ..api.tools import expand_prompt as _expand_prompt
from ..api.tools import flux_text_to_image as _flux_text_to_image
from ..api.tools import identify_style as _identify_style
from ..api.tools import optimize_prompt as _optimize_prompt
from ..api.tools import outpaint_image as _outpaint_image
from ..api.tools import preview_preprocessor as _preview_preprocessor
from ..api.tools import stylize_portrait as _stylize_portrait
from ..api.tools import swap_face as _swap_face
from ..api.tools import swap_face_v2 as _swap_face_v2
from ..api.tools import swap_faces as _swap_faces
from ..codec import ANY, named
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
from ..models.query_tool_task_request import QueryToolTaskRequest
from ..models.style_task_data import StyleTaskData
from ..models.stylize_portrait_request import StylizePortraitRequest
from ..models.swap_face_request import SwapFaceRequest
from ..models.swap_face_v2_request import SwapFaceV2Request
from ..models.swap_faces_request import SwapFacesRequest
from ..paths import segments
from ..polling import Question, TaskRules
from ..reading import kind
from ..tasks import AsyncTask, Task
from ..transport import AsyncTransport, SyncTransport, new_business_task_id
from ..types import UNSET

_MODELS = f"{__package__.rpartition('.')[0]}.models"

_FLUX_TEXT_TO_IMAGE = TaskRules(
    operation="fluxTextToImage",
    questions=(
        Question(
            "queryToolTask",
            lambda asked: _query_tool_task._get_kwargs(
                tool_code="comfyui/text2image", body=QueryToolTaskRequest(business_task_id=asked)
            ),
        ),
    ),
    id_at=("/data/taskId",),
    result_at="/data",
    result=named(_MODELS, "flux_text_to_image_data", "FluxTextToImageData"),
    by_key=True,
    at_once=True,
    filled=("/data/outputImageUrl",),
    status_at="/data/status",
    status=named(_MODELS, "one_is_done_status", "OneIsDoneStatus"),
    done=(1,),
    failed=(-1,),
)

_SWAP_FACE = TaskRules(
    operation="swapFace",
    questions=(
        Question(
            "queryToolTask",
            lambda asked: _query_tool_task._get_kwargs(
                tool_code="roop", body=QueryToolTaskRequest(business_task_id=asked)
            ),
        ),
    ),
    id_at=("/data/taskId",),
    result_at="/data",
    result=named(_MODELS, "picture_task_data", "PictureTaskData"),
    by_key=True,
    at_once=True,
    filled=("/data/outputImageUrl",),
    status_at="/data/status",
    status=named(_MODELS, "tool_task_status", "ToolTaskStatus"),
    done=(2,),
    failed=(-1,),
)

_SWAP_FACE_V2 = TaskRules(
    operation="swapFaceV2",
    questions=(
        Question(
            "queryToolTask",
            lambda asked: _query_tool_task._get_kwargs(
                tool_code="v2/roop", body=QueryToolTaskRequest(business_task_id=asked)
            ),
        ),
    ),
    id_at=("/data/taskId",),
    result_at="/data",
    result=named(_MODELS, "picture_task_data", "PictureTaskData"),
    by_key=True,
    at_once=True,
    filled=("/data/outputImageUrl",),
    status_at="/data/status",
    status=named(_MODELS, "tool_task_status", "ToolTaskStatus"),
    done=(2,),
    failed=(-1,),
)

_STYLIZE_PORTRAIT = TaskRules(
    operation="stylizePortrait",
    questions=(
        Question(
            "queryToolTask",
            lambda asked: _query_tool_task._get_kwargs(
                tool_code="instantID", body=QueryToolTaskRequest(business_task_id=asked)
            ),
        ),
    ),
    id_at=("/data/taskId",),
    result_at="/data",
    result=named(_MODELS, "picture_task_data", "PictureTaskData"),
    by_key=True,
    at_once=True,
    filled=("/data/outputImageUrl",),
    status_at="/data/status",
    status=named(_MODELS, "tool_task_status", "ToolTaskStatus"),
    done=(2,),
    failed=(-1,),
)

_DESCRIBE_IMAGE = TaskRules(
    operation="describeImage",
    questions=(
        Question(
            "queryToolTask",
            lambda asked: _query_tool_task._get_kwargs(
                tool_code="interrogate", body=QueryToolTaskRequest(business_task_id=asked)
            ),
        ),
    ),
    id_at=("/data/taskId",),
    result_at="/data",
    result=named(_MODELS, "image_description_data", "ImageDescriptionData"),
    by_key=True,
    at_once=True,
    filled=("/data/caption",),
    status_at="/data/status",
    status=named(_MODELS, "one_is_done_status", "OneIsDoneStatus"),
    done=(1,),
    failed=(-1,),
)

_SWAP_FACES = TaskRules(
    operation="swapFaces",
    questions=(
        Question(
            "queryToolTask",
            lambda asked: _query_tool_task._get_kwargs(
                tool_code="face/fusion", body=QueryToolTaskRequest(business_task_id=asked)
            ),
        ),
    ),
    id_at=("/data/taskId",),
    result_at="/data",
    result=named(_MODELS, "picture_task_data", "PictureTaskData"),
    by_key=True,
    at_once=True,
    filled=("/data/outputImageUrl",),
    status_at="/data/status",
    status=named(_MODELS, "tool_task_status", "ToolTaskStatus"),
    done=(2,),
    failed=(-1,),
)

_DETECT_FACES = TaskRules(
    operation="detectFaces",
    questions=(
        Question(
            "queryToolTask",
            lambda asked: _query_tool_task._get_kwargs(
                tool_code="face/detection", body=QueryToolTaskRequest(business_task_id=asked)
            ),
        ),
    ),
    id_at=("/data/taskId",),
    result_at="/data",
    result=named(_MODELS, "face_detection_data", "FaceDetectionData"),
    by_key=True,
    at_once=True,
    filled=("/data/faceUrls",),
    status_at="/data/status",
    status=named(_MODELS, "tool_task_status", "ToolTaskStatus"),
    done=(2,),
    failed=(-1,),
)

_EXPAND_PROMPT = TaskRules(
    operation="expandPrompt",
    questions=(
        Question(
            "queryToolTask",
            lambda asked: _query_tool_task._get_kwargs(
                tool_code="prompts/expand", body=QueryToolTaskRequest(business_task_id=asked)
            ),
        ),
    ),
    id_at=("/data/taskId",),
    result_at="/data",
    result=named(_MODELS, "prompt_expansion_data", "PromptExpansionData"),
    by_key=True,
    at_once=True,
    filled=("/data/prompts",),
    status_at="/data/status",
    status=named(_MODELS, "zero_is_done_status", "ZeroIsDoneStatus"),
    done=(0,),
    failed=(-1,),
)

_OPTIMIZE_PROMPT = TaskRules(
    operation="optimizePrompt",
    questions=(
        Question(
            "queryToolTask",
            lambda asked: _query_tool_task._get_kwargs(
                tool_code="sdPrompts", body=QueryToolTaskRequest(business_task_id=asked)
            ),
        ),
    ),
    id_at=("/data/taskId",),
    result_at="/data",
    result=named(_MODELS, "prompt_expansion_data", "PromptExpansionData"),
    by_key=True,
    at_once=True,
    filled=("/data/prompts",),
    status_at="/data/status",
    status=named(_MODELS, "zero_is_done_status", "ZeroIsDoneStatus"),
    done=(0,),
    failed=(-1,),
)

_IDENTIFY_STYLE = TaskRules(
    operation="identifyStyle",
    questions=(
        Question(
            "queryToolTask",
            lambda asked: _query_tool_task._get_kwargs(
                tool_code="identifyStyle", body=QueryToolTaskRequest(business_task_id=asked)
            ),
        ),
    ),
    id_at=(
        "/data/task_id",
        "/data/taskId",
    ),
    result_at="/data",
    result=named(_MODELS, "style_task_data", "StyleTaskData"),
    by_key=True,
    at_once=False,
    filled=("/data/styles",),
    status_at="/data/status",
    status=named(_MODELS, "tool_task_status", "ToolTaskStatus"),
    done=(2,),
    failed=(-1,),
)

_OUTPAINT_IMAGE = TaskRules(
    operation="outpaintImage",
    questions=(
        Question(
            "queryToolTask",
            lambda asked: _query_tool_task._get_kwargs(
                tool_code="imgExpand", body=QueryToolTaskRequest(business_task_id=asked)
            ),
        ),
    ),
    id_at=(
        "/data/task_id",
        "/data/taskId",
    ),
    result_at="/data",
    result=named(_MODELS, "pictures_task_data", "PicturesTaskData"),
    by_key=True,
    at_once=False,
    filled=("/data/outputImageUrls",),
    status_at="/data/status",
    status=named(_MODELS, "tool_task_status", "ToolTaskStatus"),
    done=(2,),
    failed=(-1,),
)

_PREVIEW_PREPROCESSOR = TaskRules(
    operation="previewPreprocessor",
    questions=(
        Question(
            "queryToolTask",
            lambda asked: _query_tool_task._get_kwargs(
                tool_code="cnt/preview", body=QueryToolTaskRequest(business_task_id=asked)
            ),
        ),
    ),
    id_at=(
        "/data/task_id",
        "/data/taskId",
    ),
    result_at="/data",
    result=named(_MODELS, "picture_task_data", "PictureTaskData"),
    by_key=True,
    at_once=False,
    filled=("/data/outputImageUrl",),
    status_at="/data/status",
    status=named(_MODELS, "tool_task_status", "ToolTaskStatus"),
    done=(2,),
    failed=(-1,),
)


def _flux_text_to_image_request(
    *,
    comfy_task_type: str,
    prompt: str,
    business_task_id: str | None = None,
    width: int | None = None,
    height: int | None = None,
    steps: int | None = None,
    flux_guidance: float | None = None,
    callback_url: str | None = None,
) -> tuple[str, dict[str, Any]]:
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
    return key, _flux_text_to_image._get_kwargs(body=body)


def _swap_face_request(
    *,
    source_url: str,
    target_url: str,
    business_task_id: str | None = None,
) -> tuple[str, dict[str, Any]]:
    key = new_business_task_id() if business_task_id is None else business_task_id
    body = SwapFaceRequest(
        source_url=source_url,
        target_url=target_url,
        business_task_id=key,
    )
    return key, _swap_face._get_kwargs(body=body)


def _swap_face_v2_request(
    *,
    source_url: str,
    target_url: str,
    business_task_id: str | None = None,
    fidelity_weight: str | None = None,
) -> tuple[str, dict[str, Any]]:
    key = new_business_task_id() if business_task_id is None else business_task_id
    body = SwapFaceV2Request(
        source_url=source_url,
        target_url=target_url,
        business_task_id=key,
        fidelity_weight=UNSET if fidelity_weight is None else fidelity_weight,
    )
    return key, _swap_face_v2._get_kwargs(body=body)


def _stylize_portrait_request(
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
) -> tuple[str, dict[str, Any]]:
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
    return key, _stylize_portrait._get_kwargs(body=body)


def _describe_image_request(
    *,
    image: str,
    business_task_id: str | None = None,
    model: str | None = None,
    callback_url: str | None = None,
) -> tuple[str, dict[str, Any]]:
    key = new_business_task_id() if business_task_id is None else business_task_id
    body = DescribeImageRequest(
        business_task_id=key,
        image=image,
        model=UNSET if model is None else model,
        callback_url=UNSET if callback_url is None else callback_url,
    )
    return key, _describe_image._get_kwargs(body=body)


def _swap_faces_request(
    *,
    source_url: list[str],
    target_url: str,
    business_task_id: str | None = None,
    face_idx: int | None = None,
    callback_url: str | None = None,
) -> tuple[str, dict[str, Any]]:
    key = new_business_task_id() if business_task_id is None else business_task_id
    body = SwapFacesRequest(
        source_url=source_url,
        target_url=target_url,
        business_task_id=key,
        face_idx=UNSET if face_idx is None else face_idx,
        callback_url=UNSET if callback_url is None else callback_url,
    )
    return key, _swap_faces._get_kwargs(body=body)


def _detect_faces_request(
    *,
    image_url: str,
    business_task_id: str | None = None,
    callback_url: str | None = None,
) -> tuple[str, dict[str, Any]]:
    key = new_business_task_id() if business_task_id is None else business_task_id
    body = FaceDetectionRequest(
        image_url=image_url,
        business_task_id=key,
        callback_url=UNSET if callback_url is None else callback_url,
    )
    return key, _detect_faces._get_kwargs(body=body)


def _expand_prompt_request(
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
) -> tuple[str, dict[str, Any]]:
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
    return key, _expand_prompt._get_kwargs(body=body)


def _optimize_prompt_request(
    *,
    raw_prompt: str,
    task_id: str | None = None,
) -> tuple[str, dict[str, Any]]:
    key = new_business_task_id() if task_id is None else task_id
    body = OptimizePromptRequest(
        task_id=key,
        raw_prompt=raw_prompt,
    )
    return key, _optimize_prompt._get_kwargs(body=body)


def _identify_style_request(
    *,
    source_image: str,
    business_task_id: str | None = None,
    callback_url: str | None = None,
) -> tuple[str, dict[str, Any]]:
    key = new_business_task_id() if business_task_id is None else business_task_id
    body = IdentifyStyleRequest(
        source_image=source_image,
        business_task_id=key,
        callback_url=UNSET if callback_url is None else callback_url,
    )
    return key, _identify_style._get_kwargs(body=body)


def _outpaint_image_request(
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
) -> tuple[str, dict[str, Any]]:
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
    return key, _outpaint_image._get_kwargs(body=body)


def _preview_preprocessor_request(
    *,
    source_image: str,
    preprocessor: str,
    business_task_id: str | None = None,
    callback_url: str | None = None,
) -> tuple[str, dict[str, Any]]:
    key = new_business_task_id() if business_task_id is None else business_task_id
    body = PreviewPreprocessorRequest(
        business_task_id=key,
        source_image=source_image,
        preprocessor=preprocessor,
        callback_url=UNSET if callback_url is None else callback_url,
    )
    return key, _preview_preprocessor._get_kwargs(body=body)


_BY_CODE = {
    "comfyui/text2image": ("businessTaskId", _FLUX_TEXT_TO_IMAGE),
    "roop": ("businessTaskId", _SWAP_FACE),
    "v2/roop": ("businessTaskId", _SWAP_FACE_V2),
    "instantID": ("businessTaskId", _STYLIZE_PORTRAIT),
    "interrogate": ("businessTaskId", _DESCRIBE_IMAGE),
    "face/fusion": ("businessTaskId", _SWAP_FACES),
    "face/detection": ("businessTaskId", _DETECT_FACES),
    "prompts/expand": ("businessTaskId", _EXPAND_PROMPT),
    "sdPrompts": ("task_id", _OPTIMIZE_PROMPT),
    "identifyStyle": ("businessTaskId", _IDENTIFY_STYLE),
    "imgExpand": ("businessTaskId", _OUTPAINT_IMAGE),
    "cnt/preview": ("businessTaskId", _PREVIEW_PREPROCESSOR),
}


def _any_tool(tool_code: str, body: Mapping[str, Any]) -> tuple[str, dict[str, Any], TaskRules]:
    if not isinstance(body, Mapping):
        raise ArgumentError(f"body: expected a mapping, the request as JSON, got {kind(body)}")
    name, rules = _BY_CODE.get(tool_code) or ("businessTaskId", _rules_of_unknown(tool_code))
    key = str(body.get(name) or new_business_task_id())
    request = {
        "method": "post",
        "url": "/AIGCImgOpenServ/saas/tool/{toolCode}".format(toolCode=segments("tool_code", tool_code)),
        "json": {**body, name: key},
    }
    return key, request, rules


def _rules_of_unknown(tool_code: str) -> TaskRules:
    return TaskRules(
        operation=f"tools.submit({tool_code})",
        questions=(
            Question(
                "queryToolTask",
                lambda asked: _query_tool_task._get_kwargs(
                    tool_code=tool_code, body=QueryToolTaskRequest(business_task_id=asked)
                ),
            ),
        ),
        id_at=(
            "/data/taskId",
            "/data/task_id",
        ),
        result_at="/data",
        result=ANY,
        shared=(
            "taskId",
            "task_id",
            "businessTaskId",
            "toolTask",
            "status",
            "desc",
        ),
    )


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
            ArgumentError, TransportError, StatusError, DecodeError

        Page: https://4v5l1y8wvl.apifox.cn/api-225099153

        Assumed: Only 1 is documented, beside a finished picture; 0 and -1 are the sandbox's, so that
        waiting and failing can be practised.

        Assumed: queryToolTask's page takes the part of a tool's path after tool/ as toolCode; that this
        tool can be asked for so is not said.
        """
        key, request = _flux_text_to_image_request(
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
            response = self._transport.send("fluxTextToImage", request)
            return Task(self._transport, _FLUX_TEXT_TO_IMAGE, key, response)

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
            ArgumentError, TransportError, StatusError, DecodeError

        Page: https://4v5l1y8wvl.apifox.cn/api-202222090

        Assumed: The page's answer was not seen; taken from instantID's, which makes one picture as well.

        Assumed: No number of this tool is documented; those of face detection, whose 2 stands beside a
        finished result, are taken.
        """
        key, request = _swap_face_request(
            source_url=source_url,
            target_url=target_url,
            business_task_id=business_task_id,
        )
        with about_task(key):
            response = self._transport.send("swapFace", request)
            return Task(self._transport, _SWAP_FACE, key, response)

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
            ArgumentError, TransportError, StatusError, DecodeError

        Page: https://4v5l1y8wvl.apifox.cn/api-202222091

        Assumed: The page's answer was not seen; taken from instantID's, which makes one picture as well.

        Assumed: No number of this tool is documented; those of face detection, whose 2 stands beside a
        finished result, are taken.

        Assumed: queryToolTask's page takes the part of a tool's path after tool/ as toolCode; that this
        tool can be asked for so is not said.
        """
        key, request = _swap_face_v2_request(
            source_url=source_url,
            target_url=target_url,
            business_task_id=business_task_id,
            fidelity_weight=fidelity_weight,
        )
        with about_task(key):
            response = self._transport.send("swapFaceV2", request)
            return Task(self._transport, _SWAP_FACE_V2, key, response)

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
            ArgumentError, TransportError, StatusError, DecodeError

        Page: https://4v5l1y8wvl.apifox.cn/api-202222092

        Assumed: No number of this tool is documented; those of face detection, whose 2 stands beside a
        finished result, are taken.

        Assumed: queryToolTask's page takes the part of a tool's path after tool/ as toolCode; that this
        tool can be asked for so is not said.
        """
        key, request = _stylize_portrait_request(
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
            response = self._transport.send("stylizePortrait", request)
            return Task(self._transport, _STYLIZE_PORTRAIT, key, response)

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
            ArgumentError, TransportError, StatusError, DecodeError

        Page: https://4v5l1y8wvl.apifox.cn/api-202222095

        Assumed: Only 1 is documented, beside a finished caption; 0 and -1 are the sandbox's, so that
        waiting and failing can be practised.

        Assumed: queryToolTask's page takes the part of a tool's path after tool/ as toolCode; that this
        tool can be asked for so is not said.
        """
        key, request = _describe_image_request(
            image=image,
            business_task_id=business_task_id,
            model=model,
            callback_url=callback_url,
        )
        with about_task(key):
            response = self._transport.send("describeImage", request)
            return Task(self._transport, _DESCRIBE_IMAGE, key, response)

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
            ArgumentError, TransportError, StatusError, DecodeError

        Page: https://4v5l1y8wvl.apifox.cn/api-202222097

        Assumed: The page's answer was not seen; taken from instantID's, which makes one picture as well.

        Assumed: No number of this tool is documented; those of face detection, whose 2 stands beside a
        finished result, are taken.

        Assumed: queryToolTask's page takes the part of a tool's path after tool/ as toolCode; that this
        tool can be asked for so is not said.
        """
        key, request = _swap_faces_request(
            source_url=source_url,
            target_url=target_url,
            business_task_id=business_task_id,
            face_idx=face_idx,
            callback_url=callback_url,
        )
        with about_task(key):
            response = self._transport.send("swapFaces", request)
            return Task(self._transport, _SWAP_FACES, key, response)

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
            ArgumentError, TransportError, StatusError, DecodeError

        Page: https://4v5l1y8wvl.apifox.cn/api-202222098

        Assumed: Only 2 is documented, beside a finished result; 1 and -1 are the sandbox's, so that waiting
        and failing can be practised.

        Assumed: queryToolTask's page takes the part of a tool's path after tool/ as toolCode; that this
        tool can be asked for so is not said.
        """
        key, request = _detect_faces_request(
            image_url=image_url,
            business_task_id=business_task_id,
            callback_url=callback_url,
        )
        with about_task(key):
            response = self._transport.send("detectFaces", request)
            return Task(self._transport, _DETECT_FACES, key, response)

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
            ArgumentError, TransportError, StatusError, DecodeError

        Page: https://4v5l1y8wvl.apifox.cn/api-202222099

        Assumed: Only 0 is documented, beside finished prompts; 1 and -1 are the sandbox's, so that waiting
        and failing can be practised.

        Assumed: queryToolTask's page takes the part of a tool's path after tool/ as toolCode; that this
        tool can be asked for so is not said.
        """
        key, request = _expand_prompt_request(
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
            response = self._transport.send("expandPrompt", request)
            return Task(self._transport, _EXPAND_PROMPT, key, response)

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
            ArgumentError, TransportError, StatusError, DecodeError

        Page: https://zhiqiteai.apifox.cn/api-126043110

        Assumed: The page's answer was not seen; taken from that of prompts/expand.

        Assumed: queryToolTask's page takes the part of a tool's path after tool/ as toolCode; that this
        tool can be asked for so is not said.
        """
        key, request = _optimize_prompt_request(
            raw_prompt=raw_prompt,
            task_id=task_id,
        )
        with about_task(key):
            response = self._transport.send("optimizePrompt", request)
            return Task(self._transport, _OPTIMIZE_PROMPT, key, response)

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
            ArgumentError, TransportError, StatusError, DecodeError

        Page: https://zhiqiteai.apifox.cn/api-185205163

        Assumed: queryToolTask's page has identifyStyle as its example of a toolCode, and takes a
        businessTaskId.

        Assumed: The page shows no result; its fields are taken from the tools' own answers.

        Assumed: No number of this tool is documented; those of face detection, whose 2 stands beside a
        finished result, are taken.
        """
        key, request = _identify_style_request(
            source_image=source_image,
            business_task_id=business_task_id,
            callback_url=callback_url,
        )
        with about_task(key):
            response = self._transport.send("identifyStyle", request)
            return Task(self._transport, _IDENTIFY_STYLE, key, response)

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
            ArgumentError, TransportError, StatusError, DecodeError

        Page: https://4v5l1y8wvl.apifox.cn/api-202222103

        Assumed: queryToolTask's page takes the part of a tool's path after tool/ as toolCode; that this
        tool can be asked for so is not said.

        Assumed: The page shows no result; its fields are taken from the tools' own answers.

        Assumed: No number of this tool is documented; those of face detection, whose 2 stands beside a
        finished result, are taken.
        """
        key, request = _outpaint_image_request(
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
            response = self._transport.send("outpaintImage", request)
            return Task(self._transport, _OUTPAINT_IMAGE, key, response)

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
            ArgumentError, TransportError, StatusError, DecodeError

        Page: https://zhiqiteai.apifox.cn/api-185238962

        Assumed: queryToolTask's page takes the part of a tool's path after tool/ as toolCode; that this
        tool can be asked for so is not said.

        Assumed: The page shows no result; its fields are taken from the tools' own answers.

        Assumed: No number of this tool is documented; those of face detection, whose 2 stands beside a
        finished result, are taken.
        """
        key, request = _preview_preprocessor_request(
            source_image=source_image,
            preprocessor=preprocessor,
            business_task_id=business_task_id,
            callback_url=callback_url,
        )
        with about_task(key):
            response = self._transport.send("previewPreprocessor", request)
            return Task(self._transport, _PREVIEW_PREPROCESSOR, key, response)

    def submit(self, tool_code: str, body: Mapping[str, Any]) -> Task[Any]:
        """Start a task of any tool, by its code; for tools that have no method here.

        With the code of a tool that has one, the task is that method's. Else it is done when its answer has
        a text, a list or an object beside taskId, task_id, businessTaskId, toolTask, status, desc; its
        result is the JSON object as it came. What its status means is not known, so a task that failed
        waits until the time is up.

        Args:
            tool_code: the part of the tool's path after tool/, such as hair/change.
            body: the request as JSON; businessTaskId is made when left out.

        Raises:
            ArgumentError, TransportError, StatusError, DecodeError

        Assumed: The page takes the part of a tool's path after tool/ as toolCode. That a tool whose page is
        not known is submitted with a businessTaskId, answers with an id, and puts its result beside the
        shared fields is taken from those that are known.
        """
        key, request, rules = _any_tool(tool_code, body)
        with about_task(key):
            response = self._transport.send(rules.operation, request)
            return Task(self._transport, rules, key, response)


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
            ArgumentError, TransportError, StatusError, DecodeError

        Page: https://4v5l1y8wvl.apifox.cn/api-225099153

        Assumed: Only 1 is documented, beside a finished picture; 0 and -1 are the sandbox's, so that
        waiting and failing can be practised.

        Assumed: queryToolTask's page takes the part of a tool's path after tool/ as toolCode; that this
        tool can be asked for so is not said.
        """
        key, request = _flux_text_to_image_request(
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
            response = await self._transport.send("fluxTextToImage", request)
            return AsyncTask(self._transport, _FLUX_TEXT_TO_IMAGE, key, response)

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
            ArgumentError, TransportError, StatusError, DecodeError

        Page: https://4v5l1y8wvl.apifox.cn/api-202222090

        Assumed: The page's answer was not seen; taken from instantID's, which makes one picture as well.

        Assumed: No number of this tool is documented; those of face detection, whose 2 stands beside a
        finished result, are taken.
        """
        key, request = _swap_face_request(
            source_url=source_url,
            target_url=target_url,
            business_task_id=business_task_id,
        )
        with about_task(key):
            response = await self._transport.send("swapFace", request)
            return AsyncTask(self._transport, _SWAP_FACE, key, response)

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
            ArgumentError, TransportError, StatusError, DecodeError

        Page: https://4v5l1y8wvl.apifox.cn/api-202222091

        Assumed: The page's answer was not seen; taken from instantID's, which makes one picture as well.

        Assumed: No number of this tool is documented; those of face detection, whose 2 stands beside a
        finished result, are taken.

        Assumed: queryToolTask's page takes the part of a tool's path after tool/ as toolCode; that this
        tool can be asked for so is not said.
        """
        key, request = _swap_face_v2_request(
            source_url=source_url,
            target_url=target_url,
            business_task_id=business_task_id,
            fidelity_weight=fidelity_weight,
        )
        with about_task(key):
            response = await self._transport.send("swapFaceV2", request)
            return AsyncTask(self._transport, _SWAP_FACE_V2, key, response)

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
            ArgumentError, TransportError, StatusError, DecodeError

        Page: https://4v5l1y8wvl.apifox.cn/api-202222092

        Assumed: No number of this tool is documented; those of face detection, whose 2 stands beside a
        finished result, are taken.

        Assumed: queryToolTask's page takes the part of a tool's path after tool/ as toolCode; that this
        tool can be asked for so is not said.
        """
        key, request = _stylize_portrait_request(
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
            response = await self._transport.send("stylizePortrait", request)
            return AsyncTask(self._transport, _STYLIZE_PORTRAIT, key, response)

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
            ArgumentError, TransportError, StatusError, DecodeError

        Page: https://4v5l1y8wvl.apifox.cn/api-202222095

        Assumed: Only 1 is documented, beside a finished caption; 0 and -1 are the sandbox's, so that
        waiting and failing can be practised.

        Assumed: queryToolTask's page takes the part of a tool's path after tool/ as toolCode; that this
        tool can be asked for so is not said.
        """
        key, request = _describe_image_request(
            image=image,
            business_task_id=business_task_id,
            model=model,
            callback_url=callback_url,
        )
        with about_task(key):
            response = await self._transport.send("describeImage", request)
            return AsyncTask(self._transport, _DESCRIBE_IMAGE, key, response)

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
            ArgumentError, TransportError, StatusError, DecodeError

        Page: https://4v5l1y8wvl.apifox.cn/api-202222097

        Assumed: The page's answer was not seen; taken from instantID's, which makes one picture as well.

        Assumed: No number of this tool is documented; those of face detection, whose 2 stands beside a
        finished result, are taken.

        Assumed: queryToolTask's page takes the part of a tool's path after tool/ as toolCode; that this
        tool can be asked for so is not said.
        """
        key, request = _swap_faces_request(
            source_url=source_url,
            target_url=target_url,
            business_task_id=business_task_id,
            face_idx=face_idx,
            callback_url=callback_url,
        )
        with about_task(key):
            response = await self._transport.send("swapFaces", request)
            return AsyncTask(self._transport, _SWAP_FACES, key, response)

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
            ArgumentError, TransportError, StatusError, DecodeError

        Page: https://4v5l1y8wvl.apifox.cn/api-202222098

        Assumed: Only 2 is documented, beside a finished result; 1 and -1 are the sandbox's, so that waiting
        and failing can be practised.

        Assumed: queryToolTask's page takes the part of a tool's path after tool/ as toolCode; that this
        tool can be asked for so is not said.
        """
        key, request = _detect_faces_request(
            image_url=image_url,
            business_task_id=business_task_id,
            callback_url=callback_url,
        )
        with about_task(key):
            response = await self._transport.send("detectFaces", request)
            return AsyncTask(self._transport, _DETECT_FACES, key, response)

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
            ArgumentError, TransportError, StatusError, DecodeError

        Page: https://4v5l1y8wvl.apifox.cn/api-202222099

        Assumed: Only 0 is documented, beside finished prompts; 1 and -1 are the sandbox's, so that waiting
        and failing can be practised.

        Assumed: queryToolTask's page takes the part of a tool's path after tool/ as toolCode; that this
        tool can be asked for so is not said.
        """
        key, request = _expand_prompt_request(
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
            response = await self._transport.send("expandPrompt", request)
            return AsyncTask(self._transport, _EXPAND_PROMPT, key, response)

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
            ArgumentError, TransportError, StatusError, DecodeError

        Page: https://zhiqiteai.apifox.cn/api-126043110

        Assumed: The page's answer was not seen; taken from that of prompts/expand.

        Assumed: queryToolTask's page takes the part of a tool's path after tool/ as toolCode; that this
        tool can be asked for so is not said.
        """
        key, request = _optimize_prompt_request(
            raw_prompt=raw_prompt,
            task_id=task_id,
        )
        with about_task(key):
            response = await self._transport.send("optimizePrompt", request)
            return AsyncTask(self._transport, _OPTIMIZE_PROMPT, key, response)

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
            ArgumentError, TransportError, StatusError, DecodeError

        Page: https://zhiqiteai.apifox.cn/api-185205163

        Assumed: queryToolTask's page has identifyStyle as its example of a toolCode, and takes a
        businessTaskId.

        Assumed: The page shows no result; its fields are taken from the tools' own answers.

        Assumed: No number of this tool is documented; those of face detection, whose 2 stands beside a
        finished result, are taken.
        """
        key, request = _identify_style_request(
            source_image=source_image,
            business_task_id=business_task_id,
            callback_url=callback_url,
        )
        with about_task(key):
            response = await self._transport.send("identifyStyle", request)
            return AsyncTask(self._transport, _IDENTIFY_STYLE, key, response)

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
            ArgumentError, TransportError, StatusError, DecodeError

        Page: https://4v5l1y8wvl.apifox.cn/api-202222103

        Assumed: queryToolTask's page takes the part of a tool's path after tool/ as toolCode; that this
        tool can be asked for so is not said.

        Assumed: The page shows no result; its fields are taken from the tools' own answers.

        Assumed: No number of this tool is documented; those of face detection, whose 2 stands beside a
        finished result, are taken.
        """
        key, request = _outpaint_image_request(
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
            response = await self._transport.send("outpaintImage", request)
            return AsyncTask(self._transport, _OUTPAINT_IMAGE, key, response)

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
            ArgumentError, TransportError, StatusError, DecodeError

        Page: https://zhiqiteai.apifox.cn/api-185238962

        Assumed: queryToolTask's page takes the part of a tool's path after tool/ as toolCode; that this
        tool can be asked for so is not said.

        Assumed: The page shows no result; its fields are taken from the tools' own answers.

        Assumed: No number of this tool is documented; those of face detection, whose 2 stands beside a
        finished result, are taken.
        """
        key, request = _preview_preprocessor_request(
            source_image=source_image,
            preprocessor=preprocessor,
            business_task_id=business_task_id,
            callback_url=callback_url,
        )
        with about_task(key):
            response = await self._transport.send("previewPreprocessor", request)
            return AsyncTask(self._transport, _PREVIEW_PREPROCESSOR, key, response)

    async def submit(self, tool_code: str, body: Mapping[str, Any]) -> AsyncTask[Any]:
        """Start a task of any tool, by its code; for tools that have no method here.

        With the code of a tool that has one, the task is that method's. Else it is done when its answer has
        a text, a list or an object beside taskId, task_id, businessTaskId, toolTask, status, desc; its
        result is the JSON object as it came. What its status means is not known, so a task that failed
        waits until the time is up.

        Args:
            tool_code: the part of the tool's path after tool/, such as hair/change.
            body: the request as JSON; businessTaskId is made when left out.

        Raises:
            ArgumentError, TransportError, StatusError, DecodeError

        Assumed: The page takes the part of a tool's path after tool/ as toolCode. That a tool whose page is
        not known is submitted with a businessTaskId, answers with an id, and puts its result beside the
        shared fields is taken from those that are known.
        """
        key, request, rules = _any_tool(tool_code, body)
        with about_task(key):
            response = await self._transport.send(rules.operation, request)
            return AsyncTask(self._transport, rules, key, response)
