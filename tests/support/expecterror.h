#pragma once

#include "core/files/error.h"

#include <functional>
#include <optional>

namespace locascope::testing {

/// The Error that `act` throws, or nothing where it throws none.
inline std::optional<Error> errorOf(const std::function<void()>& act) {
    try {
        act();
    } catch (const Error& error) {
        return error;
    }
    return {};
}

} // namespace locascope::testing

/// Fails the test unless `act` throws locascope::Error of that kind.
#define EXPECT_ERROR(act, expectedKind)                                                                      \
    do {                                                                                                     \
        const auto thrown = locascope::testing::errorOf([&] { (void)(act); });                               \
        QVERIFY2(thrown, "no Error was thrown");                                                             \
        QVERIFY2(thrown->kind() == (expectedKind), thrown->what());                                          \
    } while (false)
