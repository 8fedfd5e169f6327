"""The sandbox as the tests drive it: which pictures it is shown, how it is started."""

import cv2
import numpy as np

from scripts.record import PORTRAIT

__all__ = ["BLANK", "FLAGS", "PORTRAIT"]
BLANK = cv2.imencode(".png", np.zeros((64, 64, 3), np.uint8))[1].tobytes()
"""A picture that is quick to look at, for many requests."""
FLAGS = ("--loopback-only", "--fetch-timeout", "2")
