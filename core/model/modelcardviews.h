#pragma once

#include "core/model/cardreader.h"
#include "core/model/modelcard.h"

namespace locascope {

/// `resize`, `crops`, `orientations` and `combine` of a card's input, whose width and height are known. Error Invalid names key and line.
void readViews(const CardReader& input, InputRecipe& recipe);
/// Those of them that are not what a card without them means.
void emitViews(YAML::Emitter& out, const InputRecipe& recipe);

/// `temperature` of a card whose output is known. Error Invalid names key and line.
void readTemperature(const CardReader& card, ModelCard& read);

} // namespace locascope
