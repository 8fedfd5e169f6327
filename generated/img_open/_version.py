# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
__version__ = "0.2.0"
SPEC_SHA256 = "42166d9808c225c6651fe44db657ef554f18989008f60d67033c181decd326cc"
