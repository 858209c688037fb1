#include "tests/ui/widgets/windowworld.h"
#include "ui/widgets/fieldpanel.h"
#include "ui/widgets/noticebar.h"

#include <QLabel>
#include <QMouseEvent>
#include <QTest>

using namespace locascope;
using namespace locascope::testing;

namespace {

/// The protein's value of what a view shows, −1 without: which sample it is.
int valueIn(const FieldView& view) {
    return view.sample() && !view.sample()->stack.isEmpty() ? view.sample()->stack.planes[Stain::Protein].valueAt(0, 0) : -1;
}

struct Comparing {
    explicit Comparing(int samples = 8) : w(samples) {
        w.open();
        panel = w.window->findChild<FieldPanel*>();
    }
    QVector<int> values() {
        QVector<int> seen;
        for (int i = 0; i < panel->views().count(); ++i)
            seen.append(valueIn(panel->views()[i]));
        return seen;
    }
    FieldPanes::Kind kind() { return panel->panes().kind(); }
    void click(int view) { QTest::mouseClick(&panel->views()[view], Qt::LeftButton, {}, panel->views()[view].rect().center()); }
    bool says(const char* words) {
        for (const QLabel* label : w.window->findChild<NoticeBar*>()->findChildren<QLabel*>())
            if (label->text().contains(QLatin1String(words)))
                return true;
        return false;
    }

    WindowWorld w;
    FieldPanel* panel = nullptr;
};

} // namespace

class TestComparing : public QObject {
    Q_OBJECT
private slots:
    void selectedSamplesAreComparedAndTheSameKeyReturns() {
        Comparing c;
        QVERIFY(!c.w.action("compare-selected").isEnabled());
        c.w.session->setSelection({1, 3, 4}, 3);
        c.w.press(Qt::Key_C);
        QCOMPARE(c.kind(), FieldPanes::Kind::Samples);
        QTRY_COMPARE(c.values(), (QVector<int>{3, 1, 4}));
        QVERIFY(c.w.action("compare-selected").isChecked());
        QCOMPARE(c.panel->views()[0].title(), QStringLiteral("▸ s03"));
        QCOMPARE(c.panel->views()[1].title(), QStringLiteral("s01"));
        c.w.press(Qt::Key_C);
        QCOMPARE(c.values(), QVector<int>{3});
        QVERIFY(!c.w.action("compare-selected").isChecked());
        QVERIFY(c.panel->views()[0].title().isEmpty());
    }

    void theKeysGoOnWithTheCurrentSampleBesideThoseCompared() {
        Comparing c;
        c.w.session->setSelection({0, 5, 6}, 0);
        c.w.press(Qt::Key_C);
        c.w.press(Qt::Key_Right);
        QTRY_COMPARE(c.values(), (QVector<int>{1, 5, 6}));
        c.w.press(Qt::Key_N);
        QVERIFY(c.w.session->decision(1) && !c.w.session->decision(5));
        QTRY_COMPARE(c.values(), (QVector<int>{2, 5, 6}));
    }

    void atMostSixAreCompared() {
        Comparing c;
        c.w.press(Qt::Key_A, Qt::ControlModifier);
        c.w.press(Qt::Key_C);
        QTRY_COMPARE(c.values(), (QVector<int>{0, 1, 2, 3, 4, 5}));
        QVERIFY(c.says("6 of 8 selected samples are compared"));
        c.w.press(Qt::Key_Escape);
        QTRY_VERIFY(!c.says("6 of 8 selected samples are compared"));
    }

    void whereAllSelectedAreComparedNothingIsSaid() {
        Comparing c;
        c.w.session->setSelection({0, 1, 2, 3, 4, 5}, 0);
        c.w.press(Qt::Key_C);
        QCOMPARE(c.panel->views().count(), 6);
        QVERIFY(!c.says("selected samples are compared"));
    }

    void aClickMakesASampleTheCurrentOneAndEachStaysInItsPlace() {
        Comparing c;
        c.w.session->setSelection({1, 3, 4}, 3);
        c.w.press(Qt::Key_C);
        QTRY_COMPARE(c.values(), (QVector<int>{3, 1, 4}));
        c.click(2);
        QCOMPARE(c.w.session->current(), 4);
        QTRY_COMPARE(c.values(), (QVector<int>{3, 1, 4}));
        QCOMPARE(c.panel->views()[0].title(), QStringLiteral("s03"));
        QCOMPARE(c.panel->views()[2].title(), QStringLiteral("▸ s04"));
        QCOMPARE(&c.panel->view(), &c.panel->views()[2]);
        QCOMPARE(c.w.session->selection().samples().size(), std::size_t(3));
        c.click(1);
        QTRY_COMPARE(c.values(), (QVector<int>{3, 1, 4}));
        QCOMPARE(c.w.session->beside(), (std::vector<int>{3, 4}));
        c.w.press(Qt::Key_N); // is of that one, and the next comes in its place
        QVERIFY(c.w.session->decision(1) && !c.w.session->decision(3));
        QTRY_COMPARE(c.values(), (QVector<int>{3, 2, 4}));
        c.w.press(Qt::Key_C);
        QTRY_COMPARE(c.values(), QVector<int>{2});
        QVERIFY(c.panel->view().hasFocus()); // not a button or a text field
        QCOMPARE(c.kind(), FieldPanes::Kind::One);
    }

