#pragma once

#include "core/files/error.h"

#include <string>
#include <string_view>

namespace locascope {

/// One line for a terminal, without the newline: "locascope: <what>: <full path>: <cause>. <remedy>". Control characters of a path or a
/// cause become \xNN, so that the line stays one. The remedy follows from the kind,
/// unless the cause says one itself behind a semicolon.
std::string errorLine(std::string_view what, const Error& error);
/// The same for anything else that was thrown, or said without a kind.
std::string errorLine(std::string_view what, std::string_view cause);

/// What to do about an error of this kind; one English sentence.
std::string_view remedy(ErrorKind kind);

} // namespace locascope
