#pragma once

#include "core/files/error.h"

#include <exception>

namespace locascope {

/// What was thrown as an Error, for the notice that tells of it; of `kind` where it was none.
inline Error asError(const std::exception& exception, ErrorKind kind) {
    const auto* error = dynamic_cast<const Error*>(&exception);
    return error ? *error : Error(kind, {}, exception.what());
}

} // namespace locascope
