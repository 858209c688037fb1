#include "core/onnx/onnxscript.h"
#include "tests/support/expecterror.h"
#include "tests/support/onnxbuilder.h"

#include <QtTest>

#include <functional>

using namespace locascope;
using namespace locascope::testing;

namespace {

const std::filesystem::path file = "model.onnx";

OnnxBuilder imageModel(std::int64_t opset = 13) {
    OnnxBuilder builder(opset);
    builder.input("image", {0, 4, 8, 8}).output("classes");
    return builder;
}

OnnxScript scriptOf(const OnnxBuilder& builder, std::size_t classes = 4, const std::string& output = {}) {
    return onnxScript(readOnnx(builder.bytes(), file), {.channels = 4, .width = 0, .height = 0, .classes = classes, .output = output}, file);
}

QString refusal(const OnnxBuilder& builder, ErrorKind kind, std::size_t classes = 4) {
    const auto error = errorOf([&] { scriptOf(builder, classes); });
    if (!error)
        return QStringLiteral("nothing was refused");
    return error->kind() == kind ? QString::fromStdString(error->detail()) : QStringLiteral("another kind: ") + QString::fromStdString(error->detail());
}

// Global average pooling, 4 values of 4 channels.
OnnxBuilder pooled() {
    OnnxBuilder builder = imageModel();
    builder.node("GlobalAveragePool", {"image"}, {"pooled"});
    builder.node("Flatten", {"pooled"}, {"classes"});
    return builder;
}

#define REFUSED(builder, kind, words)                                                        \
    do {                                                                                     \
        const QString said = refusal(builder, kind);                                         \
        QVERIFY2(said.contains(QStringLiteral(words)), qPrintable(said));                    \
    } while (false)

} // namespace

/// Reading an ONNX file and writing its script, without LibTorch.
class TestOnnxScript final : public QObject {
    Q_OBJECT
private slots:
    void anOutputOfFeaturesBecomesAMethod() {
        OnnxBuilder builder = pooled();
        builder.output("features");
        builder.node("Relu", {"pooled"}, {"features"});
        const OnnxScript script = scriptOf(builder);
        QCOMPARE(script.features, std::size_t{4});
        const QString source = QString::fromStdString(script.source);
        const QString forward = source.section(QStringLiteral("def features(self, x):"), 0, 0);
        const QString features = source.section(QStringLiteral("def features(self, x):"), 1);
        QVERIFY2(forward.contains(QStringLiteral("def forward(self, x):")) && !forward.contains(QStringLiteral("relu")), qPrintable(source));
        QVERIFY2(features.contains(QStringLiteral("relu")) && features.contains(QStringLiteral("torch.reshape")) && !features.contains(QStringLiteral("flatten")), qPrintable(source));
    }

    void featuresThatCannotBeWrittenAreDoneWithout_data() {
        QTest::addColumn<int>("which");
        QTest::newRow("none") << 0;
        QTest::newRow("an unknown operator") << 1;
        QTest::newRow("a map, not a vector") << 2;
        QTest::newRow("nothing makes it") << 3;
    }
    void featuresThatCannotBeWrittenAreDoneWithout() {
        QFETCH(int, which);
        OnnxBuilder builder = pooled();
        if (which > 0)
            builder.output("features");
        if (which == 1)
            builder.node("Magic", {"pooled"}, {"features"});
        if (which == 2)
            builder.node("Relu", {"image"}, {"features"});
        const OnnxScript script = scriptOf(builder);
        QCOMPARE(script.features, std::size_t{0});
        QVERIFY(script.source.find("def features") == std::string::npos);
        QCOMPARE(script.source, scriptOf(pooled()).source);
    }

    void aNodeIsALine() {
        const OnnxScript script = scriptOf(pooled());
        QCOMPARE(QString::fromStdString(script.source), QStringLiteral("def forward(self, x):\n    n = x.size(0)\n    v0 = torch.adaptive_avg_pool2d(x, [1, 1])\n"
                                                                       "    v1 = torch.reshape(v0, [n, 4])\n    return v1\n"));
        QCOMPARE(script.width, 8);
        QCOMPARE(script.height, 8);
        QCOMPARE(QString::fromStdString(script.output), QStringLiteral("classes"));
        QVERIFY(script.ending == OnnxEnding::Open);
    }

