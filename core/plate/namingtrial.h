#pragma once

#include "core/plate/naming.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace locascope {

/// What is wrong with rules that are being written.
struct NamingFault {
    std::string field;                   ///< as in resources/naming: key, files, ignored, stains, extensions, companion
    std::optional<std::size_t> expression; ///< which of the field, from 0; none: the field as a whole
    std::optional<std::size_t> position; ///< bytes from the start of the expression
    std::string cause;                   ///< English clause
    friend bool operator==(const NamingFault&, const NamingFault&) = default;
};

/// Every expression that cannot be used, and the first fault of everything else. None: NamingScheme takes the rules.
std::vector<NamingFault> namingFaults(const NamingRules& rules);

/// How rules that are being written read the names of some files.
struct NamingTrial {
    NamingRules rules;
    std::vector<NamingFault> faults;
    std::vector<ParsedName> names;  ///< one a path, by those expressions that can be used; NotMatched where none can
    std::size_t understood = 0;     ///< of them: images of samples, and images that are known to be none
};
NamingTrial tryNaming(NamingRules rules, std::span<const std::string> paths, std::string_view rootName);

} // namespace locascope
