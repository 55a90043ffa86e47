#!/usr/bin/env bash
# The browser that the tests drive. $1: Playwright's command, for machines without Debian's packages.
set -euo pipefail

command -v chromium > /dev/null && exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
    echo "Installing Chromium from Debian's packages…"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq && apt-get install -qq -y chromium > /dev/null && exit 0
fi

echo "Installing Playwright's Chromium…"
"$1" install chromium && exit 0

echo "The tests need Chromium and could not install it: install your system's chromium package, then run make test again." >&2
exit 1
