"""One module a page; each registers itself (img_open_sandbox.registry)."""
