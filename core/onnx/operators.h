#pragma once

#include "core/onnx/scriptwriter.h"

#include <map>
#include <string_view>

namespace locascope {

/// Writes the node that `writer` stands at.
using OperatorWriter = void (*)(ScriptWriter& writer);
using OperatorTable = std::map<std::string_view, OperatorWriter>;

// By family; the names are those of ONNX.
const OperatorTable& arithmeticOperators();
const OperatorTable& activationOperators();
const OperatorTable& layerOperators();
const OperatorTable& poolingOperators();
const OperatorTable& resizingOperators();
const OperatorTable& reducingOperators();
const OperatorTable& shapingOperators();
const OperatorTable& selectingOperators();

/// Writes one node; refuses an operator that no family knows.
void writeNode(ScriptWriter& writer, const OnnxNode& node);

} // namespace locascope