    void theArithmeticOfSizesIsDoneBeforehand() {
        // image.view(image.shape[0], image.shape[1] / 2, -1) as exporters write it
        OnnxBuilder builder = imageModel();
        for (const auto& [name, index] : {std::pair{"0", 0}, std::pair{"1", 1}}) {
            builder.weight(std::string("i") + name, {}, onnx::TensorProto::INT64).add_int64_data(index);
            builder.node("Shape", {"image"}, {std::string("shape") + name});
            builder.node("Gather", {std::string("shape") + name, std::string("i") + name}, {std::string("size") + name}).whole("axis", 0);
        }
        builder.weight("two", {}, onnx::TensorProto::INT64).add_int64_data(2);
        builder.node("Div", {"size1", "two"}, {"half"});
        builder.wholes("axes", {0});
        builder.wholes("open", {-1});
        builder.node("Unsqueeze", {"size0", "axes"}, {"a"});
        builder.node("Unsqueeze", {"half", "axes"}, {"b"});
        builder.node("Concat", {"a", "b", "open"}, {"target"}).whole("axis", 0);
        builder.node("Reshape", {"image", "target"}, {"viewed"});
        builder.node("ReduceMean", {"viewed"}, {"classes"}).list("axes", {2}).whole("keepdims", 0);
        const OnnxScript script = scriptOf(builder, 2);
        QCOMPARE(QString::fromStdString(script.source), QStringLiteral("def forward(self, x):\n    n = x.size(0)\n    v0 = torch.reshape(x, [n, 2, 128])\n"
                                                                       "    v1 = torch.mean(v0, [2], False)\n    return v1\n"));
        QVERIFY(script.tensors.empty());
    }

    void weightsAreTrainableAndStatisticsAreNot() {
        OnnxBuilder builder = imageModel();
        builder.reals("ones", {4}, {1, 1, 1, 1});
        builder.reals("zeros", {4}, {0, 0, 0, 0});
        builder.node("BatchNormalization", {"image", "ones", "zeros", "zeros", "ones"}, {"a"});
        builder.node("BatchNormalization", {"a", "ones", "zeros", "zeros", "ones"}, {"b"});
        builder.reals("half", {}, {0.5F});
        builder.node("Mul", {"b", "half"}, {"c"});
        builder.node("GlobalAveragePool", {"c"}, {"d"});
        builder.node("Flatten", {"d"}, {"classes"});
        const OnnxScript script = scriptOf(builder);
        std::vector<bool> trainable;
        for (const ScriptTensor& tensor : script.tensors)
            trainable.push_back(tensor.trainable);
        QCOMPARE(trainable, (std::vector<bool>{true, true, false, false, true, true, false, false, false})); // none shared, the factor of the formula last
        QVERIFY(script.source.find("self.training, 0.1") != std::string::npos);
    }

    void ofSeveralOutputsTheOneOfAllClassesIsTaken() {
        OnnxBuilder builder = pooled();
        builder.graph().clear_output();
        builder.output("features").output("classes");
        builder.node("Concat", {"pooled", "pooled"}, {"twice"}).whole("axis", 1);
        builder.node("Flatten", {"twice"}, {"features"});
        QCOMPARE(QString::fromStdString(scriptOf(builder).output), QStringLiteral("classes"));
        QCOMPARE(QString::fromStdString(scriptOf(builder, 8).output), QStringLiteral("features"));
        const QString said = refusal(builder, ErrorKind::Mismatch, 28);
        QVERIFY2(said.contains(QStringLiteral("28 values")) && said.contains(QStringLiteral("'features' (n × 8)")), qPrintable(said));
        EXPECT_ERROR(scriptOf(builder, 4, "logits"), ErrorKind::NotFound);
    }

    void whatTheOutputNeedsNotMayBeUnknown() {
        OnnxBuilder builder = pooled();
        builder.node("Magic", {"image"}, {"nothing"});
        QVERIFY(!scriptOf(builder).source.empty());
    }

    void theEndTellsWhatComesOut() {
        OnnxBuilder sigmoid = imageModel();
        sigmoid.node("GlobalAveragePool", {"image"}, {"pooled"});
        sigmoid.node("Flatten", {"pooled"}, {"logits"});
        sigmoid.node("Sigmoid", {"logits"}, {"classes"});
        QVERIFY(scriptOf(sigmoid).ending == OnnxEnding::Sigmoid);
        QVERIFY(scriptOf(sigmoid).source.find("sigmoid") == std::string::npos);
        sigmoid.graph().mutable_node(2)->set_op_type("Softmax");
        QVERIFY(scriptOf(sigmoid).ending == OnnxEnding::Softmax);
    }

