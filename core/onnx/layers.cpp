#include "core/onnx/operators.h"
#include "core/onnx/window.h"

#include <cmath>

namespace locascope {

namespace {

void convolution(ScriptWriter& writer) {
    const OnnxShape input = writer.in(0).shape;
    const OnnxShape weight = writer.in(1).shape;
    if (weight.size() != 4 || !weight[0].isFixed() || !weight[1].isFixed() || !weight[2].isFixed() || !weight[3].isFixed() || weight[2].fixed < 1 || weight[3].fixed < 1)
        writer.refuse("has weights of " + shapeText(weight) + " values; only pictures of height and width are supported");
    const SlidingWindow window = windowOf(writer, std::array{weight[2].fixed, weight[3].fixed});
    const std::int64_t groups = writer.whole("group", 1);
    if (groups < 1 || weight[1].fixed < 1 || input[1].fixed % groups != 0 || weight[1].fixed != input[1].fixed / groups || weight[0].fixed % groups != 0)
        writer.refuse("has weights of " + shapeText(weight) + " values in " + std::to_string(groups) + " groups for an input of " + shapeText(input), true);
    if (writer.has(2) && writer.in(2).shape != OnnxShape{weight[0]})
        writer.refuse("has offsets of " + shapeText(writer.in(2).shape) + " values for " + codeOf(weight[0]) + " channels", true);
    const auto size = slidOver(writer, window, input);
    const std::string x = window.isSymmetric() ? writer.code(0) : padded(writer.code(0), window, 0);
    const std::string weights = writer.code(1);
    const std::string offsets = writer.has(2) ? writer.code(2) : "None";
    writer.put("torch.conv2d(" + x + ", " + weights + ", " + offsets + ", " + codeOf(window.stride) + ", " +
                   codeOf(window.isSymmetric() ? window.before : std::array<std::int64_t, 2>{0, 0}) + ", " + codeOf(window.dilation) + ", " +
                   std::to_string(groups) + ")",
               {input[0], weight[0], size[0], size[1]});
}

void requirePerChannel(const ScriptWriter& writer, std::size_t first, std::size_t last) {
    const OnnxShape& shape = writer.in(0).shape;
    if (shape.size() < 2)
        writer.refuse("reads a tensor of " + shapeText(shape) + " values, which has no channels", true);
    for (std::size_t input = first; input <= last; ++input)
        if (writer.in(input).shape != OnnxShape{shape[1]} || writer.constant(input)->kind != OnnxKind::Real)
            writer.refuse("has " + shapeText(writer.in(input).shape) + " values for " + codeOf(shape[1]) + " channels", true);
}

double epsilonOf(const ScriptWriter& writer) {
    const double epsilon = writer.real("epsilon", 1e-5);
    if (epsilon < 0)
        writer.refuse("has a negative epsilon", true);
    return epsilon;
}

// Its tensors are its own: exporters give equal ones one name, and training then would change what belongs to another layer.
void batchNormalization(ScriptWriter& writer) {
    requirePerChannel(writer, 1, 4);
    if (writer.whole("training_mode", 0) != 0 || writer.whole("spatial", 1) != 1)
        writer.refuse("is that of a model in training; export it for inference");
    const std::string x = writer.code(0);
    const std::string factors = writer.ownCode(1, true);
    const std::string offsets = writer.ownCode(2, true);
    const std::string means = writer.ownCode(3, false);
    const std::string variances = writer.ownCode(4, false);
    writer.put("torch.batch_norm(" + x + ", " + factors + ", " + offsets + ", " + means + ", " + variances + ", self.training, " +
                   codeOf(std::round(1e6 * (1 - writer.real("momentum", 0.9))) / 1e6) + ", " + codeOf(epsilonOf(writer)) + ", True)",
               writer.in(0).shape);
}

void instanceNormalization(ScriptWriter& writer) {
    requirePerChannel(writer, 1, 2);
    const std::string x = writer.code(0);
    const std::string factors = writer.code(1);
    writer.put("torch.instance_norm(" + x + ", " + factors + ", " + writer.code(2) + ", None, None, True, 0.1, " + codeOf(epsilonOf(writer)) + ", True)",
               writer.in(0).shape);
}

void layerNormalization(ScriptWriter& writer) {
    const OnnxShape shape = writer.in(0).shape;
    const std::size_t axis = writer.axis(writer.whole("axis", -1), shape.size());
    const OnnxShape rest(shape.begin() + static_cast<std::ptrdiff_t>(axis), shape.end());
    for (std::size_t input = 1; input < 3; ++input)
        if (writer.has(input) && writer.in(input).shape != rest)
            writer.refuse("has " + shapeText(writer.in(input).shape) + " factors or offsets for " + shapeText(rest) + " values", true);
    const std::string x = writer.code(0);
    const std::string factors = writer.code(1);
    writer.put("torch.layer_norm(" + x + ", " + codeOf(rest) + ", " + factors + ", " + (writer.has(2) ? writer.code(2) : "None") + ", " +
                   codeOf(epsilonOf(writer)) + ")",
               shape);
}

OnnxShape turned(OnnxShape shape, bool isTurned) {
    if (isTurned)
        std::swap(shape[0], shape[1]);
    return shape;
}

void gemm(ScriptWriter& writer) {
    if (writer.in(0).rank() != 2 || writer.in(1).rank() != 2)
        writer.refuse("multiplies something that is no matrix", true);
    const bool turnsA = writer.whole("transA", 0) != 0;
    const bool turnsB = writer.whole("transB", 0) != 0;
    const double alpha = writer.real("alpha", 1);
    const double beta = writer.real("beta", 1);
    const OnnxShape a = turned(writer.in(0).shape, turnsA);
    const OnnxShape b = turned(writer.in(1).shape, turnsB);
    if (a[1] != b[0])
        writer.refuse("multiplies matrices of " + shapeText(a) + " and " + shapeText(b), true);
    const OnnxShape shape{a[0], b[1]};
    if (writer.has(2) && broadcast(shape, writer.in(2).shape) != shape)
        writer.refuse("adds " + shapeText(writer.in(2).shape) + " values to " + shapeText(shape), true);
    const std::string x = writer.code(0);
    const std::string y = writer.code(1);
    const bool addsRow = !writer.has(2) || writer.in(2).shape == OnnxShape{b[1]};
    if (!turnsA && turnsB && alpha == 1 && (beta == 1 || !writer.has(2)) && addsRow)
        return writer.put("torch.linear(" + x + ", " + y + ", " + (writer.has(2) ? writer.code(2) : "None") + ")", shape);
    std::string code = "torch.matmul(" + (turnsA ? "torch.t(" + x + ")" : x) + ", " + (turnsB ? "torch.t(" + y + ")" : y) + ")";
    if (alpha != 1)
        code = "torch.mul(" + code + ", " + codeOf(alpha) + ")";
    if (writer.has(2))
        code = "torch.add(" + code + ", " + (beta == 1 ? writer.code(2) : "torch.mul(" + writer.code(2) + ", " + codeOf(beta) + ")") + ")";
    writer.put(code, shape);
}

void matMul(ScriptWriter& writer) {
    const OnnxShape& a = writer.in(0).shape;
    const OnnxShape& b = writer.in(1).shape;
    if (a.size() < 2 || b.size() < 2)
        writer.refuse("multiplies something that is no matrix, which is not supported");
    if (a.back() != b[b.size() - 2])
        writer.refuse("multiplies matrices of " + shapeText(a) + " and " + shapeText(b), true);
    OnnxShape shape = writer.joined({a.begin(), a.end() - 2}, {b.begin(), b.end() - 2});
    shape.push_back(a[a.size() - 2]);
    shape.push_back(b.back());
    const std::string x = writer.code(0);
    writer.put("torch.matmul(" + x + ", " + writer.code(1) + ")", shape);
}

// At inference nothing is dropped.
void same(ScriptWriter& writer) {
    writer.putSame(0);
}

} // namespace

const OperatorTable& layerOperators() {
    static const OperatorTable table{{"Conv", convolution}, {"BatchNormalization", batchNormalization}, {"InstanceNormalization", instanceNormalization},
                                     {"LayerNormalization", layerNormalization}, {"Gemm", gemm}, {"MatMul", matMul}, {"Dropout", same}, {"Identity", same}};
    return table;
}

} // namespace locascope
