#!/bin/bash
# The .deb, unpacked elsewhere, holds what a menu and a reader need, and its program runs with its own libraries.
# Usage: package.sh BUILD_DIRECTORY
set -euo pipefail
build=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
    echo "package: $*" >&2
    exit 1
}

(cd "$build" && cpack -G DEB -B "$work/made") >"$work/log" 2>&1 || { cat "$work/log"; fail "cpack failed"; }
package=$(echo "$work"/made/locascope_*.deb)
[ -f "$package" ] || fail "there is no locascope_*.deb"
dpkg-deb -x "$package" "$work/root"

for file in usr/bin/locascope usr/share/applications/locascope.desktop usr/share/icons/hicolor/scalable/apps/locascope.svg \
    usr/share/man/man1/locascope.1.gz usr/share/metainfo/org.locascope.Locascope.metainfo.xml usr/share/doc/locascope/copyright \
    usr/share/locascope/models/organelle-28.pt usr/share/locascope/models/organelle-28.yaml; do
    [ -s "$work/root/$file" ] || fail "$file is missing"
done

depends=$(dpkg-deb -f "$package" Depends)
for name in libqt6core6 libqt6widgets6 libqt6sql6-sqlite libqt6svg6 libopenblas0-pthread libtorch1.13; do
    case "$depends" in *"$name"*) ;; *) fail "does not depend on $name: $depends" ;; esac
done

program=$work/root/usr/bin/locascope
"$program" --version >/dev/null || fail "the program does not start"
ldd "$program" >"$work/libraries"
if grep liblocascope "$work/libraries" | grep -v "$work/root/"; then
    fail "a library is taken from elsewhere"
fi
if grep "not found" "$work/libraries"; then
    fail "a library is missing"
fi
if grep -E "libtorch|libQt5" "$work/libraries"; then
    fail "the program itself must not link this library"
fi
"$program" model info | grep "$work/root/usr/share/locascope/models" >/dev/null || fail "the bundled model is not found beside the program"
env LOCASCOPE_DATA_DIR="$work/data" "$program" model verify >/dev/null || fail "the bundled model does not pass its trial"
find "$work/root/usr/lib" -name locascope_learning.so | grep -q . || fail "the learning module is missing"
echo "package: $(stat -c %s "$package") bytes"
