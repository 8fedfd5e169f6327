# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
"""How each task is asked for and when it has ended: the specification's x-task, as data."""

from __future__ import annotations

from .codec import ANY, named
from .errors import ArgumentError
from .paths import segments
from .polling import TaskRules
from .reading import kind
from .retrying import Question

_MODELS = f"{__package__}.models"

TEXT_TO_IMAGE = TaskRules(
    operation="textToImage",
    questions=(
        Question(
            "queryTaskInfoV2",
            "/AIGCImgOpenServ/saas/sd/v2/queryTaskInfo",
            "businessTaskId",
            unknown=("404",),
            progress_at="/data/temporaryImageDto/percentage",
        ),
        Question("queryTaskInfoV1", "/AIGCImgOpenServ/saas/sd/queryTaskInfo", "businessTaskId", unknown=("404",)),
    ),
    id_at=(
        "/data/task_id",
        "/data/taskId",
    ),
    result_at="/data",
    result=named(_MODELS, "image_task_data", "ImageTaskData"),
    by_key=False,
    at_once=False,
    filled=("/data/differentialImageRspList",),
    status_at="/data/status",
    status=named(_MODELS, "image_task_status", "ImageTaskStatus"),
    done=(2,),
    failed=(-1,),
)

IMAGE_TO_IMAGE = TaskRules(
    operation="imageToImage",
    questions=(
        Question(
            "queryTaskInfoV2",
            "/AIGCImgOpenServ/saas/sd/v2/queryTaskInfo",
            "businessTaskId",
            unknown=("404",),
            progress_at="/data/temporaryImageDto/percentage",
        ),
        Question("queryTaskInfoV1", "/AIGCImgOpenServ/saas/sd/queryTaskInfo", "businessTaskId", unknown=("404",)),
    ),
    id_at=(
        "/data/task_id",
        "/data/taskId",
    ),
    result_at="/data",
    result=named(_MODELS, "image_task_data", "ImageTaskData"),
    by_key=False,
    at_once=False,
    filled=("/data/differentialImageRspList",),
    status_at="/data/status",
    status=named(_MODELS, "image_task_status", "ImageTaskStatus"),
    done=(2,),
    failed=(-1,),
)

CONTROLNET_TO_IMAGE = TaskRules(
    operation="controlnetToImage",
    questions=(
        Question(
            "queryTaskInfoV2",
            "/AIGCImgOpenServ/saas/sd/v2/queryTaskInfo",
            "businessTaskId",
            unknown=("404",),
            progress_at="/data/temporaryImageDto/percentage",
        ),
        Question("queryTaskInfoV1", "/AIGCImgOpenServ/saas/sd/queryTaskInfo", "businessTaskId", unknown=("404",)),
    ),
    id_at=(
        "/data/task_id",
        "/data/taskId",
    ),
    result_at="/data",
    result=named(_MODELS, "image_task_data", "ImageTaskData"),
    by_key=False,
    at_once=False,
    filled=("/data/differentialImageRspList",),
    status_at="/data/status",
    status=named(_MODELS, "image_task_status", "ImageTaskStatus"),
    done=(2,),
    failed=(-1,),
)

TEXT_TO_IMAGE_V3 = TaskRules(
    operation="textToImageV3",
    questions=(
        Question(
            "queryTaskInfoV2",
            "/AIGCImgOpenServ/saas/sd/v2/queryTaskInfo",
            "businessTaskId",
            unknown=("404",),
            progress_at="/data/temporaryImageDto/percentage",
        ),
        Question("queryTaskInfoV1", "/AIGCImgOpenServ/saas/sd/queryTaskInfo", "businessTaskId", unknown=("404",)),
    ),
    id_at=(
        "/data/task_id",
        "/data/taskId",
    ),
    result_at="/data",
    result=named(_MODELS, "image_task_data", "ImageTaskData"),
    by_key=False,
    at_once=False,
    filled=("/data/differentialImageRspList",),
    status_at="/data/status",
    status=named(_MODELS, "image_task_status", "ImageTaskStatus"),
    done=(2,),
    failed=(-1,),
)

