#pragma once

#include "core/plate/plate.h"
#include "core/review/decision.h"
#include "ui/models/sessiontypes.h"

#include <QString>

#include <optional>

namespace locascope {

QString outcomeText(Outcome outcome);
QString savingText(SavingState state);

/// "Nucleoli, Cytosol · other" or the outcome's name; never empty.
QString decisionSummary(const Decision& decision, const Vocabulary& vocabulary);
QString decisionSummary(const std::optional<Decision>& decision, const Vocabulary& vocabulary);

/// "A01 · site 2", or the short id where the plate knows no wells.
QString sampleText(const Sample& sample);

} // namespace locascope
