#pragma once

#include <string>
#include <string_view>

namespace locascope {

/// Text for JSON from bytes that need not be UTF-8: unchanged where they are; else every byte that is no part of a character, and '%', becomes %XX.
std::string jsonText(std::string_view bytes);

} // namespace locascope
