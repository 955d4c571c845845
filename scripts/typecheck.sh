#!/usr/bin/env bash
# Every part has its own world: pages know a DOM, the collector knows Node, the SDK knows neither test nor Node types.
set -euo pipefail
cd "$(dirname "$0")/.."
for project in . bench test collector collector/test collector/src/live/page collector/test/live/page; do
  node node_modules/typescript/bin/tsc -p "$project" --noEmit
done
