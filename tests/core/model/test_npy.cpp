#include "core/model/npy.h"
#include "tests/support/expecterror.h"
#include "tests/support/npybuilder.h"

#include <QTest>

using namespace locascope;
using namespace locascope::testing;

class TestNpy final : public QObject {
    Q_OBJECT
private slots:
    void numbersOfEveryTypeAreRead_data() {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("data");
        const auto row = [](const char* type, const std::string& data) { QTest::newRow(type) << QByteArray(type) << QByteArray::fromStdString(data); };
        row("<f4", rawBytes<float>({1, 2, 3, 200}));
        row("<f8", rawBytes<double>({1, 2, 3, 200}));
        row("|u1", rawBytes<std::uint8_t>({1, 2, 3, 200}));
        row("<u2", rawBytes<std::uint16_t>({1, 2, 3, 200}));
        row("<i2", rawBytes<std::int16_t>({1, 2, 3, 200}));
        row("<i4", rawBytes<std::int32_t>({1, 2, 3, 200}));
        row("<u4", rawBytes<std::uint32_t>({1, 2, 3, 200}));
        row("<i8", rawBytes<std::int64_t>({1, 2, 3, 200}));
        row("<u8", rawBytes<std::uint64_t>({1, 2, 3, 200}));
        row(">u2", std::string("\0\1\0\2\0\3\0\xc8", 8));
        row(">i4", std::string("\0\0\0\1\0\0\0\2\0\0\0\3\0\0\0\xc8", 16));
    }
    void numbersOfEveryTypeAreRead() {
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, data);
        for (const int version : {1, 2, 3}) {
            const NumberArray array = parseNpy(npyOf(npyHeader(type.toStdString(), {2, 2}), data.toStdString(), version), "a.npy");
            QVERIFY(array.shape == (std::vector<std::int64_t>{2, 2}));
            QVERIFY(array.values == (std::vector<float>{1, 2, 3, 200}));
        }
    }

    void negativeOnesStayNegative() {
        QVERIFY(parseNpy(npyOf(npyHeader("|i1", {2}), rawBytes<std::int8_t>({-1, -128})), "a.npy").values == (std::vector<float>{-1, -128}));
        QVERIFY(parseNpy(npyOf(npyHeader("|b1", {2}), std::string("\1\0", 2)), "a.npy").values == (std::vector<float>{1, 0}));
    }

    void theOrderOfFortranIsTurned() {
        // [[1, 2, 3], [4, 5, 6]], column by column
        const NumberArray array = parseNpy(npyOf(npyHeader("<f4", {2, 3}, true), rawBytes<float>({1, 4, 2, 5, 3, 6})), "a.npy");
        QVERIFY(array.values == (std::vector<float>{1, 2, 3, 4, 5, 6}));
    }

    void oneNumberHasNoAxes() {
        const NumberArray array = parseNpy(npyOf("{'shape': (), 'fortran_order': False, 'descr': '<f4'}", rawBytes<float>({7})), "a.npy");
        QVERIFY(array.shape.empty() && array.values == std::vector<float>{7});
    }

    void hostileOnesAreRefused_data() {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<int>("dataBytes");
        QTest::addColumn<int>("version");
        QTest::addColumn<int>("kind");
        const auto row = [](const char* name, const std::string& header, ErrorKind kind, int dataBytes = 16, int version = 1) {
            QTest::newRow(name) << QByteArray::fromStdString(header) << dataBytes << version << static_cast<int>(kind);
        };
        row("objects, which would be unpickled", npyHeader("|O", {4}), ErrorKind::Unsupported);
        row("objects of three letters", npyHeader("|O8", {4}), ErrorKind::Unsupported);
        row("text", npyHeader("<U4", {1}), ErrorKind::Unsupported);
        row("complex numbers", npyHeader("<c8", {2}), ErrorKind::Unsupported);
        row("half floats", npyHeader("<f2", {8}), ErrorKind::Unsupported);
        row("records", "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (4,)}", ErrorKind::Unsupported);
        row("more than memory", npyHeader("<f4", {1'000'000'000'000}), ErrorKind::TooLarge);
        row("sizes whose product wraps around", npyHeader("<f4", {4'294'967'296, 4'294'967'296}), ErrorKind::TooLarge);
        row("a size beyond 64 bits", "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,)}", ErrorKind::Invalid);
        row("zero times too much", npyHeader("<f4", {0, 1'000'000'000'000}), ErrorKind::TooLarge);
        row("a negative size", npyHeader("<f4", {-4}), ErrorKind::Invalid);
        row("nine axes", npyHeader("<f4", {1, 1, 1, 1, 1, 1, 1, 1, 4}), ErrorKind::Invalid);
        row("less data than said", npyHeader("<f4", {5}), ErrorKind::EndsEarly);
        row("more data than said", npyHeader("<f4", {3}), ErrorKind::Mismatch);
        row("no dictionary", "import os", ErrorKind::Invalid);
        row("an expression", "{'descr': '<f4', 'fortran_order': False, 'shape': (2*2,)}", ErrorKind::Invalid);
        row("a key twice", "{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (4,)}", ErrorKind::Invalid);
        row("a key too few", "{'descr': '<f4', 'shape': (4,)}", ErrorKind::Invalid);
        row("another key", "{'descr': '<f4', 'fortran_order': False, 'shape': (4,), 'code': 'x'}", ErrorKind::Invalid);
        row("an open string", "{'descr", ErrorKind::Invalid);
        row("nothing", "", ErrorKind::Invalid);
        row("a header beyond all measure", std::string(70'000, ' '), ErrorKind::TooLarge, 16, 2);
        row("format version 4", npyHeader("<f4", {4}), ErrorKind::Unsupported, 16, 4);
    }
    void hostileOnesAreRefused() {
        QFETCH(QByteArray, header);
        QFETCH(int, dataBytes);
        QFETCH(int, version);
        QFETCH(int, kind);
        const Bytes bytes = npyOf(header.toStdString(), std::string(static_cast<std::size_t>(dataBytes), '\0'), version);
        EXPECT_ERROR(parseNpy(bytes, "a.npy"), static_cast<ErrorKind>(kind));
    }

    void whatIsWrittenIsReadBack() {
        const NumberArray array{{1, 2, 3, 1}, {1, -2, 0.5F, 1e-30F, 3e30F, 0}};
        const auto bytes = formatNpy(array);
        QCOMPARE(static_cast<int>((bytes.size() - array.values.size() * sizeof(float)) % 64), 0); // data are aligned, as the format asks
        const NumberArray read = parseNpy(bytes, "a.npy");
        QVERIFY(read.shape == array.shape && read.values == array.values);
    }

    void noPrefixIsTakenForTheWhole() {
        const Bytes whole = npyOfFloats({1, 2, 3, 4}, {2, 2});
        for (std::size_t length = 0; length < whole.size(); ++length)
            QVERIFY(errorOf([&] { (void)parseNpy(std::span(whole).first(length), "a.npy"); }));
    }
};

QTEST_GUILESS_MAIN(TestNpy)
#include "test_npy.moc"
