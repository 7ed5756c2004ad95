#!/bin/sh
# Writes requirements.lock anew from pyproject.toml; pins that still fit are kept, "make lock UPGRADE=1" takes the newest.
set -eu
cd "$(dirname "$0")/.."
printf 'uv\nhatchling>=1.27\neditables\n' > .venv/tools.in
.venv/bin/uv pip compile pyproject.toml .venv/tools.in --group dev --quiet --universal --python-version 3.11 \
    --generate-hashes --no-emit-index-url --no-header --no-annotate ${UPGRADE:+--upgrade} --output-file requirements.lock
