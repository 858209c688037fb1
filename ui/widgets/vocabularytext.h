#pragma once

#include "core/review/vocabularystate.h"
#include "ui/models/session.h"

#include <QString>

namespace locascope {

struct LabelEvent;

/// What became of a class: "retired", "read as Nucleoli", "split into …"; empty while it is in use.
QString classStateText(const VocabularyState& state, ClassIndex index);

/// "Merged Cytosol into Nucleoplasm", by the names of today.
QString changeText(const VocabularyState& state, const VocabularyChange& change);
/// Of an event of the cause vocabulary.
QString changeText(const LabelEvent& event, const Session& session);
QString changeReason(const LabelEvent& event);

/// What a change would do to the decisions there are, in a sentence or two.
QString previewText(const ChangePreview& preview);

} // namespace locascope
