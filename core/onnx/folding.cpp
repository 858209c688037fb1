#include "core/onnx/folding.h"

#include <algorithm>
#include <cmath>

namespace locascope {

namespace {

// One of `count` values, or the same for all.
template <class Values>
auto entry(const Values& values, std::size_t index) {
    return values[values.size() == 1 ? 0 : index];
}

// Folding is for the arithmetic of sizes: values of one shape, or a single one with them.
bool fit(const OnnxTensor& a, const OnnxTensor& b) {
    return a.count() > 0 && b.count() > 0 && a.count() <= mostFolded && b.count() <= mostFolded && (a.shape == b.shape || a.count() == 1 || b.count() == 1);
}

std::vector<std::int64_t> shapeOfBoth(const OnnxTensor& a, const OnnxTensor& b) {
    if (a.count() != b.count())
        return a.count() > b.count() ? a.shape : b.shape;
    return a.shape.size() >= b.shape.size() ? a.shape : b.shape;
}

bool isPlain(const std::vector<std::int64_t>& shape, const OnnxTensor& a, const OnnxTensor& b) {
    return shape.size() >= a.shape.size() && shape.size() >= b.shape.size();
}

Extent wholeResult(const ScriptWriter& writer, const std::string& op, Extent a, Extent b) {
    if (op == "Add")
        return writer.require(sum(a, b));
    if (op == "Sub")
        return writer.require(difference(a, b));
    if (op == "Mul")
        return writer.require(product(a, b));
    if (op == "Div")
        return writer.require(quotient(a, b));
    return {a == b ? 1 : 0, 0};
}

double realResult(const std::string& op, double a, double b) {
    if (op == "Add")
        return a + b;
    if (op == "Sub")
        return a - b;
    if (op == "Mul")
        return a * b;
    return op == "Div" ? a / b : std::pow(a, b);
}

bool isOneOf(const std::string& op, std::initializer_list<const char*> names) {
    return std::any_of(names.begin(), names.end(), [&](const char* name) { return op == name; });
}

} // namespace

bool foldPair(ScriptWriter& writer) {
    const SharedTensor a = writer.in(0).constant;
    const SharedTensor b = writer.in(1).constant;
    const std::string& op = writer.node().op;
    if (!a || !b || a->kind != b->kind || !fit(*a, *b))
        return false;
    OnnxTensor result{a->kind, shapeOfBoth(*a, *b), {}, {}};
    if (!isPlain(result.shape, *a, *b))
        return false;
    const std::size_t count = std::max(a->count(), b->count());
    if (a->kind == OnnxKind::Real) {
        if (!isOneOf(op, {"Add", "Sub", "Mul", "Div", "Pow"}))
            return false;
        for (std::size_t index = 0; index < count; ++index)
            result.reals.push_back(static_cast<float>(realResult(op, entry(a->reals, index), entry(b->reals, index))));
    } else {
        if (!isOneOf(op, {"Add", "Sub", "Mul", "Div", "Equal"}))
            return false;
        result.kind = op == "Equal" ? OnnxKind::Truth : a->kind;
        for (std::size_t index = 0; index < count; ++index)
            result.wholes.push_back(wholeResult(writer, op, entry(a->wholes, index), entry(b->wholes, index)));
    }
    writer.putConstant(std::move(result));
    return true;
}

bool foldSingle(ScriptWriter& writer) {
    const SharedTensor a = writer.in(0).constant;
    const std::string& op = writer.node().op;
    if (!a || a->kind != OnnxKind::Real || a->count() > mostFolded || !isOneOf(op, {"Sqrt", "Floor", "Ceil", "Neg"}))
        return false;
    OnnxTensor result = *a;
    for (float& value : result.reals)
        value = op == "Sqrt" ? std::sqrt(value) : op == "Floor" ? std::floor(value) : op == "Ceil" ? std::ceil(value) : -value;
    writer.putConstant(std::move(result));
    return true;
}

bool foldChoice(ScriptWriter& writer) {
    const SharedTensor condition = writer.in(0).constant;
    const SharedTensor a = writer.in(1).constant;
    const SharedTensor b = writer.in(2).constant;
    if (!condition || !a || !b || condition->kind == OnnxKind::Real || a->kind != OnnxKind::Whole || b->kind != OnnxKind::Whole || !fit(*a, *b) ||
        !fit(*condition, *a) || !fit(*condition, *b))
        return false;
    OnnxTensor result{OnnxKind::Whole, shapeOfBoth(*a, *b), {}, {}};
    const std::size_t count = std::max({condition->count(), a->count(), b->count()});
    if (count > std::max(a->count(), b->count()))
        result.shape = condition->shape;
    for (std::size_t index = 0; index < count; ++index)
        result.wholes.push_back(entry(condition->wholes, index).fixed != 0 ? entry(a->wholes, index) : entry(b->wholes, index));
    writer.putConstant(std::move(result));
    return true;
}

} // namespace locascope
