# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
"""The operations as methods, one module a tag."""
