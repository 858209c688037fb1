#include "tests/support/madeimages.h"
#include "ui/widgets/fieldview.h"
#include "ui/widgets/scalebar.h"

#include <QMouseEvent>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

using namespace locascope;
using locascope::testing::filledPlane;

namespace {

std::shared_ptr<LoadedSample> knownSample(int width, int height, int bits = 8) {
    auto sample = std::make_shared<LoadedSample>();
    ChannelStack& stack = sample->stack;
    for (const Stain stain : allStains)
        stack.planes[stain] = filledPlane(width, height, bits, [&](int x, int y) { return (x * 3 + y * 5 + static_cast<int>(stain) * 17) % 251; });
    stack.width = stack.fullWidth = width;
    stack.height = stack.fullHeight = height;
    stack.bits = bits;
    sample->complete = true;
    return sample;
}

void show(FieldView& view, QSize size) {
    view.resize(size);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
}

void turnWheel(FieldView& view, QPointF at, int notches) {
    QWheelEvent event(at, view.mapToGlobal(at), {}, {0, 120 * notches}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(&view, &event);
}

} // namespace

class TestFieldView : public QObject {
    Q_OBJECT
private slots:
    void atOneToOneEachScreenPixelIsItsImagePixel() {
        FieldView view;
        show(view, {200, 150});
        const auto sample = knownSample(640, 480);
        DisplaySettings display = defaultDisplay();
        display.mode = DisplayMode::Greyscale;
        display.active = Stain::Protein;
        display.stains[Stain::Protein].window = {0, 255, 1};
        view.setDisplay(display);
        view.showSample(sample);
        view.showOneToOne();
        const QImage seen = view.grab().toImage();
        for (const QPoint at : {QPoint(0, 0), QPoint(57, 91), QPoint(199, 149)}) {
            const auto reading = view.readingAt(QPointF(at) + QPointF(0.5, 0.5));
            QVERIFY(reading);
            QCOMPARE(qRed(seen.pixel(at)), *reading->values[Stain::Protein]);
            QCOMPARE(*reading->values[Stain::Protein], sample->stack.planes[Stain::Protein].valueAt(reading->x, reading->y));
        }
    }

    void enlargedPixelsAreSquaresOfOneValue() {
        FieldView view;
        show(view, {240, 180});
        DisplaySettings display = defaultDisplay();
        display.mode = DisplayMode::Greyscale;
        display.stains[Stain::Protein].window = {0, 255, 1};
        view.setDisplay(display);
        view.showSample(knownSample(64, 64));
        view.setPosition({.fitted = false, .scale = 8, .centre = {0.5, 0.5}});
        const QImage seen = view.grab().toImage();
        for (int x = 0; x < 240; x += 5) {
            const auto reading = view.readingAt({x + 0.5, 90.5});
            QVERIFY(reading);
            QCOMPARE(qRed(seen.pixel(x, 90)), *reading->values[Stain::Protein]);
        }
    }

    void theWheelZoomsAtTheCursor() {
        FieldView view;
        show(view, {400, 300});
        view.showSample(knownSample(2000, 1500));
        const QPointF at(310, 60);
        const auto before = view.readingAt(at);
        turnWheel(view, at, 4);
        const auto after = view.readingAt(at);
        QVERIFY(before && after);
        QVERIFY(view.scale() > 0.45);
        QVERIFY(std::abs(before->x - after->x) <= 8 && std::abs(before->y - after->y) <= 8); // one device pixel was 5 image pixels
    }

    void aDoubleClickFitsAndTheMiddleButtonPans() {
        FieldView view;
        show(view, {400, 300});
        view.showSample(knownSample(800, 600));
        view.showOneToOne();
        const QPointF centre = view.position().centre;
        QTest::mousePress(&view, Qt::MiddleButton, {}, {200, 150});
        QTest::mouseMove(&view, {150, 150});
        QMouseEvent move(QEvent::MouseMove, QPointF(150, 150), view.mapToGlobal(QPointF(150, 150)), Qt::NoButton, Qt::MiddleButton, {});
        QApplication::sendEvent(&view, &move);
        QTest::mouseRelease(&view, Qt::MiddleButton, {}, {150, 150});
        QVERIFY(view.position().centre.x() > centre.x());
        QTest::mouseDClick(&view, Qt::LeftButton, {}, {200, 150});
        QVERIFY(view.position().fitted);
    }

    void theLeftButtonPansOnlyWhilePanningIsHeld() {
        FieldView view;
        show(view, {400, 300});
        view.showSample(knownSample(800, 600));
        view.showOneToOne();
        const auto drag = [&view] {
            QTest::mousePress(&view, Qt::LeftButton, {}, {200, 150});
            QMouseEvent move(QEvent::MouseMove, QPointF(160, 150), view.mapToGlobal(QPointF(160, 150)), Qt::NoButton, Qt::LeftButton, {});
            QApplication::sendEvent(&view, &move);
            QTest::mouseRelease(&view, Qt::LeftButton, {}, {160, 150});
        };
        const FieldPosition start = view.position();
        drag();
        QCOMPARE(view.position(), start);
        view.holdPanning(true);
        drag();
        QVERIFY(view.position() != start);
    }

