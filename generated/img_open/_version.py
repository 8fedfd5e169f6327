# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
__version__ = "0.1.0"
SPEC_SHA256 = "7f9497589221de249cc6ca7207811cbf80a7128b90e50eac99ea13f8ab0b5136"
