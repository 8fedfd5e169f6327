"""A local service that behaves as the Img Open pages say. Run it with ``python -m img_open_sandbox``."""

from img_open_sandbox.app import create_app
from img_open_sandbox.settings import Settings

__all__ = ["Settings", "create_app"]
