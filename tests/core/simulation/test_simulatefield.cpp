#include "core/simulation/simulate.h"
#include "tests/support/expecterror.h"
#include "tests/support/simulatedfields.h"

#include <QTest>

#include <map>
#include <set>
#include <thread>

using namespace locascope;
using namespace locascope::testing;

namespace {

SimulationOptions smallOptions(ClassBalance balance = ClassBalance::Balanced) {
    return {.samples = 120, .size = 128, .seed = 11, .balance = balance};
}

double meanWhere(const Plane& plane, const Plane& mask, std::uint8_t value) {
    double sum = 0;
    std::size_t count = 0;
    for (std::size_t i = 0; i < plane.byteCount(); ++i)
        if (mask.row<std::uint8_t>(0)[i] == value) {
            sum += plane.row<std::uint8_t>(0)[i];
            ++count;
        }
    return count == 0 ? 0 : sum / static_cast<double>(count);
}

} // namespace

/// One field: determinism, truth, masks.
class TestSimulateField final : public QObject {
    Q_OBJECT
private slots:
    void theRenderedBytesAreFrozen_data() {
        QTest::addColumn<int>("size");
        QTest::addColumn<quint64>("seed");
        QTest::addColumn<bool>("balanced");
        QTest::addColumn<double>("hardness");
        QTest::addColumn<quint64>("index");
        QTest::addColumn<QByteArray>("digest");
        QTest::newRow("512") << 512 << quint64{1} << true << 1.0 << quint64{5}
                             << QByteArray(
                                    "9b3556aacb56b0f439f7de5fc9cd5f276b656c5b012c35e4c79cb63fda61f5bc");
        QTest::newRow("256, as the challenge")
            << 256 << quint64{7} << false << 1.0 << quint64{31}
            << QByteArray("85617c3efdbcecbd2137570fb2f37ffeb1124fc0ea34fdd263f80b636ac85a22");
        QTest::newRow("256, clean")
            << 256 << quint64{20261123} << true << 0.0 << quint64{1000}
            << QByteArray("28b9616811fb31c308c44a1158ea9d04511e758c0c7f905a54daa8c62fb8b177");
        QTest::newRow("64, hard") << 64 << quint64{3} << true << 2.0 << quint64{9}
                                  << QByteArray(
                                         "0e4ddbe780b27b4dc649957189fd5f132fb7153baaf5263c46608c030cdd7c2e");
        QTest::newRow("odd size") << 333 << quint64{5} << false << 1.0 << quint64{2}
                                  << QByteArray(
                                         "def43cfdc808aeda6ebe8bbc37e0db819ba9a8ab37e97873e66ace4b637b1f9a");
    }
    /// A model is trained on exactly these bytes: a change here makes every figure on its card untrue.
    void theRenderedBytesAreFrozen() {
        QFETCH(int, size);
        QFETCH(quint64, seed);
        QFETCH(bool, balanced);
        QFETCH(double, hardness);
        QFETCH(quint64, index);
        QFETCH(QByteArray, digest);
        const SimulationOptions options{.samples = 2000,
                                        .size = size,
                                        .seed = seed,
                                        .balance =
                                            balanced ? ClassBalance::Balanced : ClassBalance::Challenge,
                                        .layout = PlateLayout::Challenge,
                                        .hardness = hardness};
        QCOMPARE(QByteArray::fromStdString(fieldDigest(simulateField(options, index))), digest);
    }

    void twoThreadsMakeTheSameFields() {
        const SimulationOptions options = smallOptions();
        std::vector<std::string> alone;
        std::vector<std::string> beside(8);
        {
            const std::jthread other([&] {
                for (std::size_t i = 8; i-- > 0;)
                    beside[i] = fieldDigest(simulateField(options, i));
            });
            for (std::size_t i = 0; i < 8; ++i)
                alone.push_back(fieldDigest(simulateField(options, i)));
        }
        QCOMPARE(beside, alone);
    }
    void theSeedTheIndexTheBalanceAndTheHardnessChangeAField() {
        const SimulationOptions options = smallOptions();
        std::set<std::string> digests{fieldDigest(simulateField(options, 3))};
        SimulationOptions other = options;
        other.seed = 12;
        digests.insert(fieldDigest(simulateField(other, 3)));
        digests.insert(fieldDigest(simulateField(options, 4)));
        digests.insert(fieldDigest(simulateField(smallOptions(ClassBalance::Challenge), 3)));
        QCOMPARE(digests.size(), std::size_t{4});
    }
    void theNumberOfSamplesDoesNotChangeAField() {
        SimulationOptions more = smallOptions();
        more.samples = 5000;
        const SimulatedField a = simulateField(smallOptions(), 17);
        const SimulatedField b = simulateField(more, 17);
        QCOMPARE(fieldDigest(a), fieldDigest(b));
        QCOMPARE(a.id, b.id);
    }