IMAGE_TO_IMAGE_V3 = TaskRules(
    operation="imageToImageV3",
    questions=(
        Question(
            "queryTaskInfoV2",
            "/AIGCImgOpenServ/saas/sd/v2/queryTaskInfo",
            "businessTaskId",
            unknown=("404",),
            progress_at="/data/temporaryImageDto/percentage",
        ),
        Question("queryTaskInfoV1", "/AIGCImgOpenServ/saas/sd/queryTaskInfo", "businessTaskId", unknown=("404",)),
    ),
    id_at=(
        "/data/task_id",
        "/data/taskId",
    ),
    result_at="/data",
    result=named(_MODELS, "image_task_data", "ImageTaskData"),
    by_key=False,
    at_once=False,
    filled=("/data/differentialImageRspList",),
    status_at="/data/status",
    status=named(_MODELS, "image_task_status", "ImageTaskStatus"),
    done=(2,),
    failed=(-1,),
)

FLUX_TEXT_TO_IMAGE = TaskRules(
    operation="fluxTextToImage",
    questions=(
        Question(
            "queryToolTask",
            "/AIGCImgOpenServ/saas/tool/comfyui/text2image/queryTask",
            "businessTaskId",
            unknown=("404",),
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

SWAP_FACE = TaskRules(
    operation="swapFace",
    questions=(
        Question("queryToolTask", "/AIGCImgOpenServ/saas/tool/roop/queryTask", "businessTaskId", unknown=("404",)),
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

SWAP_FACE_V2 = TaskRules(
    operation="swapFaceV2",
    questions=(
        Question("queryToolTask", "/AIGCImgOpenServ/saas/tool/v2/roop/queryTask", "businessTaskId", unknown=("404",)),
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

STYLIZE_PORTRAIT = TaskRules(
    operation="stylizePortrait",
    questions=(
        Question("queryToolTask", "/AIGCImgOpenServ/saas/tool/instantID/queryTask", "businessTaskId", unknown=("404",)),
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

DESCRIBE_IMAGE = TaskRules(
    operation="describeImage",
    questions=(
        Question(
            "queryToolTask", "/AIGCImgOpenServ/saas/tool/interrogate/queryTask", "businessTaskId", unknown=("404",)
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

SWAP_FACES = TaskRules(
    operation="swapFaces",
    questions=(
        Question(
            "queryToolTask", "/AIGCImgOpenServ/saas/tool/face/fusion/queryTask", "businessTaskId", unknown=("404",)
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

DETECT_FACES = TaskRules(
    operation="detectFaces",
    questions=(
        Question(
            "queryToolTask", "/AIGCImgOpenServ/saas/tool/face/detection/queryTask", "businessTaskId", unknown=("404",)
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

EXPAND_PROMPT = TaskRules(
    operation="expandPrompt",
    questions=(
        Question(
            "queryToolTask", "/AIGCImgOpenServ/saas/tool/prompts/expand/queryTask", "businessTaskId", unknown=("404",)
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

OPTIMIZE_PROMPT = TaskRules(
    operation="optimizePrompt",
    questions=(
        Question("queryToolTask", "/AIGCImgOpenServ/saas/tool/sdPrompts/queryTask", "businessTaskId", unknown=("404",)),
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

IDENTIFY_STYLE = TaskRules(
    operation="identifyStyle",
    questions=(
        Question(
            "queryToolTask", "/AIGCImgOpenServ/saas/tool/identifyStyle/queryTask", "businessTaskId", unknown=("404",)
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

OUTPAINT_IMAGE = TaskRules(
    operation="outpaintImage",
    questions=(
        Question("queryToolTask", "/AIGCImgOpenServ/saas/tool/imgExpand/queryTask", "businessTaskId", unknown=("404",)),
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

PREVIEW_PREPROCESSOR = TaskRules(
    operation="previewPreprocessor",
    questions=(
        Question(
            "queryToolTask", "/AIGCImgOpenServ/saas/tool/cnt/preview/queryTask", "businessTaskId", unknown=("404",)
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

RULES = {
    rules.operation: rules
    for rules in (
        TEXT_TO_IMAGE,
        IMAGE_TO_IMAGE,
        CONTROLNET_TO_IMAGE,
        TEXT_TO_IMAGE_V3,
        IMAGE_TO_IMAGE_V3,
        FLUX_TEXT_TO_IMAGE,
        SWAP_FACE,
        SWAP_FACE_V2,
        STYLIZE_PORTRAIT,
        DESCRIBE_IMAGE,
        SWAP_FACES,
        DETECT_FACES,
        EXPAND_PROMPT,
        OPTIMIZE_PROMPT,
        IDENTIFY_STYLE,
        OUTPAINT_IMAGE,
        PREVIEW_PREPROCESSOR,
    )
}

_BY_CODE = {
    "comfyui/text2image": ("businessTaskId", FLUX_TEXT_TO_IMAGE),
    "roop": ("businessTaskId", SWAP_FACE),
    "v2/roop": ("businessTaskId", SWAP_FACE_V2),
    "instantID": ("businessTaskId", STYLIZE_PORTRAIT),
    "interrogate": ("businessTaskId", DESCRIBE_IMAGE),
    "face/fusion": ("businessTaskId", SWAP_FACES),
    "face/detection": ("businessTaskId", DETECT_FACES),
    "prompts/expand": ("businessTaskId", EXPAND_PROMPT),
    "sdPrompts": ("task_id", OPTIMIZE_PROMPT),
    "identifyStyle": ("businessTaskId", IDENTIFY_STYLE),
    "imgExpand": ("businessTaskId", OUTPAINT_IMAGE),
    "cnt/preview": ("businessTaskId", PREVIEW_PREPROCESSOR),
}
ANY_TOOL = TaskRules(
    operation="tools.submit",
    questions=(),
    id_at=(
        "/data/taskId",
        "/data/task_id",
    ),
    result_at="/data",
    result=ANY,
    shared=(
        "taskId",
        "task_id",
        "id_task",
        "businessTaskId",
        "toolTask",
        "status",
        "desc",
    ),
)
"""Judges a task of which no more is known than that it is a tool's."""

_SUBMIT = "tools.submit("


def tool(tool_code: str) -> tuple[str, str, TaskRules]:
    """Return a tool's path, the field of its body that takes the caller's own id, and its rules. Raises ArgumentError."""
    code = segments("tool_code", tool_code)
    path = "/AIGCImgOpenServ/saas/tool/{toolCode}".format(toolCode=code)
    known = _BY_CODE.get(tool_code)
    if known is not None:
        return path, *known
    asked = Question(
        "queryToolTask",
        "/AIGCImgOpenServ/saas/tool/{toolCode}/queryTask".format(toolCode=code),
        "businessTaskId",
        unknown=("404",),
    )
    rules = TaskRules(
        operation=f"{_SUBMIT}{tool_code})",
        questions=(asked,),
        id_at=ANY_TOOL.id_at,
        result_at=ANY_TOOL.result_at,
        result=ANY,
        shared=ANY_TOOL.shared,
    )
    return path, "businessTaskId", rules


def rules_for(operation: str) -> TaskRules:
    """Return the rules of an operationId, or of "tools.submit(<toolCode>)". Raises ArgumentError."""
    if isinstance(operation, str) and operation.startswith(_SUBMIT) and operation.endswith(")"):
        return tool(operation[len(_SUBMIT) : -1])[2]
    if operation in RULES:
        return RULES[operation]
    raise ArgumentError(
        f"operation: expected one that starts a task, such as {next(iter(RULES))}, got {kind(operation)}"
    )
