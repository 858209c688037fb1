#include "core/files/error.h"
#include "core/onnx/folding.h"
#include "core/onnx/operators.h"

namespace locascope {

namespace {

// torch's name of an operator of two tensors; empty: none.
std::string pairName(const std::string& op) {
    static const std::map<std::string, std::string> names{
        {"Add", "add"}, {"Sub", "sub"}, {"Mul", "mul"}, {"Div", "div"}, {"Pow", "pow"}, {"Equal", "eq"}, {"Greater", "gt"}, {"Less", "lt"},
        {"GreaterOrEqual", "ge"}, {"LessOrEqual", "le"}, {"And", "logical_and"}, {"Or", "logical_or"}, {"Max", "maximum"}, {"Min", "minimum"}, {"Sum", "add"}};
    return names.at(op);
}

void requireSameKind(ScriptWriter& writer, std::size_t a, std::size_t b) {
    if (writer.in(a).kind != writer.in(b).kind && writer.node().op != "Pow")
        writer.refuse("joins fractions with whole numbers", true);
}

void writePair(ScriptWriter& writer, OnnxKind kind) {
    if (foldPair(writer))
        return;
    requireSameKind(writer, 0, 1);
    const bool isWholeDivision = writer.node().op == "Div" && writer.in(0).kind != OnnxKind::Real;
    const std::string left = writer.code(0);
    writer.put("torch." + pairName(writer.node().op) + "(" + left + ", " + writer.code(1) + (isWholeDivision ? ", rounding_mode=\"trunc\")" : ")"),
               writer.joined(writer.in(0).shape, writer.in(1).shape), kind);
}

void pair(ScriptWriter& writer) { writePair(writer, writer.in(0).kind); }
void comparison(ScriptWriter& writer) { writePair(writer, OnnxKind::Truth); }

// Any number of inputs, one after the other.
void chain(ScriptWriter& writer) {
    std::string code = writer.code(0);
    OnnxShape shape = writer.in(0).shape;
    for (std::size_t input = 1; input < writer.inputs(); ++input) {
        requireSameKind(writer, 0, input);
        code = "torch." + pairName(writer.node().op) + "(" + code + ", " + writer.code(input) + ")";
        shape = writer.joined(shape, writer.in(input).shape);
    }
    writer.inputs() == 1 ? writer.putSame(0) : writer.put(code, shape, writer.in(0).kind);
}

void single(ScriptWriter& writer) {
    if (foldSingle(writer))
        return;
    static const std::map<std::string, std::string> names{{"Sqrt", "sqrt"}, {"Exp", "exp"}, {"Log", "log"}, {"Erf", "erf"}, {"Neg", "neg"}, {"Abs", "abs"},
                                                          {"Floor", "floor"}, {"Ceil", "ceil"}, {"Reciprocal", "reciprocal"}, {"Not", "logical_not"}};
    writer.put("torch." + names.at(writer.node().op) + "(" + writer.code(0) + ")", writer.in(0).shape, writer.in(0).kind);
}

void choose(ScriptWriter& writer) {
    if (foldChoice(writer))
        return;
    if (writer.in(0).kind != OnnxKind::Truth)
        writer.refuse("chooses by something that is no truth value", true);
    requireSameKind(writer, 1, 2);
    const OnnxShape shape = writer.joined(writer.in(0).shape, writer.joined(writer.in(1).shape, writer.in(2).shape));
    const std::string condition = writer.code(0);
    const std::string a = writer.code(1);
    writer.put("torch.where(" + condition + ", " + a + ", " + writer.code(2) + ")", shape, writer.in(1).kind);
}

// Kinds of TensorProto.DataType.
OnnxKind kindOf(const ScriptWriter& writer, std::int64_t type) {
    switch (type) {
    case 1: case 10: case 11: case 16: return OnnxKind::Real;
    case 2: case 3: case 5: case 6: case 7: return OnnxKind::Whole;
    case 9: return OnnxKind::Truth;
    default: writer.refuse("makes numbers of a type that is not known here (" + std::to_string(type) + ")");
    }
}

OnnxTensor converted(const ScriptWriter& writer, const OnnxTensor& from, OnnxKind kind) {
    OnnxTensor to{kind, from.shape, {}, {}};
    constexpr float largest = 9.0e18F;
    for (const float value : from.reals) {
        if (!(value > -largest && value < largest))
            writer.refuse("makes a whole number of one that is too large", true);
        to.wholes.push_back({kind == OnnxKind::Truth ? static_cast<std::int64_t>(value != 0) : static_cast<std::int64_t>(value), 0});
    }
    for (const Extent value : from.wholes) {
        if (kind == OnnxKind::Whole) {
            to.wholes.push_back(value);
            continue;
        }
        if (!value.isFixed())
            writer.refuse("depends on the number of images in a way that is not supported");
        kind == OnnxKind::Real ? to.reals.push_back(static_cast<float>(value.fixed)) : to.wholes.push_back({value.fixed != 0 ? 1 : 0, 0});
    }
    return to;
}

void cast(ScriptWriter& writer) {
    const OnnxKind kind = kindOf(writer, writer.whole("to", 0));
    const OnnxValue& from = writer.in(0);
    if (from.kind == kind)
        return writer.putSame(0);
    if (from.constant)
        return writer.putConstant(converted(writer, *from.constant, kind));
    // The numbers of torch.float, torch.long and torch.bool.
    const std::string type = kind == OnnxKind::Real ? "6" : kind == OnnxKind::Whole ? "4" : "11";
    writer.put("torch.to(" + writer.code(0) + ", " + type + ", False, False)", from.shape, kind);
}

} // namespace

const OperatorTable& arithmeticOperators() {
    static const OperatorTable table{{"Add", pair}, {"Sub", pair}, {"Mul", pair}, {"Div", pair}, {"Pow", pair}, {"And", pair}, {"Or", pair},
                                     {"Equal", comparison}, {"Greater", comparison}, {"Less", comparison}, {"GreaterOrEqual", comparison},
                                     {"LessOrEqual", comparison}, {"Max", chain}, {"Min", chain}, {"Sum", chain}, {"Sqrt", single}, {"Exp", single},
                                     {"Log", single}, {"Erf", single}, {"Neg", single}, {"Abs", single}, {"Floor", single}, {"Ceil", single},
                                     {"Reciprocal", single}, {"Not", single}, {"Where", choose}, {"Cast", cast}};
    return table;
}

} // namespace locascope
