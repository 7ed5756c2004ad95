#!/bin/sh
# Every check that needs no test; all of them run, and the first line of each failure says which one it was.
set -u
cd "$(dirname "$0")/.."
PATH="$PWD/.venv/bin:$PATH"
DURE_HOME=$(mktemp -d)
DATABASE_URL=postgresql:///nothing
DJANGO_SETTINGS_MODULE=dure.site.settings
export PATH DURE_HOME DATABASE_URL DJANGO_SETTINGS_MODULE
trap 'rm -rf "$DURE_HOME"' EXIT
failed=""
check() {
    name=$1
    shift
    if ! output=$("$@" 2>&1); then
        failed="$failed $name"
        printf '== %s: %s\n%s\n\n' "$name" "$*" "$output"
    fi
}
check lint ruff check --quiet .
check format ruff format --check --quiet .
check types mypy src/dure
check floors lint-imports
check sizes python scripts/checks/sizes.py
check lock python scripts/checks/lock.py
check migrations python scripts/checks/migrations.py
check translations python scripts/translations.py check
check thesaurus python scripts/thesaurus.py
check docs python scripts/docs.py --check
[ -z "$failed" ] || { echo "failed:$failed"; exit 1; }
echo "all checks passed"
