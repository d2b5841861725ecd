#!/usr/bin/env bash
# Proves on a clean clone of the last commit that the README's commands and the demo work:
#   run.sh user|root|root-700|node24
# user: an ordinary user; root: as root where no user "postgres" exists; root-700: as root in a folder that only root
# can enter; node24: with Node 24 from the npm package "node". As root, all of it happens under a copy of /etc and an
# empty /var/lib of its own, so that the machine keeps its users.
set -euo pipefail

kind=${1:-}
case $kind in user | root | root-700 | node24) ;; *) echo "Usage: $0 user|root|root-700|node24" >&2; exit 2 ;; esac

here=$(cd "$(dirname "$0")" && pwd)
repository=$(git -C "$here" rev-parse --show-toplevel)
work=$(mktemp -d "${TMPDIR:-/tmp}/registry-fresh-XXXXXX")
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"

folder=$work/place
mkdir "$folder"
[ "$kind" = root-700 ] && chmod 700 "$folder"
git clone --quiet "file://$repository" "$folder/registry"
mkdir "$work/home"
[ -d "$(npm config get cache)/_cacache" ] && cp -r "$(npm config get cache)/_cacache" "$work/cache-seed" || mkdir "$work/cache-seed"
mkdir "$work/npm" && mv "$work/cache-seed" "$work/npm/_cacache"

if [ "$kind" = node24 ]; then
  npm install --silent --no-save --prefix "$work/node24" node@24
  export PATH="$work/node24/node_modules/node/bin:$PATH"
  [[ $(node --version) == v24.* ]]
fi

export HOME=$work/home npm_config_cache=$work/npm npm_config_prefer_offline=true
unset DATABASE_URL DATA_DIR NODE_ENV TEST_DATABASE_URL REDIS_URL
story=("$here/story.sh" "$folder/registry")

if [ "$(id -u)" != 0 ]; then
  [[ $kind == root* ]] && { echo "The case $kind needs root." >&2; exit 2; }
  "${story[@]}"
  exit
fi

cp -a /etc "$work/etc"
mkdir "$work/lib"
cp "$here/story.sh" "$work/story.sh"
chmod 755 "$work/story.sh"
unshare --mount --propagation private bash -euo pipefail -s "$kind" "$work" <<'INSIDE'
kind=$1 work=$2
mount --bind "$work/etc" /etc
mount --bind "$work/lib" /var/lib
case $kind in
  user)
    useradd --no-create-home --home-dir "$work/home" ordinary
    chown -R ordinary "$work/place" "$work/home" "$work/npm"
    runuser -u ordinary -- "$work/story.sh" "$work/place/registry"
    ;;
  root)
    sed -i '/^postgres:/d' /etc/passwd /etc/shadow /etc/group /etc/gshadow
    ! id postgres 2>/dev/null
    "$work/story.sh" "$work/place/registry"
    id postgres
    ;;
  *)
    "$work/story.sh" "$work/place/registry"
    ;;
esac
INSIDE