    void anUnknownOperatorIsNamedWithItsNode() {
        OnnxBuilder builder = imageModel();
        builder.node("DeformConv", {"image"}, {"classes"});
        QCOMPARE(refusal(builder, ErrorKind::Unsupported), QStringLiteral("the operator DeformConv of node 'the DeformConv' is not supported"));
        builder.graph().mutable_node(0)->set_op_type("Conv");
        builder.graph().mutable_node(0)->set_domain("com.stranger");
        REFUSED(builder, ErrorKind::Unsupported, "com.stranger.Conv");
    }

    void filesThatAreNoModelAreRefused() {
        const Bytes whole = pooled().bytes();
        for (const std::size_t length : {std::size_t{0}, std::size_t{3}, whole.size() / 2, whole.size() - 1})
            EXPECT_ERROR(readOnnx({whole.data(), length}, file), ErrorKind::Invalid);
        const std::string page = "<html>not found</html>";
        EXPECT_ERROR(readOnnx({reinterpret_cast<const std::byte*>(page.data()), page.size()}, file), ErrorKind::Invalid);
    }

    void weightsMustFillTheirShape() {
        OnnxBuilder builder = pooled();
        builder.reals("w", {3}, {1, 2});
        REFUSED(builder, ErrorKind::Invalid, "'w' are 2, but their shape says 3");
        builder.graph().mutable_initializer(0)->set_dims(0, std::int64_t{1} << 40);
        REFUSED(builder, ErrorKind::TooLarge, "'w' have a shape");
        builder.graph().mutable_initializer(0)->set_dims(0, -2);
        REFUSED(builder, ErrorKind::TooLarge, "'w' have a shape");
        for (int axis = 0; axis < 3; ++axis)
            builder.graph().mutable_initializer(0)->add_dims(std::int64_t{1} << 62);
        REFUSED(builder, ErrorKind::TooLarge, "'w' have a shape");
        OnnxBuilder packed = pooled();
        packed.weight("w", {2}, onnx::TensorProto::FLOAT).set_raw_data("1234567");
        REFUSED(packed, ErrorKind::Invalid, "middle of a number");
    }

    void weightsElsewhereAreNotFetched() {
        OnnxBuilder builder = pooled();
        auto& weight = builder.weight("w", {2}, onnx::TensorProto::FLOAT);
        weight.set_data_location(onnx::TensorProto::EXTERNAL);
        auto& entry = *weight.add_external_data();
        entry.set_key("location");
        entry.set_value("../../etc/passwd");
        REFUSED(builder, ErrorKind::Unsupported, "'w' lie in another file, which is not opened");
    }

    void packedNumbersOfAllTypesAreRead() {
        OnnxBuilder builder = pooled();
        builder.weight("half", {2}, onnx::TensorProto::FLOAT16).set_raw_data(std::string("\x00\x3C\x00\xC0", 4)); // 1, -2
        builder.weight("brain", {1}, onnx::TensorProto::BFLOAT16).set_raw_data(std::string("\x80\x3F", 2));        // 1
        builder.weight("tiny", {1}, onnx::TensorProto::FLOAT16).set_raw_data(std::string("\x01\x00", 2));          // 2^-24
        builder.weight("endless", {1}, onnx::TensorProto::FLOAT16).set_raw_data(std::string("\x00\x7C", 2));
        builder.weight("bytes", {2}, onnx::TensorProto::INT8).set_raw_data(std::string("\xFF\x02", 2));
        const OnnxGraph graph = readOnnx(builder.bytes(), file);
        QCOMPARE(graph.weights.at("half")->reals, (std::vector<float>{1, -2}));
        QCOMPARE(graph.weights.at("brain")->reals, (std::vector<float>{1}));
        QCOMPARE(graph.weights.at("tiny")->reals.front(), std::ldexp(1.0F, -24));
        QVERIFY(std::isinf(graph.weights.at("endless")->reals.front()));
        QVERIFY(graph.weights.at("bytes")->wholes == fixedShape({-1, 2}));
    }

    void nodesThatDoNotFitTogetherAreNamed() {
        OnnxBuilder missing = imageModel();
        missing.node("Add", {"image", "lost"}, {"classes"});
        REFUSED(missing, ErrorKind::Invalid, "'the Add' reads 'lost', which nothing before it makes");
        OnnxBuilder circle = imageModel();
        circle.node("Add", {"image", "classes"}, {"a"});
        circle.node("Relu", {"a"}, {"classes"});
        REFUSED(circle, ErrorKind::Invalid, "which nothing before it makes");
        OnnxBuilder twice = pooled();
        twice.node("Relu", {"image"}, {"pooled"});
        REFUSED(twice, ErrorKind::Invalid, "'pooled' twice");
        OnnxBuilder shapes = imageModel();
        shapes.reals("w", {5, 1, 1}, {1, 2, 3, 4, 5});
        shapes.node("Add", {"image", "w"}, {"classes"});
        REFUSED(shapes, ErrorKind::Invalid, "n × 4 × 8 × 8 and 5 × 1 × 1");
    }

