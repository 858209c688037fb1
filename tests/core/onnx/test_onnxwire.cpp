#include "core/onnx/onnxgraph.h"
#include "core/onnx/onnxwire.h"
#include "tests/support/expecterror.h"
#include "tests/support/onnxbuilder.h"

#include <QtTest>

using namespace locascope;
using namespace locascope::testing;

namespace {

std::string number(std::uint64_t value) {
    std::string text;
    for (; value > 127; value >>= 7)
        text += static_cast<char>((value & 127) | 128);
    return text + static_cast<char>(value);
}

// A field of bytes.
std::string field(unsigned which, const std::string& content) { return number(which << 3 | 2) + number(content.size()) + content; }

std::string many(const std::string& text, int times) {
    std::string all;
    for (int time = 0; time < times; ++time)
        all += text;
    return all;
}

Bytes bytesOf(const std::string& text) {
    const auto* first = reinterpret_cast<const std::byte*>(text.data());
    return {first, first + text.size()};
}

constexpr int tooMany = 2'100'000;

} // namespace

/// What is refused before protobuf makes objects of it.
class TestOnnxWire final : public QObject {
    Q_OBJECT
private slots:
    void whatWouldTakeManyTimesItsSizeIsRefused_data() {
        QTest::addColumn<QByteArray>("file");
        const auto row = [](const char* name, const std::string& text) { QTest::newRow(name) << QByteArray::fromStdString(text); };
        row("nodes of nothing", field(7, many(field(1, ""), tooMany)));
        row("empty names", field(7, field(1, many(field(1, ""), tooMany))));
        row("sizes of a shape", field(7, field(11, field(2, field(1, field(2, many(field(1, ""), tooMany)))))));
        row("whole numbers of one byte", field(7, field(5, field(7, std::string(std::size_t{70} << 20, '\1')))));
        row("numbers nobody knows", many(number(100 << 3) + '\1', tooMany));
        std::string deep;
        for (int level = 0; level < 40; ++level)
            deep = field(1, field(5, field(6, deep)));
        row("graphs in graphs", field(7, deep));
    }
    void whatWouldTakeManyTimesItsSizeIsRefused() {
        QFETCH(QByteArray, file);
        EXPECT_ERROR(readOnnx(bytesOf(file.toStdString()), "m.onnx"), ErrorKind::TooLarge);
    }

    void whatIsNoMessageIsInvalid_data() {
        QTest::addColumn<QByteArray>("file");
        const auto row = [](const char* name, const std::string& text) { QTest::newRow(name) << QByteArray::fromStdString(text); };
        row("a length beyond the end", number(7 << 3 | 2) + number(1000) + "x");
        row("a length of 64 bits", number(7 << 3 | 2) + number(~0ULL));
        row("a number without an end", std::string(11, '\x80'));
        row("a group", number(7 << 3 | 3));
        row("field 0", field(0, ""));
        row("an inner message longer than its outer", field(7, number(1 << 3 | 2) + number(9)));
        row("a cut fixed number", number(2 << 3 | 5) + "ab");
    }
    void whatIsNoMessageIsInvalid() {
        QFETCH(QByteArray, file);
        EXPECT_ERROR(requireModestOnnx(bytesOf(file.toStdString()), "m.onnx"), ErrorKind::Invalid);
        EXPECT_ERROR(readOnnx(bytesOf(file.toStdString()), "m.onnx"), ErrorKind::Invalid);
    }

    void weightsOfAnySizePass() {
        OnnxBuilder builder;
        builder.input("image", {0, 4, 8, 8}).output("classes");
        builder.reals("w", {3'000'000}, std::vector<float>(3'000'000, 0.5F));
        builder.node("Relu", {"image"}, {"classes"});
        requireModestOnnx(builder.bytes(), "m.onnx");
        QCOMPARE(readOnnx(builder.bytes(), "m.onnx").weights.at("w")->count(), std::size_t{3'000'000});
    }
};

QTEST_GUILESS_MAIN(TestOnnxWire)
#include "test_onnxwire.moc"
