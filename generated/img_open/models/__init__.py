# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
"""Contains all the data models used in inputs/outputs"""

from .alwayson_scripts import AlwaysonScripts
from .any_tool_status import AnyToolStatus
from .callback_acknowledgement import CallbackAcknowledgement
from .checkpoint_model import CheckpointModel
from .controlnet_to_image_request import ControlnetToImageRequest
from .describe_image_request import DescribeImageRequest
from .expand_prompt_request import ExpandPromptRequest
from .face_detection_data import FaceDetectionData
from .face_detection_request import FaceDetectionRequest
from .face_detection_response import FaceDetectionResponse
from .flux_text_to_image_data import FluxTextToImageData
from .flux_text_to_image_request import FluxTextToImageRequest
from .flux_text_to_image_response import FluxTextToImageResponse
from .generated_image import GeneratedImage
from .identify_style_request import IdentifyStyleRequest
from .image_audit import ImageAudit
from .image_description_data import ImageDescriptionData
from .image_description_response import ImageDescriptionResponse
from .image_task_data import ImageTaskData
from .image_task_response import ImageTaskResponse
from .image_task_status import ImageTaskStatus
from .image_to_image_request import ImageToImageRequest
from .image_to_image_v3_request import ImageToImageV3Request
from .list_models_request import ListModelsRequest
from .list_models_response import ListModelsResponse
from .model_page import ModelPage
from .one_is_done_status import OneIsDoneStatus
from .optimize_prompt_request import OptimizePromptRequest
from .outpaint_image_request import OutpaintImageRequest
from .override_settings import OverrideSettings
from .picture_task_data import PictureTaskData
from .picture_task_response import PictureTaskResponse
from .pictures_task_data import PicturesTaskData
from .pictures_task_response import PicturesTaskResponse
from .preview_preprocessor_request import PreviewPreprocessorRequest
from .prompt_expansion_data import PromptExpansionData
from .prompt_expansion_response import PromptExpansionResponse
from .query_task_info_request import QueryTaskInfoRequest
from .query_tool_task_request import QueryToolTaskRequest
from .query_tool_task_response import QueryToolTaskResponse
from .style_task_data import StyleTaskData
from .style_task_response import StyleTaskResponse
from .stylize_portrait_request import StylizePortraitRequest
from .submit_training_request import SubmitTrainingRequest
from .swap_face_request import SwapFaceRequest
from .swap_face_v2_request import SwapFaceV2Request
from .swap_faces_request import SwapFacesRequest
from .task_submitted import TaskSubmitted
from .task_submitted_response import TaskSubmittedResponse
from .temporary_image import TemporaryImage
from .text_to_image_request import TextToImageRequest
from .text_to_image_v3_request import TextToImageV3Request
from .tool_task_data import ToolTaskData
from .tool_task_status import ToolTaskStatus
from .zero_is_done_status import ZeroIsDoneStatus

__all__ = (
    "AlwaysonScripts",
    "AnyToolStatus",
    "CallbackAcknowledgement",
    "CheckpointModel",
    "ControlnetToImageRequest",
    "DescribeImageRequest",
    "ExpandPromptRequest",
    "FaceDetectionData",
    "FaceDetectionRequest",
    "FaceDetectionResponse",
    "FluxTextToImageData",
    "FluxTextToImageRequest",
    "FluxTextToImageResponse",
    "GeneratedImage",
    "IdentifyStyleRequest",
    "ImageAudit",
    "ImageDescriptionData",
    "ImageDescriptionResponse",
    "ImageTaskData",
    "ImageTaskResponse",
    "ImageTaskStatus",
    "ImageToImageRequest",
    "ImageToImageV3Request",
    "ListModelsRequest",
    "ListModelsResponse",
    "ModelPage",
    "OneIsDoneStatus",
    "OptimizePromptRequest",
    "OutpaintImageRequest",
    "OverrideSettings",
    "PicturesTaskData",
    "PicturesTaskResponse",
    "PictureTaskData",
    "PictureTaskResponse",
    "PreviewPreprocessorRequest",
    "PromptExpansionData",
    "PromptExpansionResponse",
    "QueryTaskInfoRequest",
    "QueryToolTaskRequest",
    "QueryToolTaskResponse",
    "StyleTaskData",
    "StyleTaskResponse",
    "StylizePortraitRequest",
    "SubmitTrainingRequest",
    "SwapFaceRequest",
    "SwapFacesRequest",
    "SwapFaceV2Request",
    "TaskSubmitted",
    "TaskSubmittedResponse",
    "TemporaryImage",
    "TextToImageRequest",
    "TextToImageV3Request",
    "ToolTaskData",
    "ToolTaskStatus",
    "ZeroIsDoneStatus",
)
