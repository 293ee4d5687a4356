#!/usr/bin/env bash
# Compares ml-app's whole path, full size, with torchvision's on a folder of photos (default: ../shared/data/images).
# Needs, besides what the build needs, Debian's python3-torch and python3-torchvision.
set -euo pipefail
cd "$(dirname "$0")/../../../.."
photos="${1:-../shared/data/images}"
out="$(mktemp -d)"
trap 'rm -rf "$out"' EXIT
mvn -q package -DskipTests -pl core,web,ml-app
java -cp "ml-app/target/classes:ml-app/target/test-classes:ml-app/target/quarkus-app/lib/main/*:ml-app/target/quarkus-app/lib/boot/*" \
  org.elasticml.mlapp.model.ParityExport "$photos" "$out" >/dev/null
/usr/bin/python3 ml-app/src/test/parity/compare.py "$photos" "$out"
