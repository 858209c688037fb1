#include "core/files/readfile.h"
#include "core/store/displaysettings.h"
#include "core/store/pack.h"
#include "tests/ui/widgets/windowworld.h"
#include "ui/widgets/errortext.h"
#include "ui/widgets/exportdialog.h"
#include "ui/widgets/importdialog.h"
#include "ui/widgets/importtablemodel.h"
#include "ui/widgets/packdialog.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QTableView>
#include <QTimer>
#include <QToolButton>

using namespace locascope;
using namespace locascope::testing;

namespace {

using Texts = QStringList;

Texts texts(std::initializer_list<const char*> list) {
    Texts result;
    for (const char* one : list)
        result.append(QString::fromUtf8(one));
    return result;
}

/// The dialog over the window, as a file of this content brings it up.
struct ShownImport {
    ShownImport(WindowWorld& w, std::string_view csv) {
        writeFile(w.world.folder / "theirs.csv", csv, {.durability = Durability::Ordered});
        w.session->previewImport(w.world.folder / "theirs.csv");
        find(w);
    }
    void find(WindowWorld& w) {
        [&] { QTRY_VERIFY((dialog = w.window->findChild<ImportDialog*>()) && dialog->isVisible()); }();
        model = dialog->findChild<ImportTableModel*>();
        table = dialog->findChild<QTableView*>();
    }
    QString outcome() const { return dialog->findChild<QLabel*>(QStringLiteral("outcome"))->text(); }
    bool canImport() const { return importButton()->isEnabled(); }
    void accept(WindowWorld& w) const {
        importButton()->click();
        [&] { QTRY_VERIFY(!w.window->findChild<ImportDialog*>()); }();
    }
    /// Sample, file, review, what happens.
    Texts row(int row) const {
        Texts texts;
        for (const int column : {ImportTableModel::SampleId, ImportTableModel::OfFile, ImportTableModel::OfReview, ImportTableModel::Happens})
            texts.append(model->index(row, column).data().toString());
        return texts;
    }
    QString shownCounts() const {
        Texts texts;
        for (const QToolButton* button : dialog->findChildren<QToolButton*>())
            if (button->isCheckable())
                texts.append(button->text());
        return texts.join(QStringLiteral("; "));
    }
    void show(ImportFate fate) const { dialog->findChild<QToolButton*>(QStringLiteral("fate%1").arg(static_cast<int>(fate)))->click(); }

    ImportDialog* dialog = nullptr;
    ImportTableModel* model = nullptr;
    QTableView* table = nullptr;

private:
    QPushButton* importButton() const {
        for (QPushButton* button : dialog->findChildren<QPushButton*>())
            if (button->text() == QStringLiteral("Import"))
                return button;
        return nullptr;
    }
};

LabelEvent importedOf(const std::string& reviewer, const std::string& sample, Outcome outcome) {
    LabelEvent event;
    event.uuid = newUuid();
    event.sampleId = sample;
    event.reviewer = reviewer;
    event.after.emplace().outcome = outcome;
    return event;
}

QString pathText(const std::filesystem::path& path) { return QString::fromStdString(path.string()); }

QString noticeOf(const WindowWorld& w, const char* key) {
    for (const Notice& notice : w.session->notices())
        if (notice.key == QLatin1String(key))
            return noticeSentence(notice);
    return {};
}

/// Accepts a dialog that asks for a place then, and names one.
void acceptAndName(QDialog& dialog, const std::filesystem::path& place) {
    QTimer naming;
    naming.setInterval(20);
    QObject::connect(&naming, &QTimer::timeout, &naming, [&] {
        if (auto* files = qobject_cast<QFileDialog*>(QApplication::activeModalWidget())) {
            files->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"))->setText(pathText(place));
            static_cast<QDialog*>(files)->accept();
        }
    });
    naming.start();
    dialog.accept();
}

qint64 bytesOfImages(const std::filesystem::path& folder) {
    qint64 bytes = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.path().extension() == ".png")
            bytes += static_cast<qint64>(entry.file_size());
    return bytes;
}

} // namespace

