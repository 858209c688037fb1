#include "core/files/error.h"
#include "tests/core/learning/onnxruns.h"
#include "tests/support/onnxbuilder.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <random>

using namespace locascope;
using namespace locascope::testing;

namespace {

constexpr int channels = 2;
constexpr int side = 5;
constexpr std::size_t pixels = side * side;
using Image = std::vector<float>; // channels × side × side
using Made = std::function<std::vector<double>(const Image&)>;

float at(const Image& image, int channel, int y, int x) {
    const bool isInside = y >= 0 && x >= 0 && y < side && x < side;
    return isInside ? image[static_cast<std::size_t>((channel * side + y) * side + x)] : 0;
}

struct Case {
    OnnxBuilder builder;
    Made expected;
};

std::vector<float> numbers(std::size_t count, unsigned seed) {
    std::mt19937 random(seed);
    std::vector<float> values;
    for (std::size_t index = 0; index < count; ++index)
        values.push_back(static_cast<float>(random() >> 8) / static_cast<float>(1 << 23) - 1);
    return values;
}

OnnxBuilder begun(std::int64_t opset = 13) {
    OnnxBuilder builder(opset);
    builder.input("x", {0, channels, side, side}).output("classes");
    return builder;
}

// One operator on the image; all of its result is what comes out.
Case one(OnnxBuilder builder, const std::string& op, std::vector<std::string> inputs, const std::function<void(OnnxNodeBuilder)>& say, Made expected) {
    inputs.insert(inputs.begin(), "x");
    say(builder.node(op, inputs, {"y"}));
    builder.node("Flatten", {"y"}, {"classes"});
    return {std::move(builder), std::move(expected)};
}

const auto plainly = [](OnnxNodeBuilder) {};

Case each(const std::string& op, double (*expected)(double), const std::function<void(OnnxNodeBuilder)>& say = plainly) {
    return one(begun(), op, {}, say, [expected](const Image& image) {
        std::vector<double> values;
        for (const float value : image)
            values.push_back(expected(static_cast<double>(value)));
        return values;
    });
}

Case withRows(OnnxBuilder builder, const std::string& op, const std::vector<std::string>& inputs, const std::function<void(OnnxNodeBuilder)>& say,
              const std::function<double(const Image&, int, int, int)>& expected, int outChannels, int height, int width) {
    return one(std::move(builder), op, inputs, say, [=](const Image& image) {
        std::vector<double> values;
        for (int channel = 0; channel < outChannels; ++channel)
            for (int y = 0; y < height; ++y)
                for (int x = 0; x < width; ++x)
                    values.push_back(expected(image, channel, y, x));
        return values;
    });
}

struct Convolved {
    std::int64_t groups = 1;
    std::vector<std::int64_t> strides{1, 1}, dilations{1, 1}, pads{0, 0, 0, 0}; ///< top, left, bottom, right
    std::string automatic;
};

// 4 channels of 3 × 2 windows.
Case convolution(const Convolved& how, int height, int width) {
    OnnxBuilder builder = begun();
    const int each = channels / static_cast<int>(how.groups);
    const auto weights = numbers(static_cast<std::size_t>(4 * each * 6), 5);
    builder.reals("w", {4, each, 3, 2}, weights);
    builder.reals("b", {4}, {1, 2, 3, 4});
    const auto say = [how](OnnxNodeBuilder node) {
        node.whole("group", how.groups).list("strides", how.strides).list("dilations", how.dilations).list("kernel_shape", {3, 2});
        how.automatic.empty() ? node.list("pads", how.pads) : node.word("auto_pad", how.automatic);
    };
    return withRows(std::move(builder), "Conv", {"w", "b"}, say, [=](const Image& image, int channel, int y, int x) {
        double sum = channel + 1;
        const int group = channel / (4 / static_cast<int>(how.groups));
        for (int in = 0; in < each; ++in)
            for (int row = 0; row < 3; ++row)
                for (int column = 0; column < 2; ++column)
                    sum += static_cast<double>(weights[static_cast<std::size_t>(((channel * each + in) * 3 + row) * 2 + column)]) *
                           static_cast<double>(at(image, group * each + in, y * static_cast<int>(how.strides[0]) + row * static_cast<int>(how.dilations[0]) - static_cast<int>(how.pads[0]),
                              x * static_cast<int>(how.strides[1]) + column * static_cast<int>(how.dilations[1]) - static_cast<int>(how.pads[1])));
        return sum;
    }, 4, height, width);
}

struct Pooled {
    int stride = 2;
    std::vector<std::int64_t> pads{0, 0, 0, 0};
    bool roundsUp = false;
    bool counts = false;
};

// 3 × 3 windows.
Case pooling(const std::string& op, const Pooled& how, int size) {
    const auto say = [how, op](OnnxNodeBuilder node) {
        node.list("kernel_shape", {3, 3}).list("strides", {how.stride, how.stride}).list("pads", how.pads).whole("ceil_mode", how.roundsUp ? 1 : 0);
        if (op == "AveragePool")
            node.whole("count_include_pad", how.counts ? 1 : 0);
    };
    return withRows(begun(), op, {}, say, [=](const Image& image, int channel, int y, int x) {
        double largest = -1e9;
        double sum = 0;
        int inside = 0;
        int padded = 0;
        for (int row = 0; row < 3; ++row)
            for (int column = 0; column < 3; ++column) {
                const int up = y * how.stride + row - static_cast<int>(how.pads[0]);
                const int left = x * how.stride + column - static_cast<int>(how.pads[1]);
                padded += up < side + how.pads[2] && left < side + how.pads[3] ? 1 : 0;
                if (up < 0 || left < 0 || up >= side || left >= side)
                    continue;
                ++inside;
                largest = std::max(largest, static_cast<double>(at(image, channel, up, left)));
                sum += static_cast<double>(at(image, channel, up, left));
            }
        return op == "MaxPool" ? largest : sum / (how.counts ? padded : inside);
    }, channels, size, size);
}

void addActivations(std::map<std::string, Case>& cases) {
    cases.insert({"Relu", each("Relu", [](double x) { return std::max(0.0, x); })});
    cases.insert({"LeakyRelu", each("LeakyRelu", [](double x) { return x < 0 ? 0.125 * x : x; }, [](OnnxNodeBuilder node) { node.real("alpha", 0.125F); })});
    cases.insert({"Elu", each("Elu", [](double x) { return x < 0 ? std::expm1(x) : x; })});
    cases.insert({"Sigmoid", each("Sigmoid", [](double x) { return 1 / (1 + std::exp(-x)); })});
    cases.insert({"HardSigmoid", each("HardSigmoid", [](double x) { return std::clamp(0.2 * x + 0.5, 0.0, 1.0); })});
    cases.insert({"HardSigmoid of torch", each("HardSigmoid", [](double x) { return std::clamp(x / 6 + 0.5, 0.0, 1.0); }, [](OnnxNodeBuilder node) { node.real("alpha", 1.0F / 6); })});
    cases.insert({"HardSwish", each("HardSwish", [](double x) { return x * std::clamp(x / 6 + 0.5, 0.0, 1.0); })});
    cases.insert({"Tanh", each("Tanh", [](double x) { return std::tanh(x); })});
    cases.insert({"Softplus", each("Softplus", [](double x) { return std::log1p(std::exp(x)); })});
    cases.insert({"Exp", each("Exp", [](double x) { return std::exp(x); })});
    cases.insert({"Erf", each("Erf", [](double x) { return std::erf(x); })});
    cases.insert({"Neg", each("Neg", [](double x) { return -x; })});
    cases.insert({"Abs", each("Abs", [](double x) { return std::abs(x); })});
    cases.insert({"Floor", each("Floor", [](double x) { return std::floor(x); })});
    cases.insert({"Dropout", each("Dropout", [](double x) { return x; })});
    OnnxBuilder bounds = begun();
    bounds.reals("low", {}, {-0.5F});
    bounds.reals("high", {}, {0.25F});
    cases.insert({"Clip", withRows(bounds, "Clip", {"low", "high"}, plainly, [](const Image& i, int c, int y, int x) { return std::clamp<double>(at(i, c, y, x), -0.5, 0.25); }, 2, side, side)});
    cases.insert({"Clip below", withRows(bounds, "Clip", {"low"}, plainly, [](const Image& i, int c, int y, int x) { return std::max<double>(at(i, c, y, x), -0.5); }, 2, side, side)});
    cases.insert({"Clip 6", withRows(begun(7), "Clip", {}, [](OnnxNodeBuilder node) { node.real("max", 0.25F); },
                                     [](const Image& i, int c, int y, int x) { return std::min<double>(at(i, c, y, x), 0.25); }, 2, side, side)});
    OnnxBuilder slopes = begun();
    slopes.reals("slope", {2, 1, 1}, {0.5F, 2});
    cases.insert({"PRelu", withRows(slopes, "PRelu", {"slope"}, plainly, [](const Image& i, int c, int y, int x) {
        return at(i, c, y, x) * (at(i, c, y, x) > 0 ? 1 : c == 0 ? 0.5 : 2.0); }, 2, side, side)});
    const auto share = [](const Image& i, int y, int x, int c) { return std::exp(static_cast<double>(at(i, c, y, x))) / (std::exp(static_cast<double>(at(i, 0, y, x))) + std::exp(static_cast<double>(at(i, 1, y, x)))); };
    const auto ofChannels = [](OnnxNodeBuilder node) { node.whole("axis", 1); };
    cases.insert({"Softmax", withRows(begun(), "Softmax", {}, ofChannels, [share](const Image& i, int c, int y, int x) { return share(i, y, x, c); }, 2, side, side)});
    cases.insert({"LogSoftmax", withRows(begun(), "LogSoftmax", {}, ofChannels, [share](const Image& i, int c, int y, int x) { return std::log(share(i, y, x, c)); }, 2, side, side)});
    cases.insert({"Softmax of all, as it was", one(begun(11), "Softmax", {}, plainly, [](const Image& image) {
        double sum = 0;
        std::vector<double> values;
        for (const float value : image)
            sum += std::exp(static_cast<double>(value));
        for (const float value : image)
            values.push_back(std::exp(static_cast<double>(value)) / sum);
        return values;
    })});
}

void addWindows(std::map<std::string, Case>& cases) {
    cases.insert({"Conv", convolution({}, 3, 4)});
    cases.insert({"Conv strided, dilated, padded", convolution({.strides = {2, 1}, .dilations = {1, 2}, .pads = {1, 1, 1, 1}}, 3, 5)});
    cases.insert({"Conv padded unevenly", convolution({.pads = {2, 0, 1, 1}}, 6, 5)});
    cases.insert({"Conv in groups", convolution({.groups = 2}, 3, 4)});
    cases.insert({"Conv SAME_UPPER", convolution({.pads = {1, 0, 1, 1}, .automatic = "SAME_UPPER"}, 5, 5)});
    cases.insert({"MaxPool", pooling("MaxPool", {}, 2)});
    cases.insert({"MaxPool padded", pooling("MaxPool", {.pads = {1, 1, 1, 1}}, 3)});
    cases.insert({"MaxPool padded unevenly", pooling("MaxPool", {.pads = {0, 0, 1, 1}}, 2)});
    cases.insert({"MaxPool rounded up", pooling("MaxPool", {.stride = 3, .roundsUp = true}, 2)});
    cases.insert({"AveragePool", pooling("AveragePool", {.stride = 1}, 3)});
    cases.insert({"AveragePool padded", pooling("AveragePool", {.pads = {1, 1, 1, 1}}, 3)});
    cases.insert({"AveragePool padded, counted", pooling("AveragePool", {.pads = {1, 1, 1, 1}, .counts = true}, 3)});
    cases.insert({"AveragePool rounded up", pooling("AveragePool", {.stride = 3, .roundsUp = true}, 2)});
    cases.insert({"AveragePool padded unevenly", pooling("AveragePool", {.pads = {0, 0, 1, 1}}, 2)});
    cases.insert({"AveragePool padded unevenly, counted", pooling("AveragePool", {.pads = {1, 1, 0, 0}, .counts = true}, 2)});
    cases.insert({"GlobalMaxPool", one(begun(), "GlobalMaxPool", {}, plainly, [](const Image& i) {
        return std::vector<double>{*std::max_element(i.begin(), i.begin() + pixels), *std::max_element(i.begin() + pixels, i.end())}; })});
    OnnxBuilder statistics = begun();
    for (const auto& [name, values] : std::map<std::string, std::vector<float>>{{"s", {2, 3}}, {"b", {1, -1}}, {"m", {0.5F, 0.25F}}, {"v", {4, 0.25F}}})
        statistics.reals(name, {2}, values);
    cases.insert({"BatchNormalization", withRows(statistics, "BatchNormalization", {"s", "b", "m", "v"}, [](OnnxNodeBuilder node) { node.real("epsilon", 0.001F); },
        [](const Image& i, int c, int y, int x) { return c == 0 ? (at(i, c, y, x) - 0.5) / std::sqrt(4.001) * 2 + 1 : (at(i, c, y, x) - 0.25) / std::sqrt(0.251) * 3 - 1; }, 2, side, side)});
    OnnxBuilder around = begun();
    around.wholes("pads", {0, 0, 1, 2, 0, 0, 0, 1});
    around.reals("value", {}, {7});
    cases.insert({"Pad", withRows(around, "Pad", {"pads", "value"}, plainly, [](const Image& i, int c, int y, int x) {
        return y < 1 || x < 2 || x > 6 ? 7.0 : static_cast<double>(at(i, c, y - 1, x - 2)); }, 2, 6, 8)});
    OnnxBuilder larger = begun();
    larger.reals("scales", {4}, {1, 1, 2, 2});
    cases.insert({"Resize to nearest", withRows(larger, "Resize", {"", "scales"}, [](OnnxNodeBuilder node) {
        node.word("coordinate_transformation_mode", "asymmetric").word("nearest_mode", "floor").word("mode", "nearest"); },
        [](const Image& i, int c, int y, int x) { return static_cast<double>(at(i, c, y / 2, x / 2)); }, 2, 2 * side, 2 * side)});
    cases.insert({"Resize linearly", withRows(larger, "Resize", {"", "scales"}, [](OnnxNodeBuilder node) { node.word("mode", "linear").word("coordinate_transformation_mode", "half_pixel"); },
        [](const Image& i, int c, int y, int x) {
            const auto place = [](int to) { return std::max(0.0, (to + 0.5) / 2 - 0.5); };
            const int up = static_cast<int>(place(y)), left = static_cast<int>(place(x)), down = std::min(up + 1, side - 1), right = std::min(left + 1, side - 1);
            const double a = place(y) - up, b = place(x) - left;
            return (1 - a) * ((1 - b) * at(i, c, up, left) + b * at(i, c, up, right)) + a * ((1 - b) * at(i, c, down, left) + b * at(i, c, down, right)); }, 2, 2 * side, 2 * side)});
}

void addLayout(std::map<std::string, Case>& cases) {
    cases.insert({"Transpose", withRows(begun(), "Transpose", {}, [](OnnxNodeBuilder node) { node.list("perm", {0, 1, 3, 2}); },
                                        [](const Image& i, int c, int y, int x) { return static_cast<double>(at(i, c, x, y)); }, 2, side, side)});
    OnnxBuilder cut = begun();
    cut.wholes("starts", {1, -3});
    cut.wholes("ends", {9223372036854775807, 5});
    cut.wholes("axes", {2, -1});
    cut.wholes("steps", {2, 1});
    cases.insert({"Slice", withRows(cut, "Slice", {"starts", "ends", "axes", "steps"}, plainly,
                                    [](const Image& i, int c, int y, int x) { return static_cast<double>(at(i, c, 1 + 2 * y, 2 + x)); }, 2, 2, 3)});
    OnnxBuilder picked = begun();
    picked.wholes("which", {1, -2, 1});
    cases.insert({"Gather", withRows(picked, "Gather", {"which"}, [](OnnxNodeBuilder node) { node.whole("axis", 1); },
                                     [](const Image& i, int c, int y, int x) { return static_cast<double>(at(i, c == 1 ? 0 : 1, y, x)); }, 3, side, side)});
    OnnxBuilder single = begun();
    single.weight("which", {}, onnx::TensorProto::INT64).add_int64_data(-1);
    cases.insert({"Gather of one", withRows(single, "Gather", {"which"}, [](OnnxNodeBuilder node) { node.whole("axis", 2); },
                                            [](const Image& i, int c, int, int x) { return static_cast<double>(at(i, c, side - 1, x)); }, 2, 1, side)});
    OnnxBuilder parts = begun();
    parts.wholes("sizes", {2, 3});
    parts.node("Split", {"x", "sizes"}, {"top", "rest"}).whole("axis", 2);
    parts.node("Concat", {"rest", "top"}, {"y"}).whole("axis", 2);
    parts.node("Flatten", {"y"}, {"classes"});
    cases.insert({"Split and Concat", {parts, [](const Image& i) {
        std::vector<double> values;
        for (int c = 0; c < channels; ++c)
            for (int y = 0; y < side; ++y)
                for (int x = 0; x < side; ++x)
                    values.push_back(static_cast<double>(at(i, c, (y + 2) % side, x)));
        return values; }}});
    OnnxBuilder axes = begun();
    axes.wholes("axes", {0, 3});
    axes.node("Unsqueeze", {"x", "axes"}, {"a"});
    axes.node("Squeeze", {"a", "axes"}, {"b"});
    axes.wholes("shape", {0, -1, 25});
    axes.node("Reshape", {"b", "shape"}, {"c"});
    axes.node("ReduceSum", {"c"}, {"classes"}).whole("keepdims", 0);
    axes.wholes("last", {-1});
    axes.graph().mutable_node(3)->add_input("last");
    cases.insert({"Unsqueeze, Squeeze, Reshape, ReduceSum", {axes, [](const Image& i) {
        std::vector<double> sums(2, 0);
        for (std::size_t index = 0; index < i.size(); ++index)
            sums[index / pixels] += static_cast<double>(i[index]);
        return sums; }}});
    OnnxBuilder chosen = begun();
    chosen.reals("limit", {1, 2, 1, 1}, {0, 0.5F});
    chosen.wholes("shape", {1, 2, 5, 5});
    chosen.node("Expand", {"limit", "shape"}, {"limits"});
    chosen.node("Greater", {"x", "limits"}, {"above"});
    chosen.node("Where", {"above", "x", "limits"}, {"y"});
    chosen.node("Flatten", {"y"}, {"classes"});
    cases.insert({"Expand, Greater, Where", {chosen, [](const Image& i) {
        std::vector<double> values;
        for (std::size_t index = 0; index < i.size(); ++index)
            values.push_back(std::max<double>(i[index], index < pixels ? 0 : 0.5));
        return values; }}});
}

void addArithmetic(std::map<std::string, Case>& cases) {
    const std::map<std::string, double (*)(double, double)> pairs{
        {"Add", [](double a, double b) { return a + b; }}, {"Sub", [](double a, double b) { return a - b; }}, {"Mul", [](double a, double b) { return a * b; }},
        {"Div", [](double a, double b) { return a / b; }}, {"Max", [](double a, double b) { return std::max(a, b); }}, {"Min", [](double a, double b) { return std::min(a, b); }}};
    for (const auto& [op, compute] : pairs) {
        OnnxBuilder builder = begun();
        builder.reals("w", {2, 1, 1}, {0.5F, -0.25F});
        cases.insert({op, withRows(builder, op, {"w"}, plainly, [compute = compute](const Image& i, int c, int y, int x) { return compute(static_cast<double>(at(i, c, y, x)), c == 0 ? 0.5 : -0.25); }, 2, side, side)});
    }
    OnnxBuilder roots = begun();
    roots.reals("two", {}, {2});
    roots.node("Pow", {"x", "two"}, {"a"});
    roots.node("Sqrt", {"a"}, {"b"});
    roots.node("Sum", {"b", "b", "two"}, {"c"});
    roots.node("Log", {"c"}, {"d"});
    roots.node("Reciprocal", {"d"}, {"e"});
    roots.node("Flatten", {"e"}, {"classes"});
    cases.insert({"Pow, Sqrt, Sum, Log, Reciprocal", {roots, [](const Image& i) {
        std::vector<double> values;
        for (const float value : i)
            values.push_back(1 / std::log(2 * std::abs(static_cast<double>(value)) + 2));
        return values; }}});
    const std::size_t all = 2 * pixels;
    for (const bool isTurned : {false, true}) {
        OnnxBuilder builder = begun();
        const auto weights = numbers(all * 3, 9);
        builder.reals("w", isTurned ? std::vector<std::int64_t>{3, 50} : std::vector<std::int64_t>{50, 3}, weights);
        builder.reals("b", {3}, {1, 2, 3});
        builder.node("Flatten", {"x"}, {"flat"});
        auto node = builder.node("Gemm", {"flat", "w", "b"}, {"classes"});
        isTurned ? node.whole("transB", 1) : node.real("alpha", 0.5F).real("beta", 2);
        cases.insert({isTurned ? "Gemm turned" : "Gemm", {builder, [=](const Image& i) {
            std::vector<double> values;
            for (std::size_t out = 0; out < 3; ++out) {
                double sum = 0;
                for (std::size_t in = 0; in < all; ++in)
                    sum += static_cast<double>(i[in]) * static_cast<double>(weights[isTurned ? out * all + in : in * 3 + out]);
                values.push_back(isTurned ? sum + static_cast<double>(out + 1) : 0.5 * sum + 2 * static_cast<double>(out + 1));
            }
            return values; }}});
    }
    OnnxBuilder matrices = begun();
    matrices.node("MatMul", {"x", "x"}, {"y"});
    matrices.node("Flatten", {"y"}, {"classes"});
    cases.insert({"MatMul", {matrices, [](const Image& i) {
        std::vector<double> values;
        for (int c = 0; c < channels; ++c)
            for (int y = 0; y < side; ++y)
                for (int x = 0; x < side; ++x) {
                    double sum = 0;
                    for (int k = 0; k < side; ++k)
                        sum += static_cast<double>(at(i, c, y, k)) * static_cast<double>(at(i, c, k, x));
                    values.push_back(sum);
                }
        return values; }}});
    for (const auto& [op, compute] : std::map<std::string, double (*)(double, double)>{{"ReduceMax", [](double a, double b) { return std::max(a, b); }}, {"ReduceMin", [](double a, double b) { return std::min(a, b); }}}) {
        cases.insert({op, withRows(begun(), op, {}, [](OnnxNodeBuilder node) { node.list("axes", {1}); },
            [compute = compute](const Image& i, int, int y, int x) { return compute(static_cast<double>(at(i, 0, y, x)), static_cast<double>(at(i, 1, y, x))); }, 1, side, side)});
    }
    cases.insert({"ReduceL2", withRows(begun(), "ReduceL2", {}, [](OnnxNodeBuilder node) { node.list("axes", {1}); },
        [](const Image& i, int, int y, int x) { return std::hypot(static_cast<double>(at(i, 0, y, x)), static_cast<double>(at(i, 1, y, x))); }, 1, side, side)});
}

const std::map<std::string, Case>& allCases() {
    static const std::map<std::string, Case> cases = [] {
        std::map<std::string, Case> all;
        addActivations(all);
        addWindows(all);
        addLayout(all);
        addArithmetic(all);
        return all;
    }();
    return cases;
}

} // namespace

