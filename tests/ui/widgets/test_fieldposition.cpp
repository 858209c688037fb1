#include "ui/widgets/fieldposition.h"

#include <QTest>

using namespace locascope;

namespace {

constexpr QSize image{3072, 2048};
constexpr QSize view{1600, 1000};

QPointF imagePointUnder(const FieldPosition& position, QPointF at) { return imagePointAt(viewportOf(position, image, view), at); }

} // namespace

class TestFieldPosition : public QObject {
    Q_OBJECT
private slots:
    void aFittedFieldIsSeenWholeAndCentred() {
        const Viewport viewport = viewportOf({}, image, view);
        QCOMPARE(viewport.scale, 1000.0 / 2048);
        QVERIFY(std::abs(imagePointUnder({}, {800, 500}).x() - 1536) < 1.1 / viewport.scale);
        QVERIFY(viewport.top <= 0.5 / viewport.scale && viewport.top >= -0.5 / viewport.scale);
    }

    void thePointUnderTheCursorStaysWhileZooming() {
        for (const QPointF at : {QPointF(800, 500), QPointF(320, 77), QPointF(1500, 980)}) {
            FieldPosition position;
            for (int step = 0; step < 12; ++step) {
                const QPointF before = imagePointUnder(position, at);
                const FieldPosition after = zoomedAt(position, image, view, at, 1.25);
                const double tolerance = 1.0 / after.scale + 1.0 / scaleOf(position, image, view); // one device pixel of alignment each
                const QPointF moved = imagePointUnder(after, at) - before;
                QVERIFY2(std::abs(moved.x()) <= tolerance && std::abs(moved.y()) <= tolerance, qPrintable(QStringLiteral("step %1").arg(step)));
                position = after;
            }
        }
    }

    void zoomingInAndOutAgainReturns() {
        const FieldPosition start{.fitted = false, .scale = 1, .centre = {0.4, 0.6}};
        const FieldPosition there = zoomedAt(start, image, view, {200, 300}, 2);
        const FieldPosition back = zoomedAt(there, image, view, {200, 300}, 0.5);
        QVERIFY(std::abs(back.centre.x() - start.centre.x()) < 1e-9 && std::abs(back.centre.y() - start.centre.y()) < 1e-9);
        QCOMPARE(back.scale, 1.0);
    }

    void zoomHasLimits() {
        FieldPosition position;
        for (int i = 0; i < 100; ++i)
            position = zoomedAt(position, image, view, {800, 500}, 2);
        QCOMPARE(position.scale, 64.0);
        for (int i = 0; i < 100; ++i)
            position = zoomedAt(position, image, view, {800, 500}, 0.5);
        QCOMPARE(position.scale, fittingScale(image, view) / 2);
    }

    void panningMovesTheFieldWithTheHandAndNeverLosesIt() {
        const FieldPosition start{.fitted = false, .scale = 2, .centre = {0.5, 0.5}};
        const FieldPosition moved = pannedBy(start, image, view, {100, -50});
        QVERIFY(std::abs((imagePointUnder(start, {400, 400}) - imagePointUnder(moved, {500, 350})).manhattanLength()) < 1.01);
        const FieldPosition far = pannedBy(start, image, view, {1e6, 1e6});
        QCOMPARE(far.centre, QPointF(0, 0));
    }

    void anotherSizeShowsTheSameShareOfTheField() {
        const FieldPosition start{.fitted = false, .scale = 1, .centre = {0.25, 0.75}};
        const FieldPosition carried = carriedOver(start, {2000, 2000}, {1000, 1000});
        QCOMPARE(carried.centre, start.centre);
        QCOMPARE(carried.scale, 2.0);
        QCOMPARE(carriedOver({}, {2000, 2000}, {1000, 1000}), FieldPosition{});
    }

    void theViewportIsAlignedToDevicePixels() {
        const Viewport viewport = viewportOf({.fitted = false, .scale = 3, .centre = {0.333, 0.777}}, image, view);
        QVERIFY(std::abs(viewport.left * 3 - std::round(viewport.left * 3)) < 1e-6);
        QVERIFY(std::abs(viewport.top * 3 - std::round(viewport.top * 3)) < 1e-6);
    }
};

QTEST_APPLESS_MAIN(TestFieldPosition)
#include "test_fieldposition.moc"
