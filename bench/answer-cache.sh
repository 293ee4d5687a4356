#!/usr/bin/env bash
# What the dispatcher's cache of answers costs and brings: bodies of 100 kB, a stub that answers at once, and two dispatchers,
# one of them with ANSWER_CACHE, driven by wrk in turn. Prints requests a second at 16 connections, the median latency at one,
# and the dispatcher's own CPU time a request, which other work on the machine changes least. Needs wrk and a build
# (./elastic help builds). Usage: bench/answer-cache.sh [ROUNDS [SECONDS]]
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-5}
seconds=${2:-4}
port=${PORT_BASE:-38100}
folder=$(mktemp -d)
started=()
trap 'kill "${started[@]}" 2>/dev/null; wait; rm -rf "$folder"' EXIT

HOST=127.0.0.1 PORT=$port STUB_BATCH_MS=0 STUB_IMAGE_MS=0 STUB_SPREAD=0 STUB_BEST_BATCH=32 \
  java -Xmx256m -cp "bench/target/classes:$(cat bench/target/class-path)" org.elasticml.bench.stub.StubReplica >"$folder/stub.log" 2>&1 &
started+=($!)
# Its JVM's options are those of ServiceJvm.dispatcherOptions.
dispatcher() {
  HOST=127.0.0.1 PORT=$1 ANSWER_CACHE=$2 ML_SERVICE_URL=http://127.0.0.1:$port \
    java -XX:+UseParallelGC -Xms256m -Xmx512m -Xmn160m -XX:MaxDirectMemorySize=128m \
    -jar dispatcher/target/quarkus-app/quarkus-run.jar >"$folder/$1.log" 2>&1 &
  started+=($!)
}
dispatcher $((port + 1)) 0
dispatcher $((port + 2)) 1000

head -c 100000 /dev/urandom >"$folder/body"
cat >"$folder/post.lua" <<'LUA'
local headers = { ["Content-Type"] = "application/octet-stream" }
local file = assert(io.open(os.getenv("BODY"), "rb"))
local body = file:read("*a")
local new = os.getenv("NEW") == "yes"
local count = os.time() % 100000 * 1000000
local same = nil

function init(args)
  same = wrk.format("POST", "/add_to_queue", headers, body)
end

-- Another query is another question.
function request()
  if not new then return same end
  count = count + 1
  return wrk.format("POST", "/add_to_queue?top_k=" .. count, headers, body)
end
LUA

for each in 1 2; do
  until curl -fs "http://127.0.0.1:$((port + each))/stats" 2>/dev/null | grep -q '"state":"ready"'; do sleep 0.2; done
done

# name, dispatcher (1 or 2), whether each request is new, connections
run() {
  local pid=${started[$2]} before after requests
  before=$(awk '{ print $14 + $15 }' "/proc/$pid/stat")
  BODY=$folder/body NEW=$3 wrk -t1 -c"$4" -d"$seconds"s --timeout 20s --latency -s "$folder/post.lua" "http://127.0.0.1:$((port + $2))" >"$folder/wrk.txt"
  after=$(awk '{ print $14 + $15 }' "/proc/$pid/stat")
  ! grep -q 'Non-2xx' "$folder/wrk.txt" || { cat "$folder/wrk.txt" >&2; exit 1; }
  requests=$(awk '/requests in/ { print $1 }' "$folder/wrk.txt")
  awk -v name="$1" -v connections="$4" -v cpu=$((after - before)) -v requests="$requests" \
    '/ 50%/ { p50 = $2 } / 99%/ { p99 = $2 } /Requests\/sec/ { rate = $2 }
     END { printf "%-9s %2d connections: %7.0f requests/s, p50 %8s, p99 %8s, CPU %4.0f us a request\n", name, connections, rate, p50, p99, cpu * 1e4 / requests }' "$folder/wrk.txt"
}

for connections in 16 1; do
  for ((round = 0; round <= rounds; round++)); do
    [ "$round" -gt 0 ] || echo "warming up:"
    run "no cache" 1 no "$connections"
    run "hit" 2 no "$connections"
    run "miss" 2 yes "$connections"
  done
done
