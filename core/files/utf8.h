#pragma once

#include <string_view>

namespace locascope {

/// Whether `text` is well-formed UTF-8 (Unicode, table 3-7) without noncharacters such as U+FFFE, which writers replace.
bool isUtf8Text(std::string_view text);

} // namespace locascope
