#pragma once

#include "ui/models/sessiontypes.h"

#include <QString>

namespace locascope {

/// What was done, to which file, and what was left out, as one sentence.
QString summaryText(const ExportSummary& summary, const QString& file);
QString summaryText(const PackSummary& summary, const QString& folder);
QString summaryText(const ImportSummary& summary, const QString& file);
QString summaryText(const OvertakenSummary& summary);
/// Who, on which samples, why, and what to do.
QString summaryText(const RefusedSummary& summary);

} // namespace locascope