    void zoomAndPlaceStayFromSampleToSampleAlsoOfAnotherSize() {
        FieldView view;
        show(view, {400, 300});
        view.showSample(knownSample(800, 600));
        view.setPosition({.fitted = false, .scale = 2, .centre = {0.3, 0.6}});
        view.showState(FieldState::Loading);
        view.showSample(knownSample(800, 600));
        QCOMPARE(view.position(), (FieldPosition{.fitted = false, .scale = 2, .centre = {0.3, 0.6}}));
        view.showSample(knownSample(1600, 1200));
        QCOMPARE(view.position(), (FieldPosition{.fitted = false, .scale = 1, .centre = {0.3, 0.6}}));
    }

    void manyChangesAreCompositedOnceAFrame() {
        FieldView view;
        show(view, {400, 300});
        view.showSample(knownSample(800, 600));
        view.repaint();
        const int before = view.framesComposited();
        DisplaySettings display = defaultDisplay();
        for (int i = 1; i <= 50; ++i) {
            display.stains[Stain::Protein].window.maximum = i;
            view.setDisplay(display);
        }
        QTRY_VERIFY(view.framesComposited() > before);
        QCOMPARE(view.framesComposited(), before + 1);
    }

    void aRepaintWithoutAChangeCompositesNothing() {
        FieldView view;
        show(view, {400, 300});
        view.showSample(knownSample(800, 600));
        view.repaint();
        const int before = view.framesComposited();
        view.repaint();
        QCOMPARE(view.framesComposited(), before);
    }

    void whileAFieldLoadsNothingOfAnotherIsShown() {
        FieldView view;
        show(view, {200, 200});
        view.showSample(knownSample(64, 64));
        view.showState(FieldState::Loading);
        const QImage seen = view.grab().toImage();
        QCOMPARE(seen.pixel(20, 20), seen.pixel(180, 180));
        QVERIFY(!view.readingAt({100, 100}));
    }

    void afterAMomentTheThumbnailStandsInForAFieldThatLoads() {
        FieldView view;
        show(view, {200, 200});
        QImage thumbnail(16, 16, QImage::Format_RGB32);
        thumbnail.fill(Qt::green);
        view.showLoading(thumbnail, {64, 32}); // wider than high: above and below there is nothing
        QVERIFY(view.grab().toImage().pixelColor(100, 100) != QColor(Qt::green));
        QTRY_COMPARE(view.grab().toImage().pixelColor(100, 100), QColor(Qt::green));
        QVERIFY(view.grab().toImage().pixelColor(100, 20) != QColor(Qt::green));
        QVERIFY(!view.readingAt({100, 100})); // it is not the field's values
        view.showSample(knownSample(64, 32));
        QVERIFY(view.grab().toImage().pixelColor(100, 100) != QColor(Qt::green));
        view.showState(FieldState::Loading); // of another one
        QTest::qWait(200);
        QVERIFY(view.grab().toImage().pixelColor(100, 100) != QColor(Qt::green));
        view.showLoading(thumbnail, {}); // where its size is not known yet
        QTRY_COMPARE(view.grab().toImage().pixelColor(100, 20), QColor(Qt::green));
    }

    void aStainThatIsNotThereHasNoValue() {
        FieldView view;
        show(view, {200, 200});
        const auto sample = knownSample(64, 64);
        sample->stack.planes[Stain::Reticulum] = {};
        view.showSample(sample);
        const auto reading = view.readingAt({100, 100});
        QVERIFY(reading);
        QVERIFY(!reading->values[Stain::Reticulum]);
        QVERIFY(reading->values[Stain::Nucleus]);
    }

    void aScaleBarIsDrawnOnlyWhereThePixelSizeIsKnown() {
        FieldView view;
        show(view, {300, 300});
        const auto sample = knownSample(64, 64);
        for (const Stain stain : allStains)
            sample->stack.planes[stain] = filledPlane(64, 64, 8, [](int, int) { return 0; });
        view.showSample(sample);
        const auto hasWhite = [&view] {
            const QImage seen = view.grab().toImage();
            for (int y = 240; y < 300; ++y)
                for (int x = 150; x < 300; ++x)
                    if (seen.pixel(x, y) == qRgb(255, 255, 255))
                        return true;
            return false;
        };
        QVERIFY(!hasWhite());
        view.setPixelSize(PixelSize{0.1, false});
        QVERIFY(hasWhite());
    }

    void aScaleBarHasARoundLength() {
        QCOMPARE(scaleBarMicrometres(0.08, 220), 10.0);
        QCOMPARE(scaleBarMicrometres(0.1, 200), 20.0);
        QCOMPARE(scaleBarMicrometres(0.5, 100), 50.0);
        QCOMPARE(scaleBarMicrometres(0.001, 150), 0.1);
    }
};

QTEST_MAIN(TestFieldView)
#include "test_fieldview.moc"
