// What a plate does not say by itself: the sheet in the window (its dialog, the filter by a value, the strip of siblings), and the dialog that asks for channels.

#include "tests/ui/widgets/windowworld.h"
#include "ui/widgets/channeldialog.h"
#include "ui/widgets/filterbar.h"
#include "ui/widgets/sheetdialog.h"
#include "ui/widgets/siblingstrip.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QtTest>

using namespace locascope;
using namespace locascope::testing;

namespace {

constexpr const char* sheetText = "Id,antibody,cell line\ns00,HPA1,U-2 OS\ns01,HPA1,A-431\ns02,HPA2,U-2 OS\n";

/// Chooses the sheet in the dialog that reading it opens.
void attach(WindowWorld& w) {
    const std::filesystem::path file = w.world.folder / "sheet.csv";
    writeFile(file, sheetText);
    w.session->readSheet(file);
    SheetDialog* dialog = nullptr;
    QTRY_VERIFY((dialog = w.window->findChild<SheetDialog*>()));
    QVERIFY(dialog->mapping().key == SheetKey::Sample);
    QCOMPARE(dialog->mapping().column(SheetRole::Antibody), std::string("antibody"));
    dialog->accept();
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

    void aStainIsOneChannel() {
        const std::vector<Channel> channels{{"ch1", "Alexa 488", {}, Channel::Source::Nobody}, {"ch5", "DAPI", Stain::Nucleus, Channel::Source::Guess}};
        ChannelDialog dialog(channels);
        QCOMPARE(dialog.stains(), (ChannelStains{{"ch5", Stain::Nucleus}}));
        auto* first = dialog.findChildren<QComboBox*>().first();
        auto* use = dialog.findChild<QDialogButtonBox*>()->buttons().last();
        for (QAbstractButton* button : dialog.findChild<QDialogButtonBox*>()->buttons())
            if (dialog.findChild<QDialogButtonBox*>()->buttonRole(button) == QDialogButtonBox::AcceptRole)
                use = button;
        QVERIFY(use->isEnabled());
        first->setCurrentIndex(first->findData(int(Stain::Nucleus)));
        QVERIFY(!use->isEnabled());
        first->setCurrentIndex(first->findData(int(Stain::Protein)));
        QVERIFY(use->isEnabled());
        QCOMPARE(dialog.stains(), (ChannelStains{{"ch1", Stain::Protein}, {"ch5", Stain::Nucleus}}));
    }

    void theDialogSaysWhatFits() {
        const SheetTable table = parseSheet("x,y\na,1\nq,2\n", "s.csv");
        Plate plate;
        for (const char* id : {"a", "b"}) {
            Sample& sample = plate.samples.emplace_back();
            sample.id = sample.shortId = id;
        }
        SheetDialog dialog(plate, std::make_shared<const SheetTable>(table), {});
        auto* attachButton = dialog.findChild<QDialogButtonBox*>()->buttons().last();
        for (QAbstractButton* button : dialog.findChild<QDialogButtonBox*>()->buttons())
            if (dialog.findChild<QDialogButtonBox*>()->buttonRole(button) == QDialogButtonBox::AcceptRole)
                attachButton = button;
        QVERIFY(!attachButton->isEnabled());
        QComboBox* key = nullptr;
        for (QComboBox* box : dialog.findChildren<QComboBox*>())
            if (box->itemData(0).toInt() == -1 && box->itemText(0) == QStringLiteral("(choose)"))
                key = box;
        QVERIFY(key);
        key->setCurrentIndex(key->findText(QStringLiteral("x")));
        emit key->activated(key->currentIndex());
        QVERIFY(attachButton->isEnabled());
        QCOMPARE(dialog.mapping().keyColumn, std::string("x"));
    }
};

QTEST_MAIN(TestSheetInWindow)
#include "test_sheet.moc"
