# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
__version__ = "0.2.0"
SPEC_SHA256 = "d39862c8f34802485897b9cedb72db005cd1eaa628fb4f4c1a45df6ad13fc82b"
