#!/bin/sh
# Makes .venv from the locked list of packages; the only thing it needs is a Python of at least 3.11.
set -eu
cd "$(dirname "$0")/.."
UV=$(sed -n 's/^uv==\([^ ;]*\).*/\1/p' requirements.lock)

say() { echo "dure: $*" >&2; }

find_python() {
    for name in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
    say "Python 3.11 or newer is needed: install it, or name one with make setup PYTHON=/path/to/python3"
    exit 1
}

make_environment() {
    python=$(find_python)
    "$python" -m venv .venv >/dev/null 2>&1 && return
    rm -rf .venv
    if command -v uv >/dev/null && uv venv --quiet --seed --python "$python" .venv; then
        return
    fi
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        apt-get update -qq && apt-get install -y -qq python3-venv >/dev/null && "$python" -m venv .venv && return
    fi
    say "this Python cannot make environments: install python3-venv (Debian, Ubuntu) or uv, then make setup again"
    exit 1
}

.venv/bin/python -c '' 2>/dev/null || make_environment
if [ "$(.venv/bin/uv --version 2>/dev/null | cut -d ' ' -f 2)" != "$UV" ]; then
    .venv/bin/python -m pip --version >/dev/null 2>&1 || .venv/bin/python -m ensurepip --upgrade >/dev/null
    .venv/bin/python -m pip install --quiet --disable-pip-version-check "uv==$UV"
fi
index=${PIP_INDEX_URL:-$(.venv/bin/python -m pip config get global.index-url 2>/dev/null || true)}
if [ -n "$index" ] && [ -z "${UV_DEFAULT_INDEX:-}${UV_INDEX_URL:-}" ]; then
    export UV_DEFAULT_INDEX="$index"
fi
.venv/bin/uv pip sync --quiet --python .venv/bin/python --require-hashes requirements.lock
.venv/bin/uv pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation --editable .
.venv/bin/python scripts/translations.py compile
touch .venv/ready
