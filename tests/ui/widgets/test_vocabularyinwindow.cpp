#include "core/review/vocabularystate.h"
#include "tests/ui/widgets/windowworld.h"
#include "ui/widgets/classchip.h"
#include "ui/widgets/classlistmodel.h"
#include "ui/widgets/mapcategories.h"
#include "ui/widgets/vocabularydialog.h"
#include "ui/widgets/vocabularytablemodel.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTableView>

using namespace locascope;
using namespace locascope::testing;

namespace {

/// The dialog of the menu, its decisions counted.
struct ShownDialog {
    explicit ShownDialog(WindowWorld& w) {
        emit qobject_cast<QMenu*>(w.action("VocabularyCare").parent())->aboutToShow();
        w.action("VocabularyCare").trigger();
        [&] { QTRY_VERIFY(dialog = w.window->findChild<VocabularyDialog*>()); }();
        [&] { QTRY_VERIFY(cell(0, VocabularyTableModel::Samples) != QStringLiteral("…")); }();
    }
    template <class Widget>
    Widget& find(const char* name) const {
        return *dialog->findChild<Widget*>(QLatin1String(name));
    }
    QString cell(int row, int column) const { return find<QTableView>("VocabularyTable").model()->index(row, column).data().toString(); }
    QString preview() const { return find<QLabel>("VocabularyPreview").text(); }
    void choose(int row, ChangeKind kind) const {
        find<QTableView>("VocabularyTable").selectRow(row);
        find<QComboBox>("VocabularyKind").setCurrentIndex(static_cast<int>(kind));
    }

    VocabularyDialog* dialog = nullptr;
};

bool isListed(const WindowWorld& w, const QString& name) {
    const auto* model = w.window->findChild<ClassListModel*>();
    for (int row = 0; row < model->rowCount(); ++row)
        if (model->index(row).data().toString() == name)
            return true;
    return false;
}

} // namespace

