#include "core/onnx/operators.h"

#include <algorithm>

namespace locascope {

namespace {

// All axes where none are said.
std::vector<std::int64_t> reducedAxes(const ScriptWriter& writer, std::size_t rank) {
    std::set<std::int64_t> axes;
    for (const std::int64_t said : writer.axesSaid(1))
        axes.insert(static_cast<std::int64_t>(writer.axis(said, rank)));
    if (axes.empty() && writer.whole("noop_with_empty_axes", 0) == 0)
        for (std::size_t axis = 0; axis < rank; ++axis)
            axes.insert(static_cast<std::int64_t>(axis));
    return {axes.begin(), axes.end()};
}

void reduce(ScriptWriter& writer) {
    static const std::map<std::string, std::string> names{{"ReduceMean", "mean"}, {"ReduceSum", "sum"}, {"ReduceMax", "amax"}, {"ReduceMin", "amin"}, {"ReduceL2", "norm"}};
    const OnnxShape from = writer.in(0).shape;
    if (writer.in(0).kind != OnnxKind::Real)
        writer.refuse("takes whole numbers, which is not supported");
    const auto axes = reducedAxes(writer, from.size());
    if (axes.empty())
        return writer.putSame(0);
    const bool keeps = writer.whole("keepdims", 1) != 0;
    OnnxShape shape;
    for (std::size_t axis = 0; axis < from.size(); ++axis) {
        const bool isReduced = std::find(axes.begin(), axes.end(), static_cast<std::int64_t>(axis)) != axes.end();
        if (isReduced && !from[axis].isFixed())
            writer.refuse("mixes the images that are classified together", true);
        if (!isReduced || keeps)
            shape.push_back(isReduced ? Extent{1, 0} : from[axis]);
    }
    const std::string& op = writer.node().op;
    writer.put("torch." + names.at(op) + "(" + writer.code(0) + (op == "ReduceL2" ? ", 2, " : ", ") + codeOf(axes) + ", " + codeOf(keeps) + ")", shape);
}

} // namespace

const OperatorTable& reducingOperators() {
    static const OperatorTable table{{"ReduceMean", reduce}, {"ReduceSum", reduce}, {"ReduceMax", reduce}, {"ReduceMin", reduce}, {"ReduceL2", reduce}};
    return table;
}

} // namespace locascope
