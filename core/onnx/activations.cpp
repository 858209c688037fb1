#include "core/onnx/operators.h"

#include <cmath>

namespace locascope {

namespace {

void plain(ScriptWriter& writer) {
    static const std::map<std::string, std::string> names{{"Relu", "relu"}, {"Sigmoid", "sigmoid"}, {"Tanh", "tanh"}, {"HardSwish", "hardswish"},
                                                          {"Softplus", "softplus"}, {"Selu", "selu"}, {"Mish", "mish"}};
    if (writer.node().op == "Selu" && (writer.hasAttribute("alpha") || writer.hasAttribute("gamma")))
        writer.refuse("has factors of its own, which is not supported");
    writer.put("torch." + names.at(writer.node().op) + "(" + writer.code(0) + ")", writer.in(0).shape);
}

void leakyRelu(ScriptWriter& writer) {
    writer.put("torch.leaky_relu(" + writer.code(0) + ", " + codeOf(writer.real("alpha", 0.01)) + ")", writer.in(0).shape);
}

void elu(ScriptWriter& writer) {
    writer.put("torch.elu(" + writer.code(0) + ", " + codeOf(writer.real("alpha", 1)) + ")", writer.in(0).shape);
}

void prelu(ScriptWriter& writer) {
    const OnnxShape shape = writer.joined(writer.in(0).shape, writer.in(1).shape);
    const std::string x = writer.code(0);
    writer.put("torch.add(torch.relu(" + x + "), torch.mul(torch.clamp_max(" + x + ", 0.0), " + writer.code(1) + "))", shape);
}

void hardSigmoid(ScriptWriter& writer) {
    const double alpha = writer.real("alpha", 0.2);
    const double beta = writer.real("beta", 0.5);
    const std::string x = writer.code(0);
    const bool isTorchs = std::abs(alpha - 1.0 / 6) < 1e-6 && beta == 0.5;
    writer.put(isTorchs ? "torch.hardsigmoid(" + x + ")"
                        : "torch.clamp(torch.add(torch.mul(" + x + ", " + codeOf(alpha) + "), " + codeOf(beta) + "), 0.0, 1.0)",
               writer.in(0).shape);
}

// A bound of Clip: an attribute before opset 11, then an input; infinite where there is none.
double bound(const ScriptWriter& writer, std::size_t input, const char* attribute, double none) {
    if (writer.opset() < 11)
        return writer.hasAttribute(attribute) ? writer.real(attribute, none) : none;
    if (!writer.has(input))
        return none;
    const auto values = writer.reals(input);
    if (values.size() != 1 || std::isnan(values.front()))
        writer.refuse("has a bound that is not one number", true);
    return values.front();
}

void clip(ScriptWriter& writer) {
    const double lowest = bound(writer, 1, "min", -INFINITY);
    const double highest = bound(writer, 2, "max", INFINITY);
    if (writer.in(0).kind != OnnxKind::Real)
        writer.refuse("cuts whole numbers, which is not supported");
    const std::string x = writer.code(0);
    const OnnxShape& shape = writer.in(0).shape;
    if (std::isfinite(lowest) && std::isfinite(highest))
        return writer.put("torch.clamp(" + x + ", " + codeOf(lowest) + ", " + codeOf(highest) + ")", shape);
    if (std::isfinite(lowest))
        return writer.put("torch.clamp_min(" + x + ", " + codeOf(lowest) + ")", shape);
    if (std::isfinite(highest))
        return writer.put("torch.clamp_max(" + x + ", " + codeOf(highest) + ")", shape);
    writer.putSame(0);
}

// Before opset 13 everything from the axis on was one axis.
void softmax(ScriptWriter& writer) {
    const std::string name = writer.node().op == "Softmax" ? "torch.softmax(" : "torch.log_softmax(";
    const OnnxShape shape = writer.in(0).shape;
    const std::size_t axis = writer.axis(writer.whole("axis", writer.opset() < 13 ? 1 : -1), shape.size());
    const std::string x = writer.code(0);
    if (writer.opset() >= 13 || axis + 1 == shape.size())
        return writer.put(name + x + ", " + std::to_string(axis) + ")", shape);
    writer.put("torch.reshape(" + name + "torch.flatten(" + x + ", " + std::to_string(axis) + "), -1), " + codeOf(shape) + ")", shape);
}

} // namespace

const OperatorTable& activationOperators() {
    static const OperatorTable table{{"Relu", plain}, {"Sigmoid", plain}, {"Tanh", plain}, {"HardSwish", plain}, {"Softplus", plain}, {"Selu", plain},
                                     {"Mish", plain}, {"LeakyRelu", leakyRelu}, {"Elu", elu}, {"PRelu", prelu}, {"HardSigmoid", hardSigmoid},
                                     {"Clip", clip}, {"Softmax", softmax}, {"LogSoftmax", softmax}};
    return table;
}

} // namespace locascope