    void brokenArgumentsAreNamed_data() {
        QTest::addColumn<int>("which");
        QTest::addColumn<QString>("words");
        QTest::newRow("a stride of 0") << 0 << QStringLiteral("0 as strides");
        QTest::newRow("an attribute of another type") << 1 << QStringLiteral("attribute group of another type");
        QTest::newRow("a window larger than the picture") << 2 << QStringLiteral("larger than its input");
        QTest::newRow("groups that do not divide") << 3 << QStringLiteral("in 3 groups");
        QTest::newRow("no weights at all") << 4 << QStringLiteral("lacks its input 2");
        QTest::newRow("negative padding") << 5 << QStringLiteral("among its pads");
    }
    void brokenArgumentsAreNamed() {
        QFETCH(int, which);
        QFETCH(QString, words);
        OnnxBuilder builder = imageModel();
        const std::int64_t side = which == 2 ? 9 : 1;
        builder.reals("w", {4, 4, side, side}, std::vector<float>(static_cast<std::size_t>(16 * side * side), 1));
        OnnxNodeBuilder node = which == 4 ? builder.node("Conv", {"image"}, {"y"}) : builder.node("Conv", {"image", "w"}, {"y"});
        which == 0 ? node.list("strides", {0, 1}) : which == 1 ? node.word("group", "two") : which == 3 ? node.whole("group", 3) : node;
        if (which == 5)
            node.list("pads", {0, 0, -1, 0});
        builder.node("GlobalAveragePool", {"y"}, {"p"});
        builder.node("Flatten", {"p"}, {"classes"});
        const QString said = refusal(builder, which == 1 || which < 6 ? ErrorKind::Invalid : ErrorKind::Unsupported);
        QVERIFY2(said.contains(words), qPrintable(said));
    }

    void moreValuesThanAnyClassifierHasAreRefused() {
        OnnxBuilder builder = imageModel();
        builder.wholes("target", {1, 1 << 20, 64, 64});
        builder.reals("one", {1, 1, 1, 1}, {1});
        builder.node("Expand", {"one", "target"}, {"huge"});
        builder.node("ReduceMean", {"huge"}, {"mean"}).list("axes", {2, 3});
        builder.node("Add", {"image", "mean"}, {"classes"});
        REFUSED(builder, ErrorKind::TooLarge, "1 × 1048576 × 64 × 64");
    }

    void imagesStayApart() {
        OnnxBuilder builder = imageModel();
        builder.node("ReduceMean", {"image"}, {"classes"}).list("axes", {0, 2, 3});
        REFUSED(builder, ErrorKind::Invalid, "mixes the images");
    }

    void whatGoesInMustBeSaid() {
        OnnxBuilder open(13);
        open.input("image", {0, 4, 0, 0}).output("classes");
        open.node("GlobalAveragePool", {"image"}, {"p"});
        open.node("Flatten", {"p"}, {"classes"});
        REFUSED(open, ErrorKind::Invalid, "say width and height");
        const OnnxGraph graph = readOnnx(open.bytes(), file);
        QCOMPARE(onnxScript(graph, {.channels = 4, .width = 16, .height = 12, .classes = 4, .output = {}}, file).height, 12);
        OnnxBuilder three(13);
        three.input("image", {1, 3, 8, 8}).output("classes");
        REFUSED(three, ErrorKind::Mismatch, "takes 3 channels, expected 4");
        OnnxBuilder flat(13);
        flat.input("image", {1, 784}).output("classes");
        REFUSED(flat, ErrorKind::Unsupported, "has 2 axes");
        REFUSED(imageModel(6), ErrorKind::Unsupported, "opset 6");
        REFUSED(imageModel(99), ErrorKind::Unsupported, "opset 99");
    }

    void noTextOfTheFileGetsIntoTheSource() {
        OnnxBuilder builder = imageModel();
        const std::string evil = "x\n    torch.save(x, \"/tmp/here\")";
        builder.node("Relu", {"image"}, {evil});
        builder.node("GlobalAveragePool", {evil}, {"p"});
        builder.node("Flatten", {"p"}, {"classes"});
        QVERIFY(scriptOf(builder).source.find("save") == std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestOnnxScript)
#include "test_onnxscript.moc"
