#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace locascope {

/// The fields of one line of a vocabulary or a mapping, without its end; one may be quoted, and a doubled quote in it stands for one. No line breaks inside fields.
std::vector<std::string> csvFields(std::string_view line);

} // namespace locascope
