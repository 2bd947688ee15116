#!/usr/bin/env bash
# Brings the federation's Fabric network up and down on this host: scripts/network.sh --help
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
if ! command -v node >/dev/null; then
  echo 'network.sh: node is not on PATH: install Node 20.19 or later' >&2
  exit 1
fi
if [ ! -f "$root/network/dist/command/main.js" ]; then
  echo "network.sh: nothing is built yet: run npm ci in $root" >&2
  exit 1
fi
exec node "$root/network/dist/command/main.js" "$@"
