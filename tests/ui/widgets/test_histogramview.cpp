#include "tests/support/madeimages.h"
#include "ui/widgets/histogramview.h"
#include "ui/widgets/stainrow.h"

#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

using namespace locascope;
using locascope::testing::filledPlane;

namespace {

void drag(QWidget& widget, QPoint from, QPoint to) {
    QTest::mousePress(&widget, Qt::LeftButton, {}, from);
    QMouseEvent move(QEvent::MouseMove, QPointF(to), widget.mapToGlobal(QPointF(to)), Qt::NoButton, Qt::LeftButton, {});
    QApplication::sendEvent(&widget, &move);
    QTest::mouseRelease(&widget, Qt::LeftButton, {}, to);
}

} // namespace

class TestHistogramView : public QObject {
    Q_OBJECT
private:
    static std::unique_ptr<HistogramView> shown(const ContrastWindow& window) {
        auto view = std::make_unique<HistogramView>();
        Histogram histogram;
        histogram.add(filledPlane(64, 64, 8, [](int x, int y) { return (x + y) % 128; }));
        view->setHistogram(histogram, 255);
        view->setWindow(window);
        view->resize(267, 50); // 255 pixels between the margins
        return view;
    }

private slots:
    void draggingAHandleMovesItsEndOfTheWindow() {
        const auto view = shown({20, 200, 1.5});
        QSignalSpy edits(view.get(), &HistogramView::windowEdited);
        drag(*view, {int(view->positionOf(200)), 20}, {int(view->positionOf(150)), 20});
        QVERIFY(edits.count() >= 1);
        QCOMPARE(view->window().minimum, 20.0);
        QVERIFY(std::abs(view->window().maximum - 150) <= 1);
        QCOMPARE(view->window().gamma, 1.5);
        drag(*view, {int(view->positionOf(20)), 20}, {int(view->positionOf(60)), 20});
        QVERIFY(std::abs(view->window().minimum - 60) <= 1);
    }

    void handlesNeverCross() {
        const auto view = shown({20, 200, 1});
        drag(*view, {int(view->positionOf(200)), 20}, {0, 20});
        QCOMPARE(view->window().maximum, 21.0);
        QCOMPARE(view->window().minimum, 20.0);
    }

    void settingAWindowFromOutsideIsNoEdit() {
        const auto view = shown({20, 200, 1});
        QSignalSpy edits(view.get(), &HistogramView::windowEdited);
        view->setWindow({1, 2, 1});
        QCOMPARE(edits.count(), 0);
    }

    void countsAreLogarithmicUnlessToldOtherwise() {
        const auto view = shown({20, 200, 1});
        const QImage logarithmic = view->grab().toImage();
        view->setScale(HistogramView::Scale::Linear);
        QVERIFY(view->grab().toImage() != logarithmic);
        view->setScale(HistogramView::Scale::Logarithmic);
        QVERIFY(view->grab().toImage() == logarithmic);
    }

    void arrowsMoveTheHandles() {
        const auto view = shown({20, 200, 1});
        QTest::keyClick(view.get(), Qt::Key_Right);
        QCOMPARE(view->window().minimum, 21.0);
        QTest::keyClick(view.get(), Qt::Key_Left, Qt::ShiftModifier);
        QCOMPARE(view->window().maximum, 199.0);
    }

    void anAbsentStainHasNoHandles() {
        const auto view = shown({20, 200, 1});
        const QImage before = view->grab().toImage();
        view->showAbsence(QStringLiteral("not on this plate"));
        QVERIFY(view->grab().toImage() != before);
        view->showAbsence({});
        QVERIFY(view->grab().toImage() == before);
    }

    void sixteenBitValuesGetAnAxisThatShowsThem() {
        HistogramView view;
        Histogram histogram;
        histogram.add(filledPlane(16, 16, 16, [](int x, int y) { return x * 20 + y; }));
        view.setHistogram(histogram, 65535);
        view.setWindow({0, 3000, 1});
        QVERIFY(view.axisMaximum() >= 3000 && view.axisMaximum() < 8000);
    }

    void aTypedMinimumKeepsTheWindowInOrder() {
        StainRow row(Stain::Protein);
        StainDisplay display;
        display.window = {10, 100, 1};
        row.showSettings(display, false, false);
        QSignalSpy edits(&row, &StainRow::edited);
        row.findChildren<QSpinBox*>().first()->setValue(180);
        QCOMPARE(edits.count(), 1);
        QCOMPARE(row.settings().window.minimum, 180.0);
        QCOMPARE(row.settings().window.maximum, 181.0);
    }

    void showingSettingsIsNoEdit() {
        StainRow row(Stain::Protein);
        QSignalSpy edits(&row, &StainRow::edited);
        StainDisplay display;
        display.window = {10.4, 99.7, 2};
        row.showSettings(display, true, true);
        QCOMPARE(edits.count(), 0);
        QCOMPARE(row.settings(), display);
    }
};

QTEST_MAIN(TestHistogramView)
#include "test_histogramview.moc"
