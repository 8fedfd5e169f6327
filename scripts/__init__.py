"""One job a file; each has --help and a make target."""
