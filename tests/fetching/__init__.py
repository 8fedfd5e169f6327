"""Fetching a site's pages, against a real server on loopback."""
