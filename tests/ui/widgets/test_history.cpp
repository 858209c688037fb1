#include "tests/ui/widgets/windowworld.h"
#include "ui/models/teamwork.h"
#include "ui/widgets/assigndialog.h"
#include "ui/widgets/classchip.h"
#include "ui/widgets/historypanel.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QComboBox>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QTableView>
#include <QToolButton>

using namespace locascope;
using namespace locascope::testing;

namespace {

QMessageBox* bulkQuestion(const WindowWorld& w) { return w.window->findChild<QMessageBox*>(QStringLiteral("bulk")); }

/// Presses the key and returns what is asked; the answer is left to the caller.
QMessageBox* askedBy(WindowWorld& w, Qt::Key key) {
    w.press(key);
    [&] { QTRY_VERIFY(bulkQuestion(w) && bulkQuestion(w)->isVisible()); }();
    return bulkQuestion(w);
}

void answer(WindowWorld& w, QMessageBox* box, Qt::Key key) {
    QTest::keyClick(box, key);
    [&] { QTRY_VERIFY(!bulkQuestion(w)); }();
}

QString text(const WindowWorld& w, const char* label) { return w.window->findChild<QLabel*>(QLatin1String(label))->text(); }

struct ShownHistory {
    explicit ShownHistory(WindowWorld& w)
        : panel(*w.window->findChild<HistoryPanel*>())
        , table(*panel.findChild<QTableView*>())
        , model(*panel.findChild<HistoryTableModel*>())
        , tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest) {
        w.action("show-history").trigger();
        [&] { QTRY_VERIFY(panel.isVisible() && model.isComplete() && !model.isReading()); }();
    }
    void chooseScope(int scope) {
        panel.findChild<QComboBox*>(QStringLiteral("HistoryScope"))->setCurrentIndex(scope);
        settle();
    }
    void settle() {
        [&] { QTRY_VERIFY(model.isComplete() && !model.isReading()); }();
    }
    QString cell(int row, int column) const { return model.index(row, column).data().toString(); }

    HistoryPanel& panel;
    QTableView& table;
    HistoryTableModel& model;
    QAbstractItemModelTester tester;
};

} // namespace

