#include "core/onnx/operators.h"

namespace locascope {

namespace {

OperatorTable allOperators() {
    OperatorTable all;
    for (const auto* family : {&arithmeticOperators(), &activationOperators(), &layerOperators(), &poolingOperators(), &resizingOperators(),
                               &reducingOperators(), &shapingOperators(), &selectingOperators()})
        all.insert(family->begin(), family->end());
    return all;
}

} // namespace

void writeNode(ScriptWriter& writer, const OnnxNode& node) {
    static const OperatorTable table = allOperators();
    writer.begin(node);
    const auto found = table.find(node.op);
    if (found == table.end())
        writer.refuseOperator();
    found->second(writer);
}

} // namespace locascope
