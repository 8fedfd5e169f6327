"""Unit tests of contract/ on small made-up pages, specs and recordings."""
