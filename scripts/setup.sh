#!/bin/sh
# Makes .venv from requirements.lock: scripts/setup.sh [PYTHON]. Called by every make target when .venv is missing or older.
set -eu
cd "$(dirname "$0")/.."
python=${1:-python3}
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "setup: Python 3.11 or newer is needed, $python is $("$python" -V 2>&1); name another: make PYTHON=python3.12 ..." >&2
    exit 2
}
[ -x .venv/bin/python ] || { echo "setup: making .venv with $("$python" -V)"; "$python" -m venv --clear .venv; }
echo "setup: installing $(grep -c '==' requirements.lock) locked packages (a minute or two the first time)"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
touch .venv/ready
echo "setup: done"
