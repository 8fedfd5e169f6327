# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
__version__ = "0.2.0"
SPEC_SHA256 = "8cd4eac96c4429da1e0c1e21e6a47c2ac4896c34ffd584bd3840fe2777256a9e"
