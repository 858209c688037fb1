#pragma once

#include "ui/models/session.h"

#include <QString>

namespace locascope {

/// "reviewed", "undone", …
QString causeText(EventCause cause);

/// Of the sample of that id: as sampleText where the plate has it, else the id.
QString sampleOfEvent(const LabelEvent& event, const Session& session);

/// "Undo: 214 samples, Nucleoli" or "Undo: A01 · site 2, Nucleoli"; empty where no act can be taken back.
QString undoText(const Session& session);

/// What an act on all selected samples would do, in two sentences at most: "Label 214 samples: Nucleoli, Cytosol. 31 were reviewed before: they change."
QString bulkText(const BulkPlan& plan, const Vocabulary& vocabulary);

} // namespace locascope
