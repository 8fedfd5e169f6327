"""Tests of recording/: what is performed or imported, that no secret is written, and what a live run says."""
