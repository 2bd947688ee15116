#!/usr/bin/env bash
# Holds real exports of a running federation against tools that nobody here wrote, from PyPI, in a virtual environment of
# its own: focus-validator and focus-data-toolkit for FOCUS, caso's record models for cloud usage records.
#
#   scripts/check-exports.sh [folder to work in]
#
# Needs Python 3.12 or 3.13 (PYTHON names it) and npm ci. Exits 1 where a tool finds what is not known to be its own fault.
set -euo pipefail

cd "$(dirname "$0")/.."
made=${1:-$(mktemp -d)}
mkdir -p "$made"
made=$(cd "$made" && pwd)
echo "working in $made"

python=${PYTHON:-}
for candidate in "$python" python3.13 python3.12 python3; do
  if [ -n "$candidate" ] && "$candidate" -c 'import sys; sys.exit(not (3, 12) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then
    python=$candidate
    break
  fi
  python=
done
[ -n "$python" ] || { echo 'Python 3.12 or 3.13 is needed; name it in PYTHON' >&2; exit 2; }

if [ ! -x "$made/venv/bin/focus-validator" ]; then
  "$python" -m venv "$made/venv"
  "$made/venv/bin/pip" install --quiet 'focus-validator==2.2.1' 'pyarrow<21' 'focus-data-toolkit==0.14.1' 'caso==5.2.2'
fi

rm -rf "$made/exports"
CLOUDFED_EXPORTS_DIR="$made/exports" npx vitest run --project federation test/exports.test.ts

failed=0

# What a provider of this kind has; the others are commitments, reservations, regions, zones and other currencies.
criteria=ACCOUNT_NAMING_SUPPORTED,MULTIPLE_PRICING_CATEGORIES_SUPPORTED,MULTIPLE_SUB_ACCOUNT_TYPES_SUPPORTED
criteria+=,MULTIPLE_BILLING_ACCOUNT_TYPES_SUPPORTED,NEGOTIATED_PRICING_SUPPORTED,PUBLIC_PRICE_LIST_SUPPORTED
criteria+=,USAGE_MEASUREMENT_SUPPORTED,UNIT_PRICING_SUPPORTED,SUB_ACCOUNT_SUPPORTED,RESOURCE_TYPE_ASSIGNMENT_SUPPORTED
criteria+=,BILLING_BASED_ON_PROVISIONED_RESOURCES_SUPPORTED,TAGGING_SUPPORTED

# The validator reads its rules from the folder that it is in, and exits 0 whatever it finds.
site=$("$made/venv/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
for file in "$made"/exports/*1.2.csv; do
  report="$made/$(basename "$file").report"
  (cd "$site" && "$made/venv/bin/focus-validator" --data-file "$file" --validate-version 1.2 --block-download \
    --applicability-criteria "$criteria") >"$report" 2>&1 || true
  echo "focus-validator 1.2 $(basename "$file"): $(grep '^Total:' "$report" || echo 'no result')"
  # Two rules say the opposite of each other: an InvoiceId must be null, and must not be. One of them always fails.
  unknown=$(grep ': FAIL' "$report" | grep -vE ' InvoiceId-C-00[45]-C:' || true)
  grep ': FAIL' "$report" || true
  if [ -n "$unknown" ] || ! grep -q '^Total:' "$report"; then failed=1; fi
done

for file in "$made"/exports/*1.4.csv; do
  echo "focus-data-toolkit 1.4 $(basename "$file"):"
  "$made/venv/bin/focus-toolkit" validate --dataset cost-and-usage "$file" || failed=1
done

for file in "$made"/exports/usage-records*.txt; do
  "$made/venv/bin/python" scripts/check-usage-records.py "$file" || failed=1
done

exit "$failed"