    void everySizeHoldsWhatItSays() {
        for (const int size : {16, 33, 64, 700}) {
            SimulationOptions options = smallOptions();
            options.size = size;
            const SimulatedField field = simulateField(options, 1);
            QCOMPARE(field.stack.width, size);
            QCOMPARE(field.stack.fullHeight, size);
            QCOMPARE(field.stack.bits, 8);
            for (const Plane& plane : field.stack.planes.values)
                QVERIFY(plane.width() == size && plane.height() == size && plane.bits() == 8);
            for (const Plane& mask : field.masks)
                QVERIFY(mask.width() == size && mask.height() == size && mask.bits() == 8);
        }
    }
    void aSizeOutOfRangeIsRefused() {
        for (const int size : {-1, 0, 15, 4097}) {
            SimulationOptions options = smallOptions();
            options.size = size;
            EXPECT_ERROR(simulateField(options, 0), ErrorKind::Invalid);
        }
    }

    void thereIsOneMaskForEachTrueClassAndItIsNotEmpty() {
        for (std::size_t i = 0; i < 60; ++i) {
            const SimulatedField field = simulateField(smallOptions(), i);
            QCOMPARE(field.masks.size(), field.truth.size());
            for (const Plane& mask : field.masks) {
                const auto* values = mask.row<std::uint8_t>(0);
                QVERIFY(std::all_of(values, values + mask.byteCount(),
                                    [](std::uint8_t v) { return v == 0 || v == 255; }));
                QVERIFY(litPixels(mask) > 0);
                QVERIFY(litPixels(mask) < mask.byteCount() * 9 / 10);
            }
            QVERIFY(field.truth.without(field.label).isEmpty());
        }
    }
    void inCleanFieldsEveryClassIsBrighterInsideItsMaskThanOutside() {
        const SimulationOptions options{.samples = 168,
                                        .size = 192,
                                        .seed = 4,
                                        .balance = ClassBalance::Balanced,
                                        .layout = PlateLayout::Challenge,
                                        .hardness = 0};
        std::map<std::size_t, int> seen;
        for (std::size_t i = 0; i < options.samples; ++i) {
            const SimulatedField field = simulateField(options, i);
            const std::vector<ClassIndex> classes = field.truth.classes();
            for (std::size_t k = 0; k < classes.size(); ++k) {
                const double inside = meanWhere(field.stack.planes[Stain::Protein], field.masks[k], 255);
                const double outside = meanWhere(field.stack.planes[Stain::Protein], field.masks[k], 0);
                QVERIFY2(inside > 1.5 * outside,
                         qPrintable(QStringLiteral("field %1, class %2: %3 inside, %4 outside")
                                        .arg(i)
                                        .arg(toIndex(classes[k]))
                                        .arg(inside)
                                        .arg(outside)));
                ++seen[toIndex(classes[k])];
            }
        }
        QCOMPARE(seen.size(), std::size_t{28});
    }
    void cleanFieldsShowAllThatTheirLabelsSay() {
        SimulationOptions options = smallOptions();
        options.hardness = 0;
        int missing = 0;
        for (std::size_t i = 0; i < 60; ++i) {
            const SimulatedField field = simulateField(options, i);
            QVERIFY(!field.empty);
            QVERIFY(!field.label.isEmpty());
            missing += field.truth == field.label ? 0 : 1;
        }
        QVERIFY2(missing <= 2, qPrintable(QString::number(missing))); // a cell may lack room for a pattern
    }
};

QTEST_GUILESS_MAIN(TestSimulateField)
#include "test_simulatefield.moc"
