"""Writes the first draft of an operation from its page; every guess is marked as one."""