/// The classes of the review, changed in the window.
class TestVocabularyInWindow final : public QObject {
    Q_OBJECT
private slots:
    void aMergerIsPreviewedAndThenFollowedByTheWindow() {
        WindowWorld w;
        w.open();
        w.session->goTo(3);
        QTRY_VERIFY(w.session->probabilities(3));
        QCOMPARE(w.session->commit(), CommitResult::Committed);
        QTRY_COMPARE(w.session->unsavedCount(), 0);
        ShownDialog shown(w);
        QAbstractItemModelTester tester(shown.find<QTableView>("VocabularyTable").model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(shown.cell(3, VocabularyTableModel::Samples), QStringLiteral("1"));
        shown.choose(3, ChangeKind::Merge);
        auto& into = shown.find<QComboBox>("VocabularyInto");
        into.setCurrentIndex(into.findText(QStringLiteral("Nucleoli")));
        QVERIFY2(shown.preview().contains(QStringLiteral("to be read otherwise: 1")), qPrintable(shown.preview()));
        QVERIFY(isListed(w, QStringLiteral("Nucleoli fibrillar center")));
        QTest::keyClick(&into, Qt::Key_Return);
        QTRY_COMPARE(shown.cell(3, VocabularyTableModel::State), QStringLiteral("read as Nucleoli"));
        QVERIFY(!isListed(w, QStringLiteral("Nucleoli fibrillar center")));
        const auto& ofHistory = *w.window->findChild<QComboBox*>(QStringLiteral("HistoryClass"));
        QVERIFY(ofHistory.findText(QStringLiteral("Nucleoli fibrillar center (read as Nucleoli)")) > 0);
        const auto& ofMap = *w.window->findChild<QComboBox*>(QStringLiteral("MapClass"));
        QCOMPARE(ofMap.count(), 27);
        QCOMPARE(ofMap.findText(QStringLiteral("Nucleoli fibrillar center")), -1);
        QVERIFY(w.session->decision(3)->present.contains(toClass(2)));
        QTRY_COMPARE(shown.cell(2, VocabularyTableModel::Samples), QStringLiteral("1"));
        QTest::keyClick(shown.dialog, Qt::Key_Escape);
        QTRY_VERIFY(!w.window->findChild<VocabularyDialog*>());
    }

    void aNameIsTypedAndWhatCannotBeIsSaidBeforehand() {
        WindowWorld w;
        w.open();
        ShownDialog shown(w);
        shown.choose(25, ChangeKind::Rename);
        auto& name = shown.find<QLineEdit>("VocabularyNames");
        QCOMPARE(name.text(), QStringLiteral("Cytosol"));
        name.setText(QStringLiteral("Nucleoli"));
        QVERIFY(shown.preview().startsWith(QStringLiteral("Not possible")));
        QVERIFY(!shown.find<QPushButton>("VocabularyMake").isEnabled());
        name.clear();
        QTest::keyClicks(&name, QStringLiteral("Cytoplasm"));
        QTest::keyClick(&name, Qt::Key_Return);
        QTRY_VERIFY(isListed(w, QStringLiteral("Cytoplasm")));
    }

    void aSplitOffersTheSamplesToLookAtAgain() {
        WindowWorld w;
        w.open();
        w.session->goTo(3);
        QTRY_VERIFY(w.session->probabilities(3));
        QCOMPARE(w.session->commit(), CommitResult::Committed);
        QTRY_COMPARE(w.session->unsavedCount(), 0);
        ShownDialog shown(w);
        shown.choose(3, ChangeKind::Split);
        shown.find<QLineEdit>("VocabularyNames").setText(QStringLiteral("Inner; Outer"));
        QVERIFY2(shown.preview().contains(QStringLiteral("to be looked at again: 1")), qPrintable(shown.preview()));
        shown.find<QPushButton>("VocabularyMake").click();
        QTRY_VERIFY(isListed(w, QStringLiteral("Outer")));
        QVERIFY(w.action("queue-look-again").isEnabled());
        shown.find<QPushButton>("VocabularyLookAgain").click();
        QTRY_COMPARE(w.session->order(), std::vector<int>{3});
        QVERIFY(w.action("queue-look-again").isChecked());
        QTRY_VERIFY(!w.window->findChild<VocabularyDialog*>());
        const QString reason = w.window->findChild<QLabel*>(QStringLiteral("QueueReason"))->toolTip();
        QVERIFY2(reason.endsWith(QStringLiteral(": labelled with Nucleoli fibrillar center, which was split into Inner, Outer since")), qPrintable(reason));
    }

    void aClassIsShownInTheColourThatTheReviewGivesIt() {
        WindowWorld w;
        w.open();
        w.session->goTo(3);
        QTRY_VERIFY(w.session->probabilities(3));
        QCOMPARE(w.session->commit(), CommitResult::Committed);
        const auto index = w.session->decision(3)->present.classes().front();
        VocabularyChange change{.kind = ChangeKind::Describe, .classes = {index}};
        change.description.colour = "#123456";
        std::optional<Error> error(Error(ErrorKind::Busy, {}, "not answered"));
        QTRY_COMPARE(w.session->unsavedCount(), 0);
        w.session->changeVocabulary(change, w.session.get(), [&](std::optional<Error> said) { error = std::move(said); });
        QTRY_VERIFY(!error);
        const QColor colour(QStringLiteral("#123456"));
        const auto& list = *w.window->findChild<ClassListModel*>();
        QCOMPARE(list.index(static_cast<int>(toIndex(index))).data(Qt::DecorationRole).value<QColor>(), colour);
        QVERIFY(!list.index(0).data(Qt::DecorationRole).isValid());
        const MapCategories categories = mapCategories(*w.session, PointColouring::DecidedClass, {3}, Qt::gray, Qt::black);
        QCOMPARE(categories.colours.front(), colour);
        bool isPainted = false;
        for (ClassChip* chip : w.window->findChildren<ClassChip*>())
            isPainted = isPainted || (chip->index() == index && chip->grab().toImage().pixelColor(1, chip->height() / 2) == colour);
        QVERIFY(isPainted);
    }

    void theSampleOnScreenBecomesAnExemplar() {
        WindowWorld w;
        w.open();
        w.session->goTo(2);
        ShownDialog shown(w);
        shown.choose(2, ChangeKind::Describe);
        shown.find<QPushButton>("VocabularyExemplar").click();
        shown.find<QPushButton>("VocabularyMake").click();
        QTRY_COMPARE(w.session->vocabularyState().classes[2].exemplars, std::vector<std::string>{SessionWorld::idOf(2)});
    }
};

QTEST_MAIN(TestVocabularyInWindow)
#include "test_vocabularyinwindow.moc"
