#pragma once

#include <cstdlib>

/// Ends a fuzzer with a crash that it records, also where assert() is compiled out.
inline void require(bool holds) {
    if (!holds)
        std::abort();
}
