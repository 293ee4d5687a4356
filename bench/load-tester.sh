#!/usr/bin/env bash
# What the load tester says of targets that are known: compare, of two stubs of which one is 10 % slower and of two equal ones;
# search, of a stub that serves 50 images a second; three agents beside one tester alone. The stubs take their time by timers,
# so that it is the same on a busy machine. Needs curl and a build (./elastic help builds); some 35 minutes.
# Usage: bench/load-tester.sh [compare|search|agents]...
set -euo pipefail
cd "$(dirname "$0")/.."
port=${PORT_BASE:-38200}
out=$(mktemp -d)
started=()
trap 'kill "${started[@]}" 2>/dev/null; wait; rm -rf "$out"' EXIT

load=(java -jar load-tester/target/quarkus-app/quarkus-run.jar)

# port, milliseconds of an image, images served together at most
stub() {
  HOST=127.0.0.1 PORT=$1 STUB_BATCH_MS=0 STUB_IMAGE_MS=$2 STUB_SPREAD=0 STUB_BEST_BATCH=$3 \
    java -Xmx256m -cp "bench/target/classes:$(cat bench/target/class-path)" org.elasticml.bench.stub.StubReplica >"$out/$1.log" 2>&1 &
  started+=($!)
  until curl -fs "http://127.0.0.1:$1/" >/dev/null 2>&1; do sleep 0.2; done
}

compare() {
  stub "$port" 20 1
  stub $((port + 1)) 22 1
  stub $((port + 2)) 20 1
  "${load[@]}" compare "one=http://127.0.0.1:$port/predict" "slower=http://127.0.0.1:$((port + 1))/predict" --out "$out/slower"
  "${load[@]}" compare "one=http://127.0.0.1:$port/predict" "equal=http://127.0.0.1:$((port + 2))/predict" --out "$out/equal"
}

search() {
  stub $((port + 3)) 20 1
  "${load[@]}" search --url "http://127.0.0.1:$((port + 3))/predict" --arrivals uniform --out "$out/uniform"
  "${load[@]}" search --url "http://127.0.0.1:$((port + 3))/predict" --arrivals poisson --window 60 --out "$out/poisson"
}

agents() {
  stub $((port + 4)) 1 32
  for each in 5 6 7; do
    "${load[@]}" agent --listen "127.0.0.1:$((port + each))" >"$out/agent-$each.log" 2>&1 &
    started+=($!)
  done
  local work=(shape sine min=50 max=150 --seconds 60 --url "http://127.0.0.1:$((port + 4))/predict")
  "${load[@]}" "${work[@]}" --out "$out/alone"
  "${load[@]}" "${work[@]}" --agents "127.0.0.1:$((port + 5)),127.0.0.1:$((port + 6)),127.0.0.1:$((port + 7))" --out "$out/agents"
}

for part in "${@:-compare search agents}"; do
  for name in $part; do "$name"; done
done
