#!/bin/sh
# Prints the browser that tests use: DURE_BROWSER, else chromium on PATH, else Debian's, else says what to do.
set -eu
if [ -n "${DURE_BROWSER:-}" ]; then
    command -v "$DURE_BROWSER" && exit 0
    echo "dure: DURE_BROWSER names $DURE_BROWSER, which cannot be run" >&2
    exit 1
fi
for name in chromium chromium-browser google-chrome; do
    command -v "$name" && exit 0
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    (apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium) >&2
    command -v chromium && exit 0
fi
echo "dure: the tests need a Chromium: install one, or name it with DURE_BROWSER=/path/to/chromium" >&2
exit 1
