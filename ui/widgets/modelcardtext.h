#pragma once

#include "core/model/modellibrary.h"

#include <QString>

namespace locascope {

// What a model's card says, in the reader's language. Nothing is asked of a disk.

/// Its name; of one whose card cannot be read its file's.
QString modelNameText(const ListedModel& model);
/// "512 × 512: microtubules, protein, nucleus, reticulum".
QString modelInputText(const ModelCard& card);
/// "hpa-28 (28)".
QString modelClassesText(const ModelCard& card);
/// "verified", "not verified", "not cross-checked", "–".
QString modelCheckText(const ModelCard& card);
/// What that means for this card, and how it was found.
QString modelCheckTip(const ModelCard& card);
/// Everything the card says, as HTML whose text is escaped. `isInUse`: it is the one that classifies.
QString modelDetailsHtml(const ListedModel& model, bool isInUse);

} // namespace locascope
