#include "core/onnx/extent.h"

#include <QtTest>

#include <limits>

using namespace locascope;

class TestExtent final : public QObject {
    Q_OBJECT
private slots:
    void sizesCountWithTheNumberOfImages() {
        QVERIFY(sum(imagesExtent, {2, 0}) == (Extent{2, 1}));
        QVERIFY(difference(Extent{5, 2}, imagesExtent) == (Extent{5, 1}));
        QVERIFY(product(imagesExtent, {6, 0}) == (Extent{0, 6}));
        QVERIFY(quotient(Extent{0, 6}, {3, 0}) == (Extent{0, 2}));
        QVERIFY(quotient(Extent{0, 6}, {0, 2}) == (Extent{3, 0}));
        QVERIFY(quotient(Extent{-7, 0}, {2, 0}) == (Extent{-3, 0}));
        QCOMPARE(QString::fromStdString(shapeText({imagesExtent, {3, 0}, {1, 2}})), QStringLiteral("n × 3 × 2n + 1"));
    }
    void whatCannotBeSaidIsNothing() {
        constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
        constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
        QVERIFY(!product(imagesExtent, imagesExtent));
        QVERIFY(!quotient(Extent{0, 5}, {2, 0}));
        QVERIFY(!quotient(Extent{1, 1}, {0, 1}));
        QVERIFY(!quotient(Extent{1, 0}, {0, 0}));
        QVERIFY(!quotient(Extent{least, 0}, {-1, 0}));
        QVERIFY(!quotient(Extent{0, least}, {0, -1}));
        QVERIFY(!sum(Extent{most, 0}, {1, 0}));
        QVERIFY(!difference(Extent{least, 0}, {1, 0}));
        QVERIFY(!productOf({{most, 0}, {2, 0}}));
    }
    void broadcastingIsNumpys() {
        QVERIFY(broadcast({imagesExtent, {3, 0}, {4, 0}}, {{3, 0}, {1, 0}}) == (OnnxShape{imagesExtent, {3, 0}, {4, 0}}));
        QVERIFY(broadcast({{1, 0}}, {}) == (OnnxShape{{1, 0}}));
        QVERIFY(!broadcast({{3, 0}}, {{4, 0}}));
        QVERIFY(!broadcast({imagesExtent}, {{2, 0}}));
    }
};

QTEST_APPLESS_MAIN(TestExtent)
#include "test_extent.moc"
