#pragma once

#include "core/plate/vocabulary.h"
#include "core/store/labelevent.h"

#include <string>

namespace locascope {

/// The history of a review as CSV (RFC 4180, CRLF, formula cells neutralised): one line per event. Classes by name, separated by semicolons and a space.
std::string historyCsvHeading();
std::string historyCsvLine(const LabelEvent& event, const Vocabulary& vocabulary);

} // namespace locascope
