"""Tests of changes/, scripts/pages_diff.py and scripts/release.py."""
