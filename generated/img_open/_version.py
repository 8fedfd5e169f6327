# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
__version__ = "0.2.0"
SPEC_SHA256 = "e5092f65696b8eb463dea9bb089524aea068c318eca26ab5d349c6f01c7948cf"
