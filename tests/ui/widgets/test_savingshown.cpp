#include "core/plate/plate.h"
#include "tests/support/filesizelimit.h"
#include "tests/support/sharedfile.h"
#include "tests/ui/widgets/windowworld.h"
#include "ui/widgets/gallerymodel.h"
#include "ui/widgets/noticebar.h"

#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QTimer>

#include <csignal>
#include <iterator>

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

/// Closes the window. What it asks, if it asks, is answered with the button `answer`, or with Esc; returns the question.
QString closeAnswering(QWidget& window, const QString& answer = {}) {
    QString asked;
    QTimer answering;
    QObject::connect(&answering, &QTimer::timeout, &answering, [&] {
        auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
        if (!box)
            return;
        asked = box->text() + u' ' + box->informativeText();
        for (QAbstractButton* button : box->buttons())
            if (button->text() == answer)
                return button->click();
        QTest::keyClick(box, Qt::Key_Escape);
    });
    answering.start(10);
    window.close();
    return asked;
}

QString decisionLine(const WindowWorld& w) { return w.window->findChild<QLabel*>(QStringLiteral("decision"))->text(); }

} // namespace

/// What the window says of a decision on its way to the disk.
class TestSavingShown : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { std::signal(SIGXFSZ, SIG_IGN); } // the signal of a full disk that is made here, for writers that are not ours

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
        QCOMPARE(w.world.review->eventCount(), std::size_t{0});
        w.world.review->with([](auto& review) { review.appendFails.reset(); });
        const int tried = w.world.review->with([](auto& review) { return review.appends; });
        notices->findChild<QPushButton*>()->click();
        awaitStore(*w.session);
        QCOMPARE(w.world.review->with([](auto& review) { return review.appends; }), tried + 1); // at once, not when the clock comes round
        QVERIFY2(decisionLine(w).startsWith(QStringLiteral("saved · ")), qPrintable(decisionLine(w)));
        QVERIFY(wordsOf(*w.window).contains(QStringLiteral("saved")));
        QVERIFY(wordsOf(*notices).isEmpty());
        QCOMPARE(w.world.review->eventCount(), std::size_t{1});
    }

    void theGalleryFollowsWhatIsSaved() {
        WindowWorld w;
        w.open();
        const auto* gallery = w.window->findChild<GalleryModel*>();
        const auto saving = [gallery] { return gallery->index(0).data(GalleryModel::MarksRole).value<GalleryMarks>().saving; };
        SavingState painted = SavingState::None;
        connect(gallery, &QAbstractItemModel::dataChanged, this, [&] { painted = saving(); });
        w.world.review->with([](auto& review) { review.appendFails = ErrorKind::DiskFull; });
        w.press(Qt::Key_Return);
        QTRY_COMPARE(saving(), SavingState::Failed);
        QCOMPARE(painted, SavingState::Failed);
        w.world.review->with([](auto& review) { review.appendFails.reset(); });
        w.session->retrySaving();
        QTRY_COMPARE(saving(), SavingState::Saved);
        QCOMPARE(painted, SavingState::Saved);
        const auto marks = gallery->index(0).data(GalleryModel::MarksRole).value<GalleryMarks>();
        QVERIFY(marks.outcome == Outcome::Labelled && !marks.disagreement); // what was not judged is none
    }

    void closingAsksWhileSomethingIsNotSaved() {
        WindowWorld w;
        w.open();
        w.world.review->with([](auto& review) { review.appendFails = ErrorKind::DiskFull; });
        w.press(Qt::Key_N);
        w.press(Qt::Key_N);
        QTRY_COMPARE(w.session->savingState(1), SavingState::Failed);
        const QString asked = closeAnswering(*w.window);
        QVERIFY2(asked.contains(QStringLiteral("(2)")) && asked.contains(QStringLiteral("s00, s01")), qPrintable(asked));
        QVERIFY(w.window->isVisible());
        QVERIFY(!closeAnswering(*w.window, QStringLiteral("Keep the window open")).isEmpty());
        QVERIFY(w.window->isVisible());
        QVERIFY(!closeAnswering(*w.window, QStringLiteral("Close and lose them")).isEmpty());
        QVERIFY(!w.window->isVisible());
        w.window->show();
        w.world.review->with([](auto& review) { review.appendFails.reset(); });
        w.session->retrySaving();
        QTRY_COMPARE(w.session->unsavedCount(), 0);
        QCOMPARE(closeAnswering(*w.window), QString());
        QVERIFY(!w.window->isVisible());
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
        QTRY_VERIFY(!wordsOf(*notices).isEmpty());
        const QString said = wordsOf(*notices).join(u' ');
        QVERIFY2(said.startsWith(QStringLiteral("✖  The export was not written: the directory of /nowhere/at/all.csv does not exist.")), qPrintable(said));
        QVERIFY(!w.session->job());
    }

    void aFullDiskLeavesTheExportThatWasThere() {
        WindowWorld w;
        w.open();
        w.press(Qt::Key_Return);
        const std::filesystem::path folder = w.world.folder / "exports";
        const std::filesystem::path file = folder / "labels.csv";
        makeDirectory(folder);
        writeFile(file, std::string_view("the one before"));
        auto* notices = w.window->findChild<NoticeBar*>();
        {
            const FileSizeLimit full(8);
            w.session->exportCsv(file, ExportFormat::Challenge);
            QTRY_VERIFY(!wordsOf(*notices).isEmpty());
        }
        const QString said = wordsOf(*notices).join(u' ');
        const QString expected = QStringLiteral("✖  The export was not written: %1 could not be written: the disk is full. Make room, then try again. (");
        QVERIFY2(said.startsWith(expected.arg(QString::fromStdString(file.string()))), qPrintable(said));
        QVERIFY(!w.session->job());
        QCOMPARE(*sharedText(folder, "labels.csv"), std::string("the one before"));
        QCOMPARE(std::distance(std::filesystem::directory_iterator(folder), {}), std::ptrdiff_t{1}); // nothing half-written beside it
        w.session->exportCsv(file, ExportFormat::Challenge);
        QTRY_VERIFY2(wordsOf(*notices).join(u' ').startsWith(QStringLiteral("ℹ  Samples written to")), qPrintable(wordsOf(*notices).join(u' ')));
        QCOMPARE(*sharedText(folder, "labels.csv"), std::string("Id,Target\r\ns00,0\r\n"));
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
