#!/usr/bin/env bash
# Measures the parts that are named, or all of them: npm run bench -- size wire
set -euo pipefail
cd "$(dirname "$0")"

parts=(size load cost media wire visit loss collector hostile endurance queries relay)
if [ $# -gt 0 ]; then parts=("$@"); fi

for part in "${parts[@]}"; do
  if [ ! -f "$part.mjs" ]; then
    echo "bench: no part is called \"$part\"; there are: $(echo *.mjs | sed 's/\.mjs//g')" >&2
    exit 2
  fi
done
for built in ../dist/esm/index.js ../collector/dist/cli/main.js; do
  if [ ! -f "$built" ]; then
    echo "bench: $built is missing; run: npm run build" >&2
    exit 2
  fi
done
if [ ! node_modules/.package-lock.json -nt package-lock.json ]; then
  npm ci --no-audit --no-fund
fi

case " ${parts[*]} " in
  *" scale "* | *" stores "*) node ../scripts/ensure-tools.mjs clickhouse zookeeper ;;
esac

failed=0
for part in "${parts[@]}"; do
  node "$part.mjs" || failed=1
done
exit $failed