/// A file of labels is shown against the review before it changes anything.
class TestImport final : public QObject {
    Q_OBJECT
private slots:
    void countsComeFirstAndEveryRowShowsBothSides() {
        WindowWorld w;
        w.open();
        w.session->goTo(1);
        w.session->commitAs(Outcome::Negative);
        w.session->goTo(2);
        w.session->commitAs(Outcome::Negative);
        ShownImport shown(w, "Id,Target\r\ns00,7\r\ns01,2\r\ns02,\r\n");
        const QAbstractItemModelTester tester(shown.model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(shown.shownCounts(), QStringLiteral("All that differs  2; New  1; Conflicts  1; The same  1"));
        QCOMPARE(shown.row(0), texts({"s00", "Golgi apparatus", "–", "Added"}));
        QCOMPARE(shown.row(1), texts({"s01", "Nucleoli", "negative", "⚠ Conflict: the review’s is kept"}));
        QCOMPARE(shown.outcome(), QStringLiteral("Decisions that Import appends as one act: 1. One undo takes all of it back. Of the conflicts, 0 take the file’s side and 1 keep the review’s."));
        shown.show(ImportFate::Same);
        QCOMPARE(shown.row(0), texts({"s02", "negative", "negative", "Nothing: it says the same"}));
    }
    void conflictsAreChosenByKeyOneByOneOrAllAtOnce() {
        WindowWorld w;
        w.open();
        for (int sample = 0; sample < 3; ++sample) {
            w.session->goTo(sample);
            w.session->commitAs(Outcome::Negative);
        }
        ShownImport shown(w, "Id,Target\ns00,7\ns01,2\ns02,3\n");
        QVERIFY(!shown.canImport()); // nothing would change
        shown.show(ImportFate::Conflict);
        shown.table->selectRow(1);
        QTest::keyClick(shown.table, Qt::Key_F);
        QCOMPARE(shown.row(1).last(), QStringLiteral("⚠ Conflict: the file’s is taken"));
        QCOMPARE(shown.model->rowsToImport(), (std::vector<std::size_t>{1}));
        QTest::keyClick(shown.table, Qt::Key_K);
        QVERIFY(shown.model->rowsToImport().empty());
        shown.dialog->findChild<QToolButton*>(QStringLiteral("TakeAllFile"))->click();
        QCOMPARE(shown.model->conflictsTaken(), 3);
        shown.table->selectRow(0);
        QTest::keyClick(shown.table, Qt::Key_K);
        shown.accept(w);
        QTRY_VERIFY(w.session->decision(2)->present == LabelSet({toClass(3)}));
        QCOMPARE(w.session->decision(0)->outcome, Outcome::Negative);
        w.session->undo();
        QCOMPARE(w.session->decision(1)->outcome, Outcome::Negative);
        QCOMPARE(w.session->decision(2)->outcome, Outcome::Negative);
    }
    void linesThatCannotBeReadAreListedAndStopTheImport() {
        WindowWorld w;
        w.open();
        ShownImport shown(w, "Id,Target\ns00,7\ns01,seven\ns00,8\ns02,3,4\nother,1\ns03,\"1");
        QCOMPARE(shown.shownCounts(), QStringLiteral("All that differs  6; New  1; Not in this plate  1; Not read  4"));
        shown.show(ImportFate::Unread);
        QCOMPARE(shown.model->index(0, ImportTableModel::Line).data().toString(), QStringLiteral("3"));
        QVERIFY2(shown.row(0).last().startsWith(QStringLiteral("⚠ Not read: \"seven\" is no class index")), qPrintable(shown.row(0).last()));
        QCOMPARE(shown.row(1).last(), QStringLiteral("⚠ Not read: Id s00 was on line 2 already"));
        QCOMPARE(shown.row(2).last(), QStringLiteral("⚠ Not read: more than 2 fields"));
        QCOMPARE(shown.row(3).last(), QStringLiteral("⚠ Not read: a quote is opened and never closed"));
        QVERIFY2(shown.outcome().startsWith(QStringLiteral("Lines that could not be read: 4. Nothing is imported")), qPrintable(shown.outcome()));
        shown.dialog->findChild<QCheckBox*>()->setChecked(true);
        QVERIFY(!shown.canImport());
    }
    void samplesOfAnotherPlateAreLeftOutOnlyWhenThatIsAgreedTo() {
        WindowWorld w;
        w.open();
        ShownImport shown(w, "Id,Target\ns00,7\nother,1\n");
        QVERIFY(!shown.canImport());
        shown.dialog->findChild<QCheckBox*>()->setChecked(true);
        shown.accept(w);
        QTRY_VERIFY(w.session->decision(0) && w.session->decision(0)->present == LabelSet({toClass(7)}));
    }
    void whatASpreadsheetSavesIsReadAsItWas_data() {
        QTest::addColumn<QByteArray>("csv");
        QTest::newRow("a byte order mark") << QByteArray("\xEF\xBB\xBFId,Target\r\ns00,7\r\n");
        QTest::newRow("semicolons") << QByteArray("Id;Target\r\ns00;7\r\n");
        QTest::newRow("both, and blank lines") << QByteArray("\xEF\xBB\xBF\r\nId;Target\r\n\r\ns00;7\r\n\r\n");
        QTest::newRow("a last line without an end") << QByteArray("Id,Target\ns00,7");
        QTest::newRow("old Macs") << QByteArray("Id,Target\rs00,7\r");
    }
    void whatASpreadsheetSavesIsReadAsItWas() {
        QFETCH(QByteArray, csv);
        WindowWorld w;
        w.open();
        const ShownImport shown(w, std::string_view(csv.constData(), static_cast<std::size_t>(csv.size())));
        QCOMPARE(shown.model->rowCount(), 1);
        QCOMPARE(shown.row(0), texts({"s00", "Golgi apparatus", "–", "Added"}));
        QVERIFY(shown.canImport());
    }
    void formulasAndQuotedLinesOfANoteAreShownAsTheyWere() {
        WindowWorld w;
        w.open();
        const ShownImport shown(w, "Id,class,decision,note\r\ns00,Nucleoli,present,'=1+1\r\ns01,,negative,\"two\nlines, and a \"\"word\"\"\"\r\n");
        QCOMPARE(shown.row(0)[1], QStringLiteral("Nucleoli · “=1+1”"));
        QCOMPARE(shown.row(1)[1], QStringLiteral("negative · “two lines, and a \"word\"”"));
        shown.accept(w);
        QTRY_VERIFY(w.session->decision(1));
        QCOMPARE(w.session->decision(0)->note, std::string("=1+1"));
        QCOMPARE(w.session->decision(1)->note, std::string("two\nlines, and a \"word\""));
    }
    void whatIsSelectedOrShownIsExportedOfWhoeverIsNamed() {
        WindowWorld w;
        w.open();
        for (int sample = 0; sample < 4; ++sample) {
            w.session->goTo(sample);
            w.session->commitAs(Outcome::Negative);
        }
        w.session->setSelection({1, 3}, 1);
        awaitStore(*w.session);
        w.action("export").trigger();
        ExportDialog* dialog = nullptr;
        QTRY_VERIFY((dialog = w.window->findChild<ExportDialog*>()));
        QVERIFY(dialog->wish().samples == (std::vector<int>{1, 3}));
        QCOMPARE(dialog->wish().reviewer, std::string());
        const auto file = w.world.folder / "selected.csv";
        w.session->exportCsv(file, dialog->wish());
        QTRY_VERIFY(std::filesystem::exists(file));
        const Bytes bytes = readFile(file);
        QCOMPARE(std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size()), std::string("Id,Target\r\ns01,\r\ns03,\r\n"));
        dialog->reject();
    }
    void whatIsSelectedIsPackedIntoAFolderThatIsAskedFor() {
        WindowWorld w;
        w.world.review->with([](auto& review) { review.settings[shownStainsSetting] = "shown nucleus"; });
        w.open();
        w.session->goTo(1);
        w.session->commitAs(Outcome::Negative);
        w.session->setSelection({3, 1}, 1);
        w.action("pack").trigger();
        PackDialog* dialog = nullptr;
        QTRY_VERIFY((dialog = w.window->findChild<PackDialog*>()));
        const auto* howMuch = dialog->findChild<QLabel*>(QStringLiteral("how-much"));
        QCOMPARE(howMuch->text(), QStringLiteral("Copied are 2 samples with 8 image files."));
        const auto choices = dialog->findChildren<QRadioButton*>();
        choices.front()->click();
        QCOMPARE(howMuch->text(), QStringLiteral("Copied are 6 samples with 24 image files."));
        choices.back()->click();
        dialog->findChild<QPlainTextEdit*>(QStringLiteral("question"))->setPlainText(QStringLiteral(" Nucleoli,\nor not? "));
        const auto folder = w.world.folder / "for-ann";
        acceptAndName(*dialog, folder);
        QTRY_VERIFY(!noticeOf(w, "pack").isEmpty());
        QCOMPARE(noticeOf(w, "pack"), QStringLiteral("Samples packed into %1: 2 (8 image files, %2).").arg(pathText(folder), QLocale().formattedDataSize(bytesOfImages(folder))));
        QVERIFY(std::filesystem::exists(folder / "s03_green.png") && !std::filesystem::exists(folder / "s02_green.png"));
        const auto review = ReviewStore::open(answersOfPack(folder), {}, StoreMode::ReadOnly);
        QCOMPARE(packNoteOf(*review)->question, std::string("Nucleoli,\nor not?"));
        QVERIFY(review->allEvents().empty() && review->setting(shownStainsSetting) == "shown nucleus");
    }
    void whatCannotBePackedIsSaidAndWhatIsCancelledIsNot() {
        WindowWorld w;
        w.open();
        w.session->pack(w.world.plateDirectory / "inside", {});
        QTRY_COMPARE(noticeOf(w, "pack"), QStringLiteral("The folder was not packed: %1: lies in the plate, whose samples it would repeat; name a folder elsewhere.").arg(pathText(w.world.plateDirectory / "inside")));
        w.session->pack(w.world.plateDirectory, {});
        QTRY_VERIFY2(noticeOf(w, "pack").contains(QStringLiteral("is there already")), qPrintable(noticeOf(w, "pack")));
        QTRY_VERIFY(!w.session->job());
        w.session->pack(w.world.folder / "cancelled", {});
        QCOMPARE(w.session->job()->key, QStringLiteral("pack"));
        w.session->cancelJob();
        w.session->pack(w.world.folder / "next", {.samples = std::vector<int>{0}});
        QTRY_VERIFY(noticeOf(w, "pack").startsWith(QStringLiteral("Samples packed")));
        QVERIFY(!std::filesystem::exists(w.world.folder / "cancelled") && std::filesystem::exists(w.world.folder / "next"));
    }
    void whatAPackAsksIsShownWhenItIsOpened() {
        WindowWorld w;
        w.world.review->with([](auto& review) { review.settings[packSetting] = formatPackNote({.question = "Nucleoli,\nor not?", .plateName = "p", .fingerprint = "f"}); });
        w.open();
        const auto asked = [&] {
            for (const Notice& notice : w.session->notices())
                if (notice.key == QStringLiteral("question"))
                    return noticeSentence(notice);
            return QString();
        };
        QTRY_COMPARE(asked(), QStringLiteral("You are asked: Nucleoli, or not?"));
    }
    void aReviewThatMovedOnIsShownAnewAndNothingIsWritten() {
        WindowWorld w;
        w.open();
        ShownImport shown(w, "Id,Target\ns00,7\n");
        w.world.review->with([&](auto& review) {
            review.events.push_back(importedOf("reader", "s00", Outcome::Negative));
            review.events.back().sequence = static_cast<std::int64_t>(review.events.size());
        });
        shown.dialog->accept();
        QTRY_VERIFY(w.window->findChild<ImportDialog*>() && w.window->findChild<ImportDialog*>()->preview()->isAnew);
        shown.find(w);
        QCOMPARE(shown.row(0).last(), QStringLiteral("⚠ Conflict: the review’s is kept"));
        QCOMPARE(w.world.review->eventCount(), std::size_t{1});
    }
};

QTEST_MAIN(TestImport)
#include "test_import.moc"
