# shellcheck shell=bash disable=SC2154
# Sourced by run.sh and test.sh: installs what packages.txt lists, and builds a preset.
# Callers have set `root`, the project's directory.

# packages KIND...: the names listed for these kinds.
packages() {
    local kind
    for kind in "$@"; do
        awk -v kind="$kind" '$1 == kind { print $2 }' "$root/packaging/packages.txt"
    done
}

# missing_packages NAME...: those that dpkg does not have installed.
missing_packages() {
    local installed
    installed=" $(dpkg-query -W -f '${db:Status-Abbrev}${binary:Package}\n' 2>/dev/null | sed -n 's/^ii *\([^:]*\).*/\1/p' | tr '\n' ' ') "
    local name
    for name in "$@"; do
        case "$installed" in *" $name "*) ;; *) echo "$name" ;; esac
    done
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    else
        sudo "$@"
    fi
}

apt_install() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o Dpkg::Use-Pty=0 --no-install-recommends install "$@" </dev/null
}

# install_packages KIND...: nothing to do where all are there; the list of packages is fetched only where the one at hand does not serve.
install_packages() {
    local wanted missing
    wanted=$(packages "$@" | tr '\n' ' ')
    if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
        echo "locascope: this system has no apt. Install what these Debian 12 packages hold, then build with cmake --preset release: $wanted" >&2
        exit 1
    fi
    # shellcheck disable=SC2086 # a list of names
    missing=$(missing_packages $wanted | tr '\n' ' ')
    [ -n "$missing" ] || return 0
    if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
        echo "locascope: packages are missing and there is no sudo. As root: apt-get install $missing" >&2
        exit 1
    fi
    echo "locascope: installing $missing" >&2
    # shellcheck disable=SC2086
    if ! apt_install $missing >/dev/null 2>&1; then
        as_root apt-get -qq update </dev/null >&2
        apt_install $missing >&2 || {
            echo "locascope: apt-get could not install these packages. Install them by hand and try again: $missing" >&2
            exit 1
        }
    fi
}

# build_preset NAME [ARGUMENT...]: configures once, with these arguments of cmake, then builds what changed.
build_preset() {
    if command -v ccache >/dev/null && [ -z "${LOCASCOPE_NO_CCACHE:-}" ]; then
        export CMAKE_CXX_COMPILER_LAUNCHER=ccache
    fi
    (
        cd "$root" || exit 1
        [ -f "build/$1/build.ninja" ] || cmake --preset "$@" >&2 || exit 1
        cmake --build --preset "$1" --parallel "$(nproc)" >&2
    )
}