/// Each operator against its formula written out, for two images at once.
class TestOnnxOperators final : public QObject {
    Q_OBJECT
private slots:
    void anOperatorDoesWhatOnnxSays_data() {
        QTest::addColumn<QString>("name");
        for (const auto& [name, entry] : allCases())
            QTest::newRow(name.c_str()) << QString::fromStdString(name);
    }
    void anOperatorDoesWhatOnnxSays() {
        QFETCH(QString, name);
        const Case& tried = allCases().at(name.toStdString());
        const std::vector<Image> images{numbers(channels * pixels, 1), numbers(channels * pixels, 2)};
        std::vector<float> both = images[0];
        both.insert(both.end(), images[1].begin(), images[1].end());
        const std::size_t classes = tried.expected(images[0]).size();
        const auto results = runOnnx(tried.builder.bytes(), {.channels = channels, .width = 0, .height = 0, .classes = classes, .output = {}}, both, 2);
        QCOMPARE(results.size(), 2 * classes);
        for (std::size_t image = 0; image < 2; ++image) {
            const auto expected = tried.expected(images[image]);
            for (std::size_t index = 0; index < classes; ++index)
                QVERIFY2(std::abs(static_cast<double>(results[image * classes + index]) - expected[index]) < 1e-5,
                         qPrintable(QStringLiteral("value %1 of image %2: %3, expected %4").arg(index).arg(image).arg(results[image * classes + index]).arg(expected[index])));
        }
    }

