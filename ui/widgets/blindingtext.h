#pragma once

#include "core/review/blinding.h"

#include <QString>

namespace locascope {

class Session;

QString hiddenText(Hidden what);
/// What it is for and what comes with it.
QString hiddenExplanation(Hidden what);
QString presetText(BlindingPreset preset);

/// "Blind to the model", or what is hidden one by one; empty where nothing is.
QString blindingText(const Blinding& blinding);
/// The same of the current sample, which may have been drawn by lot.
QString blindingText(const Session& session);
/// A line for each thing that is hidden.
QString blindingDetails(const Session& session);

} // namespace locascope
