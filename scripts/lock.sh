#!/bin/sh
# Writes requirements.lock anew: exact versions and hashes for every Python and platform that pyproject.toml allows, no URLs.
set -eu
cd "$(dirname "$0")/.."
.venv/bin/uv pip compile pyproject.toml --all-extras --group dev --universal --generate-hashes --upgrade \
    --no-emit-index-url --no-header --no-annotate --quiet --output-file requirements.lock
echo "lock: $(grep -c '==' requirements.lock) packages in requirements.lock; now run: make test"
