#pragma once

#include "core/model/modelcard.h"

#include <string>

namespace locascope {

/// Of ModelCard::provenance: fingerprints (plateFingerprint) of the plates whose labels a model has learnt, separated by spaces. Cards made elsewhere, and older ones, do not tell.
inline constexpr const char* learntPlatesKey = "learnt_plates";

/// What a model knows that was trained on this plate: those that `before` knew (null: training began from nothing) and this one.
std::string learntPlates(const ModelCard* before, const std::string& fingerprint);
/// Whether the card says so; false for an empty fingerprint.
bool hasLearntPlate(const ModelCard& card, const std::string& fingerprint);

} // namespace locascope
