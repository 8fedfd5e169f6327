# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
__version__ = "0.2.0"
SPEC_SHA256 = "679390e298736668fa60b7016733698a4785af1ef3431fee58fddbda0b79600a"
