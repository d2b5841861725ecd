#!/usr/bin/env bash
# In a clone: the first shell block of the README word for word, until the registry answers, and then the demo.
set -euo pipefail
cd "$1"

PORT=$(node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })')
export PORT
commands=$(awk '/^```sh/ { on = 1; next } /^```/ { if (on) exit } on' README.md)
[ -n "$commands" ]

set -m
bash -euc "$commands" >start.log 2>&1 &
server=$!
set +m
stop() {
  kill -TERM -- "-$server" 2>/dev/null || true
  wait "$server" 2>/dev/null || true
}
trap 'stop; tail -n 40 start.log >&2' ERR

for ((second = 0; ; second++)); do
  curl --silent --fail --output /dev/null "http://127.0.0.1:$PORT/health/ready" && break
  kill -0 "$server"
  [ "$second" -lt 900 ]
  sleep 1
done
curl --silent --fail --output /dev/null "http://127.0.0.1:$PORT/docs"
grep -A 6 '^GenAI Tool Registry' start.log | sed 's/\(Login.*\) [^ ]*  (/\1 …  (/'

timeout 600 npm run --silent demo

stop
for ((tenth = 0; tenth < 200; tenth++)); do
  [ -e data/postgres/data/postmaster.pid ] || break
  sleep 0.1
done
[ ! -e data/postgres/data/postmaster.pid ]
trap - ERR
echo "Node $(node --version) as $(id -un): the README's commands and the demo succeeded."