    void theSaliencyIsOverTheCurrentSample() {
        Comparing c;
        c.w.session->setSelection({0, 5}, 0);
        c.w.press(Qt::Key_C);
        QTRY_COMPARE(c.values(), (QVector<int>{0, 5}));
        const auto seen = [&](int view) { return c.panel->views()[view].grab().toImage(); };
        c.click(1);
        QTRY_COMPARE(c.w.session->contrastState(), ContrastState::Plate); // which changes no more
        const QImage first = seen(0), second = seen(1);
        c.w.session->requestSaliency(toClass(27));
        QTRY_VERIFY(!c.w.session->saliency().isEmpty());
        QVERIFY(seen(0) == first);
        QVERIFY(seen(1) != second);
    }

    void aClickOnAStainsViewChangesNothing() {
        Comparing c;
        c.w.press(Qt::Key_V);
        QTRY_COMPARE(c.values(), (QVector<int>{0, 0, 0, 0, 0}));
        c.click(3);
        QCOMPARE(c.kind(), FieldPanes::Kind::Stains);
        QCOMPARE(&c.panel->view(), &c.panel->views()[0]);
    }

    void withoutACurrentSampleNothingIsKeptBeside() {
        Comparing c;
        const SessionWorld other;
        int without = 0;
        connect(c.w.session.get(), &Session::plateChanged, this, [&] {
            if (c.w.session->current() >= 0)
                return;
            ++without;
            QVERIFY(!c.w.action("pin-beside").isEnabled());
        });
        c.w.session->openPlate(other.plateDirectory);
        QTRY_VERIFY(without > 0 && c.w.session->current() >= 0);
        QVERIFY(c.w.action("pin-beside").isEnabled());
    }

    void escapeLeavesTheComparisonThenTheSelection() {
        Comparing c;
        c.w.session->setSelection({0, 1}, 0);
        c.w.press(Qt::Key_C);
        c.w.press(Qt::Key_Escape);
        QCOMPARE(c.kind(), FieldPanes::Kind::One);
        QVERIFY(!c.w.session->selection().isEmpty());
        c.w.press(Qt::Key_Escape);
        QVERIFY(c.w.session->selection().isEmpty());
    }

    void aSampleStaysBesideThoseThatFollow() {
        Comparing c;
        c.w.press(Qt::Key_P);
        QTRY_COMPARE(c.values(), (QVector<int>{0, 0}));
        QVERIFY(c.w.action("pin-beside").isChecked());
        c.w.press(Qt::Key_Right);
        QTRY_COMPARE(c.values(), (QVector<int>{1, 0}));
        QVERIFY(!c.w.action("pin-beside").isChecked());
        c.w.press(Qt::Key_P);
        c.w.press(Qt::Key_Right);
        QTRY_COMPARE(c.values(), (QVector<int>{2, 0, 1}));
        c.w.session->goTo(0);
        c.w.press(Qt::Key_P); // not any more
        QTRY_COMPARE(c.values(), (QVector<int>{0, 1}));
    }

    void ofTooManyKeptBesideTheFirstGoes() {
        Comparing c;
        for (int sample = 0; sample < 7; ++sample) {
            c.w.session->goTo(sample);
            c.w.press(Qt::Key_P);
        }
        QCOMPARE(c.w.session->beside(), (std::vector<int>{2, 3, 4, 5, 6}));
    }

    void eachStainHasAViewAndTheSameKeyReturns() {
        Comparing c;
        c.w.press(Qt::Key_V);
        QCOMPARE(c.panel->views().count(), 5);
        QTRY_COMPARE(c.values(), (QVector<int>{0, 0, 0, 0, 0}));
        QCOMPARE(c.panel->views()[0].title(), QStringLiteral("Composite"));
        QCOMPARE(c.panel->views()[2].title(), QStringLiteral("Protein"));
        QVERIFY(c.w.action("view-per-stain").isChecked());
        c.w.press(Qt::Key_Right);
        QTRY_COMPARE(c.values(), (QVector<int>{1, 1, 1, 1, 1}));
        c.w.press(Qt::Key_V);
        QCOMPARE(c.panel->views().count(), 1);
        c.w.press(Qt::Key_V);
        c.w.press(Qt::Key_Escape);
        QCOMPARE(c.panel->views().count(), 1);
        QVERIFY(!c.w.action("view-per-stain").isChecked());
    }

