#include "tests/ui/widgets/windowworld.h"
#include "ui/models/similarity.h"
#include "ui/widgets/exemplarstrip.h"
#include "ui/widgets/similarmappanel.h"
#include "ui/widgets/similarmapview.h"

#include <QDockWidget>
#include <QLabel>

using namespace locascope;
using namespace locascope::testing;

namespace {

constexpr int samples = 9;

void openSwept(WindowWorld& w) {
    w.world.engine->hasFeatures = true;
    w.open();
    w.session->startSweep();
    QTRY_COMPARE(w.session->similarity().count(), std::size_t{samples});
}

template <class Widget>
Widget& part(const WindowWorld& w) {
    return *w.window->findChild<Widget*>();
}

/// Draws a line around `box` with the left button.
void drawAround(QWidget& widget, const QRect& box, Qt::KeyboardModifiers modifiers = {}) {
    QTest::mousePress(&widget, Qt::LeftButton, modifiers, box.topLeft());
    for (const QPoint& corner : {box.topRight(), box.bottomRight(), box.bottomLeft()}) {
        QMouseEvent move(QEvent::MouseMove, corner, widget.mapToGlobal(corner), Qt::NoButton, Qt::LeftButton, modifiers);
        QApplication::sendEvent(&widget, &move);
    }
    QTest::mouseRelease(&widget, Qt::LeftButton, modifiers, box.bottomLeft());
}

QRect around(const QPointF& place) { return QRectF(place.x() - 7, place.y() - 7, 14, 14).toRect(); }

} // namespace

class TestSimilarInWindow final : public QObject {
    Q_OBJECT
private slots:
    void moreLikeThisOrdersTheGalleryAndEscapeReturns() {
        WindowWorld w(samples);
        openSwept(w);
        QTRY_VERIFY(w.action("more-like-this").isEnabled());
        w.session->goTo(4);
        w.press(Qt::Key_L);
        QTRY_VERIFY(w.session->similarity().isShown());
        QCOMPARE(w.session->order().front(), 4);
        QCOMPARE(w.session->order()[1], 1);
        QVERIFY(w.window->findChild<QLabel*>(QStringLiteral("reading"))->toolTip().isEmpty()); // nothing was in vain
        w.press(Qt::Key_Escape);
        QVERIFY(!w.session->similarity().isShown());
        QCOMPARE(w.session->order().front(), 0);
        QCOMPARE(w.session->current(), 4);
    }

    void whatCannotBeDoneSaysWhy() {
        WindowWorld w(samples);
        w.open();
        QTRY_VERIFY(w.action("more-like-this").toolTip().contains(QStringLiteral("gives no features")));
        QVERIFY(!w.action("more-like-this").isEnabled());
        w.press(Qt::Key_L);
        const auto& line = *w.window->findChild<QLabel*>(QStringLiteral("reading"));
        QVERIFY2(line.toolTip().contains(QStringLiteral("gives no features")), qPrintable(line.toolTip()));
        QVERIFY(!line.text().isEmpty());
        w.action("show-similar-map").trigger();
        const auto& remark = *w.window->findChild<QLabel*>(QStringLiteral("MapRemark"));
        QTRY_VERIFY(remark.text().contains(QStringLiteral("gives no features")));
        QVERIFY(part<SimilarMapView>(w).isHidden());
        w.action("show-exemplars").trigger();
        QVERIFY(part<ExemplarStrip>(w).isVisible() && part<ExemplarStrip>(w).shown().isEmpty());
    }

    void whereOneSampleAloneIsClassifiedTheWayOnIsSaid() {
        WindowWorld w(samples);
        w.world.engine->hasFeatures = true;
        w.open();
        QTRY_COMPARE(w.session->similarity().count(), std::size_t{1});
        QTRY_VERIFY(w.action("more-like-this").toolTip().contains(QStringLiteral("No other sample is classified")));
        QVERIFY(!w.action("more-like-this").isEnabled());
        w.action("show-similar-map").trigger();
        const auto& remark = *w.window->findChild<QLabel*>(QStringLiteral("MapRemark"));
        QTRY_VERIFY(remark.text().contains(QStringLiteral("those of 1.")));
    }

