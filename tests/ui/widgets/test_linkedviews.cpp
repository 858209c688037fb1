#include "tests/support/madeimages.h"
#include "ui/widgets/linkedviews.h"

#include <QMouseEvent>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

#include <cstdlib>

using namespace locascope;
using locascope::testing::filledPlane;

namespace {

std::shared_ptr<LoadedSample> sampleOf(int width, int height, int value = 7) {
    auto sample = std::make_shared<LoadedSample>();
    for (const Stain stain : allStains)
        sample->stack.planes[stain] = filledPlane(width, height, 8, [value](int x, int y) { return (x + y + value) % 251; });
    sample->stack.width = sample->stack.fullWidth = width;
    sample->stack.height = sample->stack.fullHeight = height;
    sample->stack.bits = 8;
    return sample;
}

void turnWheel(FieldView& view, QPointF at, int notches) {
    QWheelEvent event(at, view.mapToGlobal(at), {}, {0, 120 * notches}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(&view, &event);
}

void moveTo(FieldView& view, QPointF at) {
    QMouseEvent event(QEvent::MouseMove, at, view.mapToGlobal(at), Qt::NoButton, Qt::NoButton, {});
    QApplication::sendEvent(&view, &event);
}

void show(LinkedViews& views, int count, LinkedViews::Shape shape = LinkedViews::Shape::Grid, QSize size = {800, 600}) {
    views.show(count, shape);
    views.resize(size);
    views.QWidget::show();
    QVERIFY(QTest::qWaitForWindowExposed(&views));
}

/// What of the field lies in the middle, and how much of its width would fill a view that fits it.
QPointF middleOf(const FieldView& view) {
    const Viewport port = view.viewport();
    return {(port.left + port.width / port.scale / 2) / view.imageSize().width(), (port.top + port.height / port.scale / 2) / view.imageSize().height()};
}
double zoomOf(const FieldView& view) { return view.scale() / fittingScale(view.imageSize(), view.deviceSize()); }

bool isSamePart(const FieldView& a, const FieldView& b) {
    const QPointF apart = middleOf(a) - middleOf(b);
    return std::abs(apart.x()) < 0.01 && std::abs(apart.y()) < 0.01 && std::abs(zoomOf(a) / zoomOf(b) - 1) < 0.001;
}

} // namespace

class TestLinkedViews : public QObject {
    Q_OBJECT
private slots:
    void zoomAndPlaceAreTheSameInAllWhicheverMoves() {
        LinkedViews views;
        show(views, 4);
        for (int i = 0; i < 4; ++i)
            views[i].showSample(sampleOf(400, 300, i));
        for (const int moved : {0, 3, 1}) {
            turnWheel(views[moved], {60, 80}, 2);
            for (int i = 0; i < 4; ++i)
                QVERIFY2(isSamePart(views[i], views[moved]), qPrintable(QStringLiteral("%1 after %2").arg(i).arg(moved)));
            QVERIFY(zoomOf(views[0]) > 1.2);
        }
        views[2].fit();
        for (int i = 0; i < 4; ++i)
            QVERIFY(views[i].position().fitted);
    }

    void whereThereIsLittleRoomTheyShareItEvenly() {
        LinkedViews views;
        show(views, 6, LinkedViews::Shape::Grid, {372, 172});
        for (int i = 1; i < 6; ++i) {
            QVERIFY2(std::abs(views[i].width() - views[0].width()) <= 1, qPrintable(QString::number(views[i].width())));
            QVERIFY2(std::abs(views[i].height() - views[0].height()) <= 1, qPrintable(QString::number(views[i].height())));
        }
    }

    void imagesOfOtherSizesShowTheSamePart() {
        LinkedViews views;
        show(views, 2);
        views[0].showSample(sampleOf(400, 400));
        views[1].showSample(sampleOf(1600, 1600));
        turnWheel(views[0], {100, 100}, 4);
        QVERIFY(isSamePart(views[0], views[1]));
        QVERIFY(std::abs(views[0].scale() / views[1].scale() - 4) < 0.01);
        views[1].showSample(sampleOf(800, 800)); // arrives later
        QVERIFY(isSamePart(views[0], views[1]));
    }

    void viewsOfOtherSizesShowTheSamePart() {
        LinkedViews views;
        show(views, 5, LinkedViews::Shape::FirstTall, {900, 600});
        for (int i = 0; i < 5; ++i)
            views[i].showSample(sampleOf(400, 800));
        QVERIFY(views[0].height() > views[1].height() * 1.5);
        turnWheel(views[0], {100, 200}, 3);
        for (int i = 1; i < 5; ++i)
            QVERIFY(isSamePart(views[0], views[i]));
    }

    void anotherSizeOfTheWindowLetsNothingDrift() {
        LinkedViews views;
        show(views, 4);
        for (int i = 0; i < 4; ++i)
            views[i].showSample(sampleOf(400, 300));
        turnWheel(views[1], {60, 80}, 3);
        const double scale = views[1].scale();
        const QPointF middle = middleOf(views[1]);
        for (const QSize size : {QSize(400, 500), QSize(1000, 300), QSize(800, 600)}) {
            views.resize(size);
            QTRY_VERIFY(isSamePart(views[0], views[3]) && isSamePart(views[0], views[1]));
        }
        QVERIFY(std::abs(views[1].scale() / scale - 1) < 0.001);
        QVERIFY((middleOf(views[1]) - middle).manhattanLength() < 0.02);
    }

    void theCursorIsInAllViewsAndItsValuesAreSaid() {
        LinkedViews views;
        show(views, 3);
        for (int i = 0; i < 3; ++i)
            views[i].showSample(sampleOf(400, 300, i));
        QSignalSpy readings(&views, &LinkedViews::pointedAt);
        moveTo(views[1], {150, 120});
        QVERIFY(readings.last().first().value<std::optional<FieldReading>>().has_value());
        QVERIFY(!views[1].linkedPoint());
        QVERIFY(views[0].linkedPoint() && views[0].linkedPoint() == views[2].linkedPoint());
        const QImage marked = views[2].grab().toImage();
        QEvent leave(QEvent::Leave);
        QApplication::sendEvent(&views[1], &leave);
        QVERIFY(!views[0].linkedPoint() && !views[2].linkedPoint());
        QVERIFY(views[2].grab().toImage() != marked);
        QVERIFY(!readings.last().first().value<std::optional<FieldReading>>().has_value());
    }

    void viewsThatAreNotSeenLetGoOfTheirImages() {
        LinkedViews views;
        show(views, 3);
        const auto sample = sampleOf(400, 300);
        for (int i = 0; i < 3; ++i)
            views[i].showSample(sample);
        QCOMPARE(sample.use_count(), 4L);
        views.show(1, LinkedViews::Shape::Grid);
        QCOMPARE(sample.use_count(), 2L);
        QVERIFY(views[0].isVisible());
        turnWheel(views[0], {100, 100}, 2);
        views.show(2, LinkedViews::Shape::Grid);
        views[1].showSample(sample);
        QTRY_VERIFY(views[1].isVisible() && isSamePart(views[0], views[1]));
    }
};

QTEST_MAIN(TestLinkedViews)
#include "test_linkedviews.moc"
