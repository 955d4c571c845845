#!/usr/bin/env bash
# Everything a change must pass, from a fresh checkout after `npm ci`.
set -euo pipefail
cd "$(dirname "$0")/.."
node scripts/ensure-tools.mjs
# What builds and tests leave behind goes with the run. apt, which runs above as another user, could not write here.
TMPDIR=$(mktemp -d)
export TMPDIR
trap 'rm -rf "$TMPDIR" || true' EXIT
npm run --silent build
npm run --silent examples
npm run --silent check
node bench/size.mjs --check
node node_modules/vitest/vitest.mjs run "$@"
