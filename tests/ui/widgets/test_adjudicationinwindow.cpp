#include "tests/ui/widgets/windowworld.h"
#include "ui/models/samplequeue.h"
#include "ui/widgets/adjudicationpanel.h"

#include <QAbstractItemModelTester>
#include <QDockWidget>
#include <QLabel>
#include <QTableView>
#include <QToolButton>

using namespace locascope;
using namespace locascope::testing;

namespace {

void say(WindowWorld& w, const std::string& reviewer, int sample, std::vector<std::size_t> labels, const std::string& note = {}) {
    auto& events = w.world.review->events;
    LabelEvent event;
    event.uuid = reviewer + std::to_string(events.size());
    event.sequence = static_cast<std::int64_t>(events.size()) + 1;
    event.sampleId = SessionWorld::idOf(sample);
    event.reviewer = reviewer;
    event.after = Decision();
    for (const std::size_t label : labels)
        event.after->present.insert(toClass(label));
    event.after->note = note;
    events.push_back(event);
}

struct ConflictWorld {
    ConflictWorld() {
        for (const int sample : {1, 2, 4}) {
            say(w, "Ann", sample, {0, 2}, "speckles");
            say(w, "Bo", sample, {0, 5});
        }
    }
    void open() {
        w.open();
        w.action("queue-conflict").trigger();
        QTRY_VERIFY(w.session->queue().isShown());
        QTRY_VERIFY(model().conflict());
    }
    AdjudicationPanel& panel() const { return *w.window->findChild<AdjudicationPanel*>(); }
    const ConflictTableModel& model() const { return *panel().findChild<ConflictTableModel*>(); }
    QStringList column(int column) const {
        QStringList texts;
        for (int row = 0; row < model().rowCount(); ++row)
            texts.append(model().index(row, column).data().toString());
        return texts;
    }
    LabelEvent last() const {
        return w.world.review->with([](auto& review) { return review.events.back(); });
    }
    WindowWorld w;
};

} // namespace

class TestAdjudicationInWindow final : public QObject {
    Q_OBJECT
private slots:
    void theSidesStandBesideEachOtherClassByClass() {
        ConflictWorld c;
        c.open();
        const QAbstractItemModelTester tester(c.panel().findChild<ConflictTableModel*>(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(c.w.session->current(), 1);
        QVERIFY(c.panel().isVisible());
        QVERIFY(c.w.window->findChild<QLabel*>(QStringLiteral("decision"))->text().startsWith(QStringLiteral("Ruling: Enter")));
        QCOMPARE(c.column(0), (QStringList{QStringLiteral("When"), QStringLiteral("Nucleoplasm"), QStringLiteral("Nucleoli"), QStringLiteral("Nuclear bodies"), QStringLiteral("Note")}));
        QCOMPARE(c.column(1).mid(1), (QStringList{QStringLiteral("✓ present"), QStringLiteral("✓ present"), QStringLiteral("–"), QStringLiteral("speckles")}));
        QCOMPARE(c.column(2).mid(1), (QStringList{QStringLiteral("✓ present"), QStringLiteral("–"), QStringLiteral("✓ present"), QString()}));
        QCOMPARE(c.model().headerData(1, Qt::Horizontal, Qt::DisplayRole).toString(), QStringLiteral("A: Ann"));
        QVERIFY(!c.model().index(1, 0).data(ConflictTableModel::DisputedRole).toBool() && c.model().index(2, 0).data(ConflictTableModel::DisputedRole).toBool());
    }

    void keysRuleForASideOrByHand() {
        ConflictWorld c;
        c.open();
        c.w.press(Qt::Key_A, Qt::ShiftModifier);
        QTRY_COMPARE(c.w.session->current(), 2);
        QTRY_COMPARE(c.w.session->unsavedCount(), 0);
        QVERIFY(c.last().cause == EventCause::Ruling && c.last().after->present == (LabelSet{toClass(0), toClass(2)}));
        QTRY_VERIFY(c.model().conflict() && c.model().conflict()->sample == 2);
        c.w.press(Qt::Key_B, Qt::ShiftModifier);
        QTRY_COMPARE(c.w.session->current(), 4);
        QTRY_COMPARE(c.w.session->unsavedCount(), 0);
        QVERIFY(c.last().cause == EventCause::Ruling && c.last().after->present == (LabelSet{toClass(0), toClass(5)}));
        QTRY_VERIFY(c.w.session->image());
        c.w.press(Qt::Key_X);
        QTRY_COMPARE(c.w.session->unsavedCount(), 0);
        QVERIFY(c.last().cause == EventCause::Ruling && c.last().after->outcome == Outcome::Unusable);
        c.w.press(Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(c.w.session->unsavedCount(), 0);
        QVERIFY(c.last().cause == EventCause::Undone);
        QTRY_VERIFY(c.model().conflict() && c.model().conflict()->state != DisputeState::Ruled);
    }

    void outsideOfTheQueueNobodyRules() {
        ConflictWorld c;
        c.open();
        c.w.press(Qt::Key_Escape);
        QTRY_VERIFY(!c.w.session->queue().isShown());
        QVERIFY(!c.w.action("take-first-side").isEnabled());
        QVERIFY(!c.w.window->findChild<QLabel*>(QStringLiteral("decision"))->text().contains(QStringLiteral("Ruling")));
        const std::size_t before = c.w.world.review->eventCount();
        c.w.press(Qt::Key_A, Qt::ShiftModifier);
        c.panel().take(0);
        awaitStore(*c.w.session);
        QCOMPARE(c.w.world.review->eventCount(), before);
        QVERIFY(c.panel().findChild<QLabel*>(QStringLiteral("ConflictSaid"))->text().contains(QStringLiteral("start the queue")));
        c.w.session->goTo(0);
        QTRY_VERIFY(c.panel().findChild<QLabel*>(QStringLiteral("ConflictSaid"))->text().contains(QStringLiteral("Nobody disagrees")));
    }

    void whileOthersAreHiddenThePanelSaysNothingOfThem() {
        ConflictWorld c;
        c.open();
        c.w.session->setBlinding(blindingOf(BlindingPreset::Reviewers));
        QTRY_VERIFY(!c.model().conflict());
        QCOMPARE(c.model().rowCount(), 0);
        QVERIFY(c.panel().findChild<QLabel*>(QStringLiteral("ConflictSaid"))->text().contains(QStringLiteral("hidden")));
        QVERIFY(!c.w.action("queue-conflict").isEnabled());
    }
};

QTEST_MAIN(TestAdjudicationInWindow)
#include "test_adjudicationinwindow.moc"