/// Acts on all that is selected, what undo would take back, and the history of the review, in the window.
class TestHistory final : public QObject {
    Q_OBJECT
private slots:
    void enterOnASelectionSaysTheCountFirstAndIsOneAct() {
        WindowWorld w;
        w.open();
        w.session->goTo(1);
        w.session->commitAs(Outcome::Negative);
        w.session->setSelection({0, 1, 3}, 0);
        QVERIFY(text(w, "decision").contains(QStringLiteral("3 samples are selected")));
        QMessageBox* box = askedBy(w, Qt::Key_Return);
        QVERIFY2(box->text().startsWith(QStringLiteral("Label 3 samples: ")), qPrintable(box->text()));
        QVERIFY2(box->text().contains(QStringLiteral("1 was reviewed before: it changes.")), qPrintable(box->text()));
        QVERIFY(!w.session->decision(0));
        answer(w, box, Qt::Key_Return);
        QCOMPARE(w.session->reviewedCount(), 3);
        QVERIFY(w.session->decision(3)->present == LabelSet({toClass(0)}));
        QVERIFY2(text(w, "undo").startsWith(QStringLiteral("Undo: 3 samples")), qPrintable(text(w, "undo")));
        w.action("undo").trigger();
        QCOMPARE(w.session->decision(1)->outcome, Outcome::Negative);
        QCOMPARE(w.session->reviewedCount(), 1);
    }
    void escLeavesTheSelectedAsTheyAre() {
        WindowWorld w;
        w.open();
        w.session->setSelection({0, 1, 3}, 0);
        answer(w, askedBy(w, Qt::Key_N), Qt::Key_Escape);
        QCOMPARE(w.session->reviewedCount(), 0);
        QVERIFY(!w.session->canUndo());
    }
    void unsureOnASelectionTakesTheNoteAlong() {
        WindowWorld w;
        w.open();
        w.session->setSelection({2, 4}, 2);
        w.press(Qt::Key_U);
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("blurred?"));
        answer(w, askedBy(w, Qt::Key_Return), Qt::Key_Return);
        QCOMPARE(w.session->decision(4)->outcome, Outcome::Unsure);
        QCOMPARE(w.session->decision(4)->note, std::string("blurred?"));
    }
    void theSameAsTheLastIsOneKey() {
        WindowWorld w;
        w.open();
        w.press(Qt::Key_R);
        QVERIFY(text(w, "decision").contains(QStringLiteral("Nothing was decided yet")));
        w.session->toggle(toClass(5));
        w.press(Qt::Key_Return);
        w.press(Qt::Key_R);
        QVERIFY(w.session->decision(1)->present == LabelSet({toClass(0), toClass(5)}));
        QCOMPARE(w.session->current(), 2);
    }
    void chipsSayWhereDecisionAndModelDiffer() {
        WindowWorld w;
        w.open();
        w.session->toggle(toClass(5));
        w.press(Qt::Key_Return);
        w.session->goTo(0);
        QTRY_COMPARE(w.session->chips()[0].difference, ChipDifference::Agreed);
        QCOMPARE(w.session->chips()[5].difference, ChipDifference::Added);
        QCOMPARE(w.session->chips()[6].difference, ChipDifference::None);
        w.session->commitAs(Outcome::Negative);
        w.session->goTo(0);
        QCOMPARE(w.session->chips()[0].difference, ChipDifference::Removed);
        QCOMPARE(w.session->chips()[5].difference, ChipDifference::None);
        QVERIFY(w.window->findChildren<ClassChip*>().first()->toolTip().contains(QStringLiteral("You removed it")));
    }
    void theHistoryOfTheSampleOrOfTheReviewIsListed() {
        WindowWorld w;
        w.open();
        ShownHistory history(w);
        QCOMPARE(history.model.rowCount(), 0);
        w.session->commitAs(Outcome::Negative);
        w.session->setNote(QStringLiteral("out of focus"));
        w.session->commitAs(Outcome::Unusable);
        awaitStore(*w.session);
        w.session->goTo(1);
        QTRY_COMPARE(history.model.rowCount(), 1);
        QCOMPARE(history.cell(0, HistoryTableModel::Note), QStringLiteral("out of focus"));
        history.chooseScope(1);
        QCOMPARE(history.model.rowCount(), 2);
        QCOMPARE(history.cell(0, HistoryTableModel::After), QStringLiteral("unusable"));
        QCOMPARE(history.cell(1, HistoryTableModel::Reviewer), QStringLiteral("reader"));
        w.session->undo(); // arrives on top
        QTRY_COMPARE(history.model.rowCount(), 3);
        QCOMPARE(history.cell(0, HistoryTableModel::Cause), QStringLiteral("undone"));
        history.panel.findChild<QComboBox*>(QStringLiteral("HistoryCause"))->setCurrentIndex(1);
        history.settle();
        QCOMPARE(history.model.rowCount(), 2);
        history.panel.findChild<QLineEdit*>()->setText(QStringLiteral("FOCUS"));
        QTRY_COMPARE(history.model.rowCount(), 1);
    }
    void anEarlierStateIsRestoredFromTheList() {
        WindowWorld w;
        w.open();
        w.session->commitAs(Outcome::Negative);
        w.session->goTo(0);
        w.session->commitAs(Outcome::Unusable);
        awaitStore(*w.session);
        ShownHistory history(w);
        history.chooseScope(1);
        QCOMPARE(history.model.rowCount(), 2);
        auto* restore = history.panel.findChild<QToolButton*>(QStringLiteral("HistoryRestore"));
        QVERIFY(!restore->isEnabled());
        history.table.setCurrentIndex(history.model.index(1, 0));
        QVERIFY(restore->isEnabled());
        restore->click();
        QCOMPARE(w.session->decision(0)->outcome, Outcome::Negative);
        QTRY_COMPARE(history.model.rowCount(), 3);
        w.session->undo();
        QCOMPARE(w.session->decision(0)->outcome, Outcome::Unusable);
    }
    void samplesAreAssignedByDialogAndAnEarlierAssignmentIsRestored() {
        WindowWorld w;
        w.open();
        w.session->commitAs(Outcome::Negative); // of the first
        awaitStore(*w.session);
        QTRY_VERIFY(w.action("assign").isEnabled());
        const auto assign = [&w](const QString& names, bool onlyUnjudged) {
            w.action("assign").trigger();
            auto* dialog = w.window->findChild<AssignDialog*>();
            [&] { QTRY_VERIFY(dialog && dialog->isVisible()); }();
            auto* field = dialog->findChild<QLineEdit*>(QStringLiteral("reviewers"));
            [&] { QTRY_COMPARE(field->text(), w.session->team().assignment() ? QStringLiteral("Ann, Bo") : QStringLiteral("reader")); }();
            field->setFocus();
            field->selectAll();
            QTest::keyClicks(field, names);
            dialog->findChild<QCheckBox*>(QStringLiteral("unjudged"))->setChecked(onlyUnjudged);
            const auto* plan = dialog->findChild<QLabel*>(QStringLiteral("plan"));
            [&] { QTRY_VERIFY(plan->text().contains(QStringLiteral("samples:"))); }();
            const QString text = plan->text();
            QTest::keyClick(dialog, Qt::Key_Return);
            [&] { QTRY_VERIFY(!w.window->findChild<AssignDialog*>()); }();
            return text;
        };
        QCOMPARE(assign(QStringLiteral("Ann, Bo"), false), QStringLiteral("6 samples: Ann 3, Bo 3."));
        QCOMPARE(assign(QStringLiteral("reader"), true), QStringLiteral("5 samples: reader 5."));
        QCOMPARE(w.session->team().assignedSamples().size(), std::size_t{5});
        w.session->goTo(0);
        ShownHistory history(w);
        QCOMPARE(history.model.rowCount(), 2); // the first sample's decision, and whom it was assigned to
        QVERIFY(history.cell(0, HistoryTableModel::After) == QStringLiteral("assigned to Ann") || history.cell(0, HistoryTableModel::After) == QStringLiteral("assigned to Bo"));
        history.chooseScope(1);
        QCOMPARE(history.model.rowCount(), 3);
        QCOMPARE(history.cell(0, HistoryTableModel::After), QStringLiteral("samples assigned: reader 5"));
        QCOMPARE(history.cell(1, HistoryTableModel::Cause), QStringLiteral("assigned"));
        history.table.setCurrentIndex(history.model.index(1, 0));
        auto* restore = history.panel.findChild<QToolButton*>(QStringLiteral("HistoryRestore"));
        QVERIFY(restore->isEnabled());
        restore->click();
        QTRY_COMPARE(w.session->team().assignment()->samples.size(), std::size_t{2});
        QTRY_COMPARE(history.model.rowCount(), 4);
        QVERIFY(w.session->team().assignedSamples().empty());
    }
    void aLongHistoryIsReadAsOneScrolls() {
        WindowWorld w;
        std::vector<LabelEvent> events;
        for (int i = 0; i < 5'000; ++i) {
            LabelEvent& event = events.emplace_back();
            event.uuid = "event " + std::to_string(i);
            event.sampleId = SessionWorld::idOf(i % 6);
            event.reviewer = "somebody else";
            event.after = Decision{.outcome = Outcome::Negative, .present = {}, .notJudged = {}, .touched = {}, .proposal = {}, .note = {}};
        }
        MemoryStore::open(w.world.review)->append(events);
        w.open();
        w.action("show-history").trigger();
        auto& panel = *w.window->findChild<HistoryPanel*>();
        auto& model = *panel.findChild<HistoryTableModel*>();
        panel.findChild<QComboBox*>(QStringLiteral("HistoryScope"))->setCurrentIndex(1);
        QTRY_COMPARE(model.rowCount(), 2'000);
        QTRY_VERIFY(model.canFetchMore({}));
        model.fetchMore({});
        QTRY_COMPARE(model.rowCount(), 4'000);
        QTRY_VERIFY(model.canFetchMore({}));
        model.fetchMore({});
        QTRY_COMPARE(model.rowCount(), 5'000);
        QVERIFY(!model.canFetchMore({}));
    }
};

QTEST_MAIN(TestHistory)
#include "test_history.moc"