    void aStainsViewShowsItAloneWithThePlatesWindow() {
        Comparing c;
        c.w.press(Qt::Key_V);
        DisplaySettings display = c.w.session->display();
        display.stains[Stain::Protein] = {true, {0, 200, 0}, {0, 1, 1}, 1};
        display.stains[Stain::Nucleus].window = {0, 1, 1};
        c.w.session->setDisplay(display);
        c.w.session->goTo(3); // every pixel is 3: all white
        QTRY_COMPARE(valueIn(c.panel->views()[2]), 3);
        const auto seen = [&](int view) { // below the title
            FieldView& shown = c.panel->views()[view];
            return QColor(shown.grab().toImage().pixel(shown.width() / 2, view == 0 ? shown.height() / 2 : shown.height() * 7 / 8));
        };
        QCOMPARE(seen(2), QColor(0, 200, 0));
        QCOMPARE(seen(1), QColor(0, 0, 255));
        display.mode = DisplayMode::Greyscale;
        c.w.session->setDisplay(display);
        QCOMPARE(seen(2), QColor(255, 255, 255));
        QVERIFY(seen(0) != QColor(255, 255, 255)); // the composite stays one
    }

    void aStainThatThePlateLacksHasNoView() {
        WindowWorld w(3);
        for (int sample = 0; sample < 3; ++sample)
            std::filesystem::remove(w.world.plateDirectory / (SessionWorld::idOf(sample) + "_yellow.png"));
        w.session = w.world.session();
        w.window = std::make_unique<MainWindow>(*w.session);
        w.window->show();
        w.session->openPlate(w.world.plateDirectory);
        QTRY_VERIFY(w.session->isIndexComplete() && w.session->image());
        w.action("view-per-stain").trigger();
        QCOMPARE(w.window->findChild<FieldPanel*>()->views().count(), 4);
    }

    void contrastAndVisibilityAreLinked() {
        Comparing c;
        c.w.session->setSelection({0, 5}, 0);
        c.w.press(Qt::Key_C);
        QTRY_COMPARE(c.values(), (QVector<int>{0, 5}));
        DisplaySettings display = c.w.session->display();
        display.stains[Stain::Protein].window = {0, 5, 1};
        for (const Stain stain : {Stain::Nucleus, Stain::Microtubules, Stain::Reticulum})
            display.stains[stain].visible = false;
        c.w.session->setDisplay(display);
        FieldView& beside = c.panel->views()[1];
        QCOMPARE(QColor(beside.grab().toImage().pixel(beside.width() / 2, beside.height() / 2)), QColor(0, 255, 0));
    }

    void theReadingFollowsTheCursorInAnyView() {
        Comparing c;
        c.w.session->setSelection({0, 5}, 0);
        c.w.press(Qt::Key_C);
        QTRY_COMPARE(c.values(), (QVector<int>{0, 5}));
        FieldView& beside = c.panel->views()[1];
        const QPointF at(beside.width() / 2.0, beside.height() / 2.0);
        QMouseEvent move(QEvent::MouseMove, at, beside.mapToGlobal(at), Qt::NoButton, Qt::NoButton, {});
        QApplication::sendEvent(&beside, &move);
        bool said = false;
        for (const QLabel* label : c.w.window->findChildren<QLabel*>())
            said = said || label->text().contains(QStringLiteral("P 5"));
        QVERIFY(said);
        QVERIFY(c.panel->views()[0].linkedPoint());
    }

    void aStretchIsMarkedInEveryViewItChanges() {
        Comparing c;
        QTRY_VERIFY(c.w.session->histogram(Stain::Protein).total() > 0);
        c.w.press(Qt::Key_V);
        const QImage before = c.panel->views()[2].grab().toImage();
        const QImage nucleus = c.panel->views()[1].grab().toImage();
        c.w.session->stretchProteinToImage(true);
        QVERIFY(c.panel->views()[2].grab().toImage() != before);
        QVERIFY(c.panel->views()[1].grab().toImage() == nucleus);
        c.w.session->stretchProteinToImage(false);
    }

    void anotherPlateStartsWithOneView() {
        Comparing c;
        c.w.session->setSelection({0, 5}, 0);
        c.w.press(Qt::Key_C);
        const SessionWorld other;
        c.w.session->openPlate(other.plateDirectory);
        QTRY_COMPARE(c.kind(), FieldPanes::Kind::One);
        QVERIFY(!c.w.action("compare-selected").isChecked());
    }

    void aSmallWindowHasRoomForAllViews() {
        Comparing c;
        const QSize before = c.w.window->size();
        c.w.press(Qt::Key_V);
        QTest::qWait(0);
        QCOMPARE(c.w.window->size(), before);
        for (int i = 0; i < 5; ++i)
            QVERIFY(c.panel->views()[i].width() >= 80 && c.panel->views()[i].height() >= 60);
    }
};

QTEST_MAIN(TestComparing)
#include "test_comparing.moc"