    void fourInputsAreTheChannelsInTheirOrder() {
        OnnxBuilder builder(13);
        for (const char* name : {"red", "green"})
            builder.input(name, {1, 1, side, side});
        builder.output("classes");
        builder.reals("two", {}, {2});
        builder.node("Mul", {"green", "two"}, {"twice"});
        builder.node("Add", {"red", "twice"}, {"y"});
        builder.node("Flatten", {"y"}, {"classes"});
        const Image image = numbers(channels * pixels, 1);
        const auto results = runOnnx(builder.bytes(), {.channels = channels, .width = 0, .height = 0, .classes = pixels, .output = {}}, image, 1);
        for (std::size_t pixel = 0; pixel < pixels; ++pixel)
            QVERIFY(std::abs(results[pixel] - (image[pixel] + 2 * image[pixels + pixel])) < 1e-6F);
    }

    void aModelExportedForOneImageTakesSeveral() {
        OnnxBuilder builder(13);
        builder.input("x", {1, channels, side, side}).output("classes");
        builder.wholes("row", {1, -1});
        builder.reals("once", {1, 3}, {1, 2, 3});
        builder.node("Reshape", {"x", "row"}, {"flat"});
        builder.node("Concat", {"once", "flat"}, {"classes"}).whole("axis", 1);
        std::vector<float> both = numbers(2 * channels * pixels, 1);
        const auto results = runOnnx(builder.bytes(), {.channels = channels, .width = 0, .height = 0, .classes = 3 + channels * pixels, .output = {}}, both, 2);
        QCOMPARE(results[53 + 2], 3.0F);
        QCOMPARE(results[53 + 3], both[50]);
    }
};

QTEST_APPLESS_MAIN(TestOnnxOperators)
#include "test_onnxoperators.moc"
