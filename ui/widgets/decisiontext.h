#pragma once

#include "core/plate/plate.h"
#include "core/review/decision.h"
#include "ui/models/sessiontypes.h"

#include <QString>

#include <optional>

namespace locascope {

class Session;

QString outcomeText(Outcome outcome);
QString savingText(SavingState state);

/// "Nucleoli, Cytosol · other" or the outcome's name; never empty.
QString decisionSummary(const Decision& decision, const Vocabulary& vocabulary);
QString decisionSummary(const std::optional<Decision>& decision, const Vocabulary& vocabulary);

/// "A01 · site 2", or the short id where the plate knows no wells.
QString sampleText(const Sample& sample);
/// The same of a sample of the session, or its number while names are hidden.
QString sampleText(const Session& session, int sampleIndex);
/// The sample's whole id, or its number.
QString sampleIdText(const Session& session, int sampleIndex);

} // namespace locascope
