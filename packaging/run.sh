#!/bin/bash
# Installs what is missing, builds what changed, and opens the window: packaging/run.sh [PLATE] [options of locascope]
# Without arguments it opens a simulated plate, made the first time and kept in the user's cache directory.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
. "$root/packaging/setup.sh"

install_packages build run
build_preset release || {
    echo "locascope: the build failed; the lines above say where." >&2
    exit 1
}

program=$root/build/release/app/locascope
if [ $# -eq 0 ]; then
    plate=${LOCASCOPE_CACHE_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/locascope}/example-plate
    if [ ! -d "$plate" ]; then
        mkdir -p "$(dirname "$plate")"
        making=$(mktemp -d "$plate.XXXXXX")
        trap 'rm -rf "$making"' EXIT
        "$program" simulate "$making/plate" --samples 48 --seed 7
        mv -T "$making/plate" "$plate"
        rm -rf "$making"
        trap - EXIT
    fi
    set -- "$plate"
fi
exec "$program" "$@"
