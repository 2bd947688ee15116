#!/bin/sh
# usage: collect.sh FOLDER WORKSPACE… copies what the workspaces need to run into the folder, as they lie here.
set -eu
target=$1
shift
workspaces=
for workspace in "$@"; do workspaces="$workspaces --workspace $workspace"; done
# shellcheck disable=SC2086 -- one option a workspace
npm ci --omit=dev --ignore-scripts $workspaces
mkdir -p "$target"
cp package.json "$target"
cp -R node_modules "$target"
for workspace in "$@"; do
  mkdir -p "$target/$workspace"
  cp -R "$workspace/package.json" "$workspace/dist" "$target/$workspace"
  if [ -d "$workspace/node_modules" ]; then cp -R "$workspace/node_modules" "$target/$workspace"; fi
  find "$target/$workspace/dist" \( -name '*.test.*' -o -name '*.map' -o -name '*.d.ts' -o -name '*.tsbuildinfo' \) -delete
done
