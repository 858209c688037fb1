// What a plate does not say by itself: the sheet in the window (its dialog, the filter by a value, the strip of siblings), and the dialog that asks for channels.

#include "tests/ui/widgets/windowworld.h"
#include "ui/widgets/channeldialog.h"
#include "ui/widgets/decisiontext.h"
#include "ui/widgets/filterbar.h"
#include "ui/widgets/sheetdialog.h"
#include "ui/widgets/siblingstrip.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace locascope;
using namespace locascope::testing;

namespace {

constexpr const char* sheetText = "Id,antibody,cell line\ns00,HPA1,U-2 OS\ns01,HPA1,A-431\ns02,HPA2,U-2 OS\n";

QAbstractButton* acceptButton(const QDialog& dialog) {
    const auto* box = dialog.findChild<QDialogButtonBox*>();
    for (QAbstractButton* button : box->buttons())
        if (box->buttonRole(button) == QDialogButtonBox::AcceptRole)
            return button;
    return nullptr;
}

/// Chooses the sheet in the dialog that reading it opens.
void attach(WindowWorld& w) {
    const std::filesystem::path file = w.world.folder / "sheet.csv";
    writeFile(file, sheetText);
    w.session->readSheet(file);
    SheetDialog* dialog = nullptr;
    QTRY_VERIFY((dialog = w.window->findChild<SheetDialog*>()));
    QVERIFY(dialog->mapping().key == SheetKey::Sample);
    QCOMPARE(dialog->mapping().column(SheetRole::Antibody), std::string("antibody"));
    QTRY_VERIFY(acceptButton(*dialog)->isEnabled()); // the plate has said that it fits
    acceptButton(*dialog)->click();
    QTRY_VERIFY(w.session->sheet());
}

QComboBox* boxWith(WindowWorld& w, const QString& entry) {
    for (QComboBox* box : w.window->findChild<FilterBar*>()->findChildren<QComboBox*>())
        if (box->findText(entry) >= 0)
            return box;
    return nullptr;
}

} // namespace

class TestSheetInWindow : public QObject {
    Q_OBJECT
private slots:
    void aValueOfTheSheetFilters() {
        WindowWorld w;
        w.open();
        attach(w);
        QComboBox* box = boxWith(w, QStringLiteral("cell line: U-2 OS"));
        QVERIFY(box && box->isVisible());
        box->setCurrentIndex(box->findText(QStringLiteral("cell line: U-2 OS")));
        emit box->activated(box->currentIndex());
        QCOMPARE(w.session->order(), (std::vector<int>{0, 2}));
        w.session->setFilter({});
        QCOMPARE(box->currentIndex(), 0);
    }

    void siblingsShowBelowTheFieldAndLeadThere() {
        WindowWorld w;
        w.open();
        auto* strip = w.window->findChild<SiblingStrip*>();
        QVERIFY(strip && !strip->isVisible()); // without wells and sheet nothing is known
        attach(w);
        QTRY_VERIFY(strip->isVisible());
        QCOMPARE(strip->shown(), QVector<int>{1});
        strip->findChild<QAbstractButton*>()->click();
        QCOMPARE(w.session->current(), 1);
        QCOMPARE(strip->shown(), QVector<int>{0});
        w.session->goTo(2);
        QVERIFY(!strip->isVisible());
    }

    void theQuestionSaysWhoAnsweredBefore() {
        const auto text = [](Channel::Source source) {
            return ChannelDialog({{"ch1", "", Stain::Protein, source}}).findChildren<QLabel*>().first()->text();
        };
        QVERIFY(text(Channel::Source::Nobody).contains(u"do not tell"));
        QVERIFY(text(Channel::Source::Guess).contains(u"do not tell"));
        QVERIFY(text(Channel::Source::Scheme).contains(u"names of this plate say"));
        QVERIFY(text(Channel::Source::User).contains(u"before"));
    }

    void aStainIsOneChannel() {
        const std::vector<Channel> channels{{"ch1", "Alexa 488", {}, Channel::Source::Nobody}, {"ch5", "DAPI", Stain::Nucleus, Channel::Source::Guess}};
        ChannelDialog dialog(channels);
        QCOMPARE(dialog.stains(), (ChannelStains{{"ch5", Stain::Nucleus}}));
        auto* first = dialog.findChildren<QComboBox*>().first();
        const auto* use = acceptButton(dialog);
        QVERIFY(use->isEnabled());
        first->setCurrentIndex(first->findData(int(Stain::Nucleus)));
        QVERIFY(!use->isEnabled());
        first->setCurrentIndex(first->findData(int(Stain::Protein)));
        QVERIFY(use->isEnabled());
        QCOMPARE(dialog.stains(), (ChannelStains{{"ch1", Stain::Protein}, {"ch5", Stain::Nucleus}}));
    }

    void theDialogAsksForAFitAndShowsTheLastAnswerAlone() {
        const auto file = std::make_shared<const SheetFile>(SheetFile{"s.csv", "x,y\na,1\nq,2\n", parseSheet("x,y\na,1\nq,2\n", "s.csv")});
        SheetDialog dialog(file, {});
        QSignalSpy asked(&dialog, &SheetDialog::mappingChanged);
        QVERIFY(!acceptButton(dialog)->isEnabled());
        QComboBox* key = nullptr;
        for (QComboBox* box : dialog.findChildren<QComboBox*>())
            if (box->itemText(0) == QStringLiteral("(choose)"))
                key = box;
        QVERIFY(key);
        key->setCurrentIndex(key->findText(QStringLiteral("x")));
        emit key->activated(key->currentIndex());
        QCOMPARE(asked.count(), 1);
        QVERIFY(!acceptButton(dialog)->isEnabled());
        SheetMapping other = dialog.mapping();
        other.keyColumn = "y";
        dialog.showFit(other, {.samples = 2, .samplesWithRow = 2, .rows = 2, .unusedRows = 0, .fault = {}});
        QVERIFY(!acceptButton(dialog)->isEnabled());
        dialog.showFit(dialog.mapping(), {.samples = 2, .samplesWithRow = 1, .rows = 2, .unusedRows = 1, .fault = {}});
        QVERIFY(acceptButton(dialog)->isEnabled());
        emit key->activated(key->currentIndex()); // asked again
        QVERIFY(!acceptButton(dialog)->isEnabled());
        const SheetMapping inQuestion = dialog.mapping();
        dialog.findChild<QListWidget*>()->item(1)->setCheckState(Qt::Checked); // before the answer comes
        QVERIFY(dialog.mapping() != inQuestion);
        dialog.showFit(inQuestion, {.samples = 2, .samplesWithRow = 1, .rows = 2, .unusedRows = 1, .fault = {}});
        QVERIFY(acceptButton(dialog)->isEnabled());
        dialog.showFit(dialog.mapping(), {.samples = 2, .samplesWithRow = 0, .rows = 2, .unusedRows = 0, .fault = QStringLiteral("says two things")});
        QVERIFY(!acceptButton(dialog)->isEnabled());
    }

    void whatWasInheritedIsMarkedAndNotYetReviewed() {
        Decision inherited;
        inherited.present = LabelSet{toClass(0)};
        QCOMPARE(decisionSummary(inherited, humanProteinAtlasVocabulary()), QStringLiteral("Nucleoplasm"));
        inherited.inherited = true;
        QCOMPARE(decisionSummary(inherited, humanProteinAtlasVocabulary()), QStringLiteral("inherited: Nucleoplasm"));
    }
};

QTEST_MAIN(TestSheetInWindow)
#include "test_sheet.moc"
