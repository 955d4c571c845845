#!/usr/bin/env bash
# Everything a change must pass, from a fresh checkout after `npm ci`.
set -euo pipefail
cd "$(dirname "$0")/.."
node scripts/ensure-tools.mjs
npm run --silent build
npm run --silent examples
npm run --silent check
node bench/size.mjs --check
node node_modules/vitest/vitest.mjs run "$@"
