#!/bin/bash
# Installs what is missing, builds with warnings as errors, runs every test plain and under AddressSanitizer and
# UndefinedBehaviorSanitizer and every fuzzer for some seconds, and ends with the line "N passed, N failed". Status 0 only when none failed.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
. "$root/packaging/setup.sh"

passed=0
failed=0
skipped=0

attribute() { # NAME FILE: a number of the report's <testsuite>
    sed -n "s/.*[[:space:]]$1=\"\([0-9]*\)\".*/\1/p" "$2" | head -n 1
}

# run_tests PRESET [ARGUMENT...]: adds to the counts; a preset that cannot be built counts as one failure. The arguments are for cmake.
run_tests() {
    local report=$root/build/$1/tests.xml tests failures omitted
    echo "== $1: building"
    if ! build_preset "$@"; then
        failed=$((failed + 1))
        return
    fi
    echo "== $1: testing"
    rm -f "$report"
    (cd "$root" && ctest --preset "$1" --output-junit "$report" </dev/null) || true
    if [ ! -f "$report" ]; then
        failed=$((failed + 1))
        return
    fi
    tests=$(attribute tests "$report")
    failures=$(attribute failures "$report")
    omitted=$(($(attribute skipped "$report") + $(attribute disabled "$report")))
    passed=$((passed + tests - failures - omitted))
    failed=$((failed + failures))
    skipped=$((skipped + omitted))
}

install_packages build run test
# Lines are all that a report of a failed test needs to know of symbols.
run_tests dev "-DCMAKE_CXX_FLAGS_RELWITHDEBINFO=-O2 -g1 -DNDEBUG"
run_tests asan
if (install_packages fuzz); then
    run_tests fuzz
else
    echo "== fuzz: skipped, since clang could not be installed"
    skipped=$((skipped + 1))
fi

summary="$passed passed, $failed failed"
[ "$skipped" -eq 0 ] || summary="$summary, $skipped skipped"
echo "$summary"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
