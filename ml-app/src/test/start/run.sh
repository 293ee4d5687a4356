#!/usr/bin/env bash
# How long a replica needs from its JVM's start to its first "ready", and what it says of its phases. Needs curl, a
# build, and for the second row an archive of classes (any './elastic demo' leaves one). Quotes CPU time as well: it
# means something on a busy machine too.  Usage: run.sh [RUNS] [PORT]
set -euo pipefail
runs="${1:-7}" port="${2:-8000}"
root="$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../../../.." && pwd)"
app="$root/ml-app/target/quarkus-app"
archive="$(ls -t "$root"/.elastic/MlApp-*.jsa 2>/dev/null | head -n 1 || true)"
jvm=(-XX:ActiveProcessorCount=1 -XX:+UseSerialGC -Xms32m -Xmx512m -XX:-ShrinkHeapInSteps -XX:MaxDirectMemorySize=256m)
log="$(mktemp)"
trap 'rm -f "$log"' EXIT

once() {
  local name="$1" begin pid ticks
  shift
  begin="$(date +%s%N)"
  MODEL_WEIGHTS="${MODEL_WEIGHTS:-builtin}" REPLICA_CORES=1 OMP_NUM_THREADS=1 MALLOC_ARENA_MAX=2 HOST=127.0.0.1 \
    PORT="$port" java "${jvm[@]}" "$@" >"$log" 2>&1 &
  pid=$!
  until curl -sf -o /dev/null "http://127.0.0.1:$port/q/health/ready"; do
    kill -0 "$pid" || { cat "$log" >&2; exit 1; }
    sleep 0.01
  done
  echo "$name: $(( ($(date +%s%N) - begin) / 1000000 )) ms, CPU $(awk '{ print ($14 + $15) * 10 }' "/proc/$pid/stat") ms," \
    "$(sed -n 's/.*ready in [^:]*: //p' "$log")"
  kill "$pid"
  wait "$pid" || true
}

for ((run = 0; run < runs; run++)); do
  once without -jar "$app/quarkus-run.jar"
  [ -z "$archive" ] || once archive -XX:SharedArchiveFile="$archive" \
    -cp "$app/quarkus/*:$app/app/*:$app/lib/boot/*:$app/lib/main/*" org.elasticml.mlapp.MlApp
done | sort -s -k 1,1
