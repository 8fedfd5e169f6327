"""Turns spec/openapi.yaml into the client under generated/img_open."""