    void theMapIsClickedAndDrawnOn() {
        WindowWorld w(samples);
        openSwept(w);
        w.action("show-similar-map").trigger();
        QVERIFY(w.action("show-similar-map").isChecked());
        auto& view = part<SimilarMapView>(w);
        QTRY_VERIFY(w.session->similarity().isMapComplete() && view.isVisible() && !view.placeOf(0).isNull());
        QTest::mouseClick(&view, Qt::LeftButton, {}, view.placeOf(5).toPoint());
        QTRY_COMPARE(w.session->current() % 3, 2); // one of those that lie there
        drawAround(view, around(view.placeOf(0)));
        QTRY_VERIFY(part<SimilarMapPanel>(w).showsLasso());
        QCOMPARE(w.session->order(), (std::vector<int>{0, 3, 6}));
        QCOMPARE(w.session->current(), 0);
        drawAround(view, around(view.placeOf(1)), Qt::ShiftModifier);
        QTRY_COMPARE(w.session->order(), (std::vector<int>{0, 1, 3, 4, 6, 7}));
        w.window->activateWindow();
        w.press(Qt::Key_Escape);
        QTRY_COMPARE(w.session->order().size(), std::size_t{samples});
    }

    void exemplarsOfTheClassUnderTheCursorAreBelowTheImage() {
        WindowWorld w(samples);
        openSwept(w);
        for (const int sample : {1, 2, 7}) {
            w.session->goTo(sample);
            QTRY_VERIFY(w.session->image());
            w.session->toggle(toClass(20));
            QCOMPARE(w.session->commit(), CommitResult::Committed);
        }
        w.session->goTo(4);
        w.action("show-exemplars").trigger();
        auto& strip = part<ExemplarStrip>(w);
        QVERIFY(strip.isVisible());
        w.session->requestSaliency(toClass(20));
        QTRY_COMPARE(strip.shown(), (QVector<int>{1, 7, 2}));
        w.session->requestSaliency(std::nullopt); // the cursor has left the list: they stay
        QTest::qWait(20);
        QCOMPARE(strip.shown().size(), 3);
        w.session->requestSaliency(toClass(21));
        QTRY_VERIFY(strip.shown().isEmpty());
        w.action("show-exemplars").trigger();
        QVERIFY(strip.isHidden());
    }

    void theMapIsPaintedInItsColours() {
        prepareApplication(*qApp);
        SimilarMapView view;
        view.resize(200, 200);
        view.setPoints({{7, {0, 0}, 0, false}, {8, {1, 1}, 1, false}, {9, {1, 0}, 1, true}}, {Qt::red, Qt::green});
        const QImage picture = view.grab().toImage();
        QCOMPARE(QColor(picture.pixel(view.placeOf(7).toPoint())), QColor(Qt::red));
        QCOMPARE(QColor(picture.pixel(view.placeOf(8).toPoint())), QColor(Qt::green));
        QVERIFY(view.placeOf(8).x() > view.placeOf(7).x() && view.placeOf(8).y() < view.placeOf(7).y()); // y upwards
        QVERIFY(QColor(picture.pixel(view.placeOf(9).toPoint())) != QColor(Qt::green)); // faint
        QVERIFY(view.placeOf(3).isNull());
        std::vector<int> found;
        QObject::connect(&view, &SimilarMapView::lassoed, &view, [&](const std::vector<int>& inside, bool) { found = inside; });
        drawAround(view, QRect(100, 0, 99, 199));
        QCOMPARE(found, (std::vector<int>{8, 9}));
    }
};

QTEST_MAIN(TestSimilarInWindow)
#include "test_similarinwindow.moc"
