#pragma once

#include "core/onnx/scriptwriter.h"

namespace locascope {

/// Computes a node of two inputs beforehand where both are short constants: whole numbers of Add, Sub, Mul, Div, Equal; fractions of Add, Sub, Mul, Div, Pow.
/// False: nothing was done.
bool foldPair(ScriptWriter& writer);
/// The same of Sqrt, Floor, Ceil, Neg of fractions.
bool foldSingle(ScriptWriter& writer);
/// Where(condition, a, b) of constants of whole numbers.
bool foldChoice(ScriptWriter& writer);

/// The most values that are computed beforehand.
inline constexpr std::size_t mostFolded = 4096;

} // namespace locascope
