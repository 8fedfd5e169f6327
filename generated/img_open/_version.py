# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
__version__ = "0.1.0"
SPEC_SHA256 = "bb88cd7690ee9ba5f2277d67be346e88b375062a52ad0a6e1e83826ce15c9297"
