#pragma once

#include "core/review/assignment.h"

#include <QString>

#include <optional>
#include <string>

namespace locascope {

struct LabelEvent;

/// What an event of the cause assignment says; none where it cannot be read.
std::optional<Assignment> assignmentIn(const LabelEvent& event);

/// "Ann 12, Bo 13": how many samples each has.
QString loadsText(const Assignment& assignment);

/// Of an event of the cause assignment: who has how many samples, or who has the one of this id.
QString assignmentText(const LabelEvent& event, const std::string& sampleId);

/// What an assignment of so many samples that is about to be made comes to: "20 samples: Ann 12, Bo 12. Of these 4 have 2 reviewers."
QString planText(const Assignment& planned, std::size_t samples);

/// "In place of what Di assigned on …: Ann 12, Bo 13."
QString replacedText(const Assignment& standing);

} // namespace locascope
