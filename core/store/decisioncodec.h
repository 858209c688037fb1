#pragma once

#include "core/review/decision.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace locascope {

/// A decision as a CBOR map (RFC 8949) with stable English keys: outcome, present, not_judged, touched (class indices), other, inherited, seconds,
/// note, classes, model, probabilities, thresholds (byte strings of packFloats). What has its default value is left out. Lossless, and equal
/// decisions give equal bytes.
std::string encodeDecision(const Decision& decision);
/// Inverse of encodeDecision. Error Damaged, without a path, for anything else, unknown keys included.
Decision decodeDecision(std::string_view bytes);

/// 32-bit IEEE 754, little-endian, whatever the machine.
std::string packFloats(std::span<const float> values);
/// Inverse of packFloats. Error Damaged, without a path, where the length is no multiple of four.
std::vector<float> unpackFloats(std::string_view bytes);

} // namespace locascope
