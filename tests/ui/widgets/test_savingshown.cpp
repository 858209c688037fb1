#include "core/plate/plate.h"
#include "tests/ui/widgets/windowworld.h"
#include "ui/widgets/noticebar.h"

#include <QLabel>
#include <QPushButton>

using namespace locascope;
using namespace locascope::testing;

namespace {

QStringList wordsOf(const QWidget& widget) {
    QStringList words;
    for (const QLabel* label : widget.findChildren<QLabel*>())
        if (label->isVisible())
            words.append(label->text());
    return words;
}

QString decisionLine(const WindowWorld& w) { return w.window->findChild<QLabel*>(QStringLiteral("decision"))->text(); }

} // namespace

/// What the window says of a decision on its way to the disk.
class TestSavingShown : public QObject {
    Q_OBJECT
private slots:
    void aDecisionReadsSavingUntilItIsSaved() {
        WindowWorld w;
        w.open();
        {
            const std::lock_guard disk(w.world.review->mutex); // busy
            w.press(Qt::Key_4);
            w.press(Qt::Key_Return);
            QCOMPARE(w.session->current(), 1); // the next sample waits for nothing
            w.press(Qt::Key_Left);
            QVERIFY2(decisionLine(w).startsWith(QStringLiteral("saving · ")), qPrintable(decisionLine(w)));
            QVERIFY(wordsOf(*w.window).contains(QStringLiteral("saving")));
        }
        QTRY_VERIFY2(decisionLine(w).startsWith(QStringLiteral("saved · ")), qPrintable(decisionLine(w)));
        QTRY_VERIFY(wordsOf(*w.window).contains(QStringLiteral("saved")));
    }

    void whatAFullDiskRefusesStaysMarkedAndIsSavedLater() {
        WindowWorld w;
        w.open();
        w.world.review->with([](auto& review) { review.appendFails = ErrorKind::DiskFull; });
        w.press(Qt::Key_4);
        w.press(Qt::Key_Return);
        w.press(Qt::Key_Left);
        QTRY_VERIFY2(decisionLine(w).startsWith(QStringLiteral("⚠ not saved · ")), qPrintable(decisionLine(w)));
        QTRY_VERIFY(wordsOf(*w.window).contains(QStringLiteral("⚠ 1 not saved")));
        auto* notices = w.window->findChild<NoticeBar*>();
        QTRY_VERIFY(wordsOf(*notices).join(u' ').contains(QStringLiteral("the disk is full")));
        w.world.review->with([](auto& review) { review.appendFails.reset(); });
        notices->findChild<QPushButton*>()->click();
        QTRY_VERIFY(decisionLine(w).startsWith(QStringLiteral("saved · ")));
        QTRY_VERIFY(wordsOf(*notices).isEmpty());
        QCOMPARE(w.world.review->eventCount(), std::size_t{1});
    }

    void chipsThatDifferFromWhatIsStoredSaySo() {
        WindowWorld w;
        w.open();
        w.press(Qt::Key_Return);
        w.press(Qt::Key_Left);
        QTRY_VERIFY(decisionLine(w).startsWith(QStringLiteral("saved · ")));
        w.press(Qt::Key_4);
        QVERIFY2(decisionLine(w).startsWith(QStringLiteral("Changed, not stored yet")), qPrintable(decisionLine(w)));
        w.press(Qt::Key_4);
        QVERIFY(decisionLine(w).startsWith(QStringLiteral("saved · ")));
        w.press(Qt::Key_O);
        QVERIFY(decisionLine(w).startsWith(QStringLiteral("Changed, not stored yet")));
        QVERIFY(w.action("other").isChecked());
    }

    void anExportHoldsWhatTheDiskRefused() {
        WindowWorld w;
        w.open();
        w.world.review->with([](auto& review) { review.appendFails = ErrorKind::DiskFull; });
        w.press(Qt::Key_4);
        w.press(Qt::Key_Return);
        QTRY_COMPARE(w.session->savingState(0), SavingState::Failed);
        w.session->exportCsv(w.world.folder / "out.csv", ExportFormat::Challenge);
        QTRY_VERIFY(std::filesystem::exists(w.world.folder / "out.csv"));
        QFile file(QString::fromStdString((w.world.folder / "out.csv").string()));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("Id,Target\r\ns00,0 4\r\n"));
    }

    void anExportThatCannotBeWrittenIsANotice() {
        WindowWorld w;
        w.open();
        w.press(Qt::Key_Return);
        w.session->exportCsv("/nowhere/at/all.csv", ExportFormat::Long);
        auto* notices = w.window->findChild<NoticeBar*>();
        QTRY_VERIFY(wordsOf(*notices).join(u' ').contains(QStringLiteral("The export was not written: /nowhere/at/all.csv")));
        QVERIFY(!w.session->job());
    }

    void aModelOfSimulatedImagesProposesAtOnceOnASimulatedPlate() {
        WindowWorld w;
        w.world.engine->trainedOn = TrainedOn::Simulated;
        writeFile(w.world.plateDirectory / simulationMark, std::string_view("simulated\n"));
        w.open();
        QTRY_COMPARE(w.mark(0), ChipMark::Proposed);
    }
};

QTEST_MAIN(TestSavingShown)
#include "test_savingshown.moc"
