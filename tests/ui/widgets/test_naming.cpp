// How files are named, in the window: the list of schemes, writing one's own with its preview, and what is shown of it.

#include "core/files/writefile.h"
#include "core/plate/carriedreading.h"
#include "core/plate/namingcatalogue.h"
#include "core/plate/namingyaml.h"
#include "core/plate/platechoices.h"
#include "tests/ui/widgets/windowworld.h"
#include "ui/widgets/namepreviewmodel.h"
#include "ui/widgets/namingdialog.h"
#include "ui/widgets/namingeditor.h"
#include "ui/widgets/namingtext.h"

#include <QAbstractItemModelTester>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>
#include <QTest>
#include <QTimer>
#include <QToolButton>
#include <QTreeWidget>

using namespace locascope;
using namespace locascope::testing;

namespace {

const std::vector<std::string> paths{"a--gfp.png", "b--cy5.png", "thumb1.png"};

NamingRules rules() {
    NamingRules made;
    made.key = "mine";
    made.name = "Ours";
    made.files = {"(?<sample>.+)--(?<stain>\\w+)"};
    made.ignored = {"thumb.*"};
    made.stains = {{"gfp", Stain::Protein}};
    return made;
}

QPushButton* button(const QDialog& dialog, const QString& text) {
    for (QPushButton* one : dialog.findChildren<QPushButton*>())
        if (one->text().remove(u'&') == text)
            return one;
    return nullptr;
}

/// What the dialog says in a line that begins with ⚠.
QString saidFault(const QDialog& dialog) {
    for (const QLabel* label : dialog.findChildren<QLabel*>())
        if (label->text().startsWith(QStringLiteral("⚠")))
            return label->text();
    return {};
}

bool says(const QDialog& dialog, const QString& text) {
    for (const QLabel* label : dialog.findChildren<QLabel*>())
        if (label->text().contains(text))
            return true;
    return false;
}

/// Answers as the thread would.
void answerAtOnce(NamingEditor& editor, int& asked) {
    QObject::connect(&editor, &NamingEditor::rulesChanged, &editor, [&editor, &asked](const NamingRules& written) {
        ++asked;
        editor.showTrial(std::make_shared<const NamingTrial>(tryNaming(written, paths, "root")));
    });
}

QPlainTextEdit* expressions(const QDialog& dialog) { return dialog.findChildren<QPlainTextEdit*>().first(); }
QLineEdit* nameField(const QDialog& dialog) { return dialog.findChildren<QLineEdit*>().first(); }

/// The dialog, once it has looked at the names.
NamingDialog* openNaming(WindowWorld& w) {
    w.action("file-names").trigger();
    NamingDialog* dialog = nullptr;
    [&] { QTRY_VERIFY((dialog = w.window->findChild<NamingDialog*>()) && dialog->overview()); }();
    return dialog;
}

QTreeWidgetItem* rowOf(const NamingDialog& dialog, const QString& name) {
    const auto found = dialog.findChild<QTreeWidget*>()->findItems(name, Qt::MatchStartsWith);
    return found.isEmpty() ? nullptr : found.first();
}

} // namespace

class TestNamingInWindow : public QObject {
    Q_OBJECT
private slots:
    void thePreviewShowsWhatEachPartMeans() {
        NamePreviewModel model(paths);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setTrial(std::make_shared<const NamingTrial>(tryNaming(rules(), paths, "root")));
        const auto text = [&](int row, int column) { return model.index(row, column).data().toString(); };
        QCOMPARE(text(0, NamePreviewModel::File), QStringLiteral("a--gfp.png"));
        QCOMPARE(text(0, NamePreviewModel::SampleId), QStringLiteral("a"));
        QCOMPARE(text(0, NamePreviewModel::StainOrChannel), QStringLiteral("Protein"));
        QCOMPARE(text(1, NamePreviewModel::SampleId), QStringLiteral("⚠ not understood"));
        QVERIFY(model.index(1, 0).data(Qt::ForegroundRole).isValid());
        QVERIFY(!model.index(0, 0).data(Qt::ForegroundRole).isValid());
        QCOMPARE(text(2, NamePreviewModel::SampleId), QStringLiteral("no sample: left out"));
        model.setTrial(nullptr);
        QCOMPARE(text(0, NamePreviewModel::SampleId), QString());
        QCOMPARE(shownName("a\nb\xff"), QStringLiteral("a\uFFFDb\uFFFD"));
    }

    void fieldsHoldRulesWithoutLoss() {
        const ExpressionLines found = expressionsIn(QStringLiteral("a b \n\n  \nc"));
        QCOMPARE(found.expressions, (std::vector<std::string>{"a b ", "c"}));
        QCOMPARE(found.lines, (std::vector<int>{1, 4}));
        PerStain<QString> words;
        words[Stain::Nucleus] = QStringLiteral("DAPI, hoechst 33342,");
        words[Stain::Protein] = QStringLiteral("gfp");
        const StainTable table = stainTable(words);
        QCOMPARE(table.stains, (std::map<std::string, Stain>{{"dapi", Stain::Nucleus}, {"hoechst 33342", Stain::Nucleus}, {"gfp", Stain::Protein}}));
        QCOMPARE(table.twice, std::string());
        words[Stain::Reticulum] = QStringLiteral("GFP");
        QCOMPARE(stainTable(words).twice, std::string("gfp"));
        for (const NamingScheme& shipped : shippedNamingSchemes())
            QVERIFY(isWritable(shipped.rules()));
        NamingRules odd = rules();
        odd.files.push_back("(?x)\n(?<sample>a)(?<channel>b)");
        QVERIFY(!isWritable(odd));
        odd = rules();
        odd.stains[" a"] = Stain::Nucleus;
        QVERIFY(!isWritable(odd));
        QCOMPARE(suggestedKey(QStringLiteral(" Vårt  Mikroskop (3) ")), std::string("vart-mikroskop-3"));
    }

    void whatIsWrongIsSaidUnderItsField() {
        NamingEditor editor(rules(), {{"taken"}, paths, 3});
        int asked = 0;
        answerAtOnce(editor, asked);
        editor.show();
        QPushButton* save = button(editor, QStringLiteral("Save"));
        QVERIFY(save && !save->isEnabled()); // not tried yet
        QTRY_VERIFY(save->isEnabled());
        QVERIFY(says(editor, QStringLiteral("2 of 3 files are understood")));
        expressions(editor)->setPlainText(QStringLiteral("\n(?<sample>.+)--(?<stain>\\w+)\n(?<sample>.+"));
        QVERIFY(!save->isEnabled());
        QTRY_VERIFY2(saidFault(editor).contains(QStringLiteral("Line 3, position ")), qPrintable(saidFault(editor)));
        QVERIFY(!save->isEnabled());
        QVERIFY(says(editor, QStringLiteral("2 of 3 files are understood"))); // by the other one
        expressions(editor)->setPlainText(QStringLiteral("(?<sample>.+)--(?<channel>\\w+)"));
        QTRY_VERIFY(says(editor, QStringLiteral("3 of 3 files are understood")));
        QVERIFY(save->isEnabled());
        auto* key = editor.findChildren<QLineEdit*>().at(1);
        key->setText(QStringLiteral("taken"));
        QVERIFY(saidFault(editor).contains(QStringLiteral("Another scheme has this key")));
        QTRY_VERIFY(editor.rules().key == "taken" && !save->isEnabled());
        key->setText(QStringLiteral("mine"));
        const int before = asked;
        for (int i = 0; i < 5; ++i)
            expressions(editor)->insertPlainText(QStringLiteral("x"));
        QTRY_VERIFY(asked > before);
        QVERIFY(asked < before + 5); // keys that follow one another are tried once
    }

    void aSavedSchemeHasAnExample() {
        NamingEditor editor(rules(), {{}, paths, 3});
        int asked = 0;
        answerAtOnce(editor, asked);
        NamingRules saved;
        connect(&editor, &NamingEditor::saveRequested, &editor, [&](const NamingRules& written) { saved = written; });
        QTRY_VERIFY(button(editor, QStringLiteral("Save"))->isEnabled());
        button(editor, QStringLiteral("Save"))->click();
        QCOMPARE(saved.example, std::string("a--gfp.png"));
        QVERIFY(says(editor, QStringLiteral("2 of 3")));
    }

    void theWindowShowsTheSchemeAndOpensThePlateByAnother() {
        WindowWorld w(std::vector<std::string>{"A01_1", "A01_2", "B02_1"});
        w.open();
        auto* shown = w.window->findChild<QToolButton*>(QStringLiteral("scheme"));
        QVERIFY(shown && shown->isVisible());
        QVERIFY2(shown->toolTip().contains(QStringLiteral("“Well and site, or a folder a well”, which was recognised")), qPrintable(shown->toolTip()));
        NamingDialog* dialog = openNaming(w);
        QCOMPARE(dialog->chosen(), std::string());
        auto* list = dialog->findChild<QTreeWidget*>();
        QCOMPARE(list->topLevelItemCount(), int(shippedNamingSchemes().size()) + 1);
        QCOMPARE(list->topLevelItem(0)->text(0), QStringLiteral("Recognise by itself: Well and site, or a folder a well"));
        QCOMPARE(list->topLevelItem(0)->text(2), QStringLiteral("in use"));
        QCOMPARE(rowOf(*dialog, QStringLiteral("Well and site"))->text(1), QStringLiteral("12"));
        QCOMPARE(rowOf(*dialog, QStringLiteral("Well and site"))->text(2), QStringLiteral("recognised"));
        QPushButton* use = button(*dialog, QStringLiteral("Use this"));
        list->setCurrentItem(rowOf(*dialog, QStringLiteral("GE and Cytiva")));
        QVERIFY(!use->isEnabled()); // takes none of the files
        QVERIFY(!button(*dialog, QStringLiteral("Edit…"))->isEnabled()); // not the user's
        list->setCurrentItem(rowOf(*dialog, QStringLiteral("Any id")));
        QVERIFY(use->isEnabled());
        use->click();
        QTRY_COMPARE_WITH_TIMEOUT(w.session->plate().scheme, std::string("other"), 30000);
        QVERIFY(shown->toolTip().contains(QStringLiteral("which was chosen")));
        QTRY_VERIFY(!w.window->findChild<NamingDialog*>());
        dialog = openNaming(w);
        QCOMPARE(dialog->chosen(), std::string("other"));
        dialog->choose({});
        button(*dialog, QStringLiteral("Use this"))->click();
        QTRY_COMPARE_WITH_TIMEOUT(w.session->plate().scheme, std::string("well"), 30000);
        QVERIFY(rememberedChoices(w.world.options.dataDirectory, w.session->plate().root) == PlateChoices());
    }

    void aSchemeOfOnesOwnIsWrittenTriedAndUsed() {
        WindowWorld w;
        w.open();
        const std::filesystem::path strange = w.world.folder / "strange";
        makeDirectory(strange);
        for (const char* name : {"f1--gfp.png", "f2--gfp.png", "map.png"})
            writeFile(strange / name, encodeGreyPng(filledPlane(8, 8, 8, [](int, int) { return 77; })));
        w.session->openPlate(strange);
        QTRY_COMPARE(w.session->directory(), std::filesystem::canonical(strange));
        QTRY_VERIFY(w.action("file-names").isEnabled());
        NamingDialog* dialog = openNaming(w);
        QVERIFY(!button(*dialog, QStringLiteral("Use this"))->isEnabled()); // none takes any
        button(*dialog, QStringLiteral("New…"))->click();
        auto* editor = dialog->findChild<NamingEditor*>();
        QVERIFY(editor);
        QTRY_VERIFY(says(*editor, QStringLiteral("0 of 3 files are understood")));
        QVERIFY(!button(*editor, QStringLiteral("Save"))->isEnabled());
        QTest::keyClicks(nameField(*editor), QStringLiteral("Our scope"));
        QCOMPARE(editor->rules().key, std::string("our-scope"));
        expressions(*editor)->setPlainText(QStringLiteral("(?<sample>.+)--(?<stain>\\w+)"));
        for (QLineEdit* field : editor->findChildren<QLineEdit*>())
            if (field->accessibleName() == QStringLiteral("Words for Protein"))
                field->setText(QStringLiteral("GFP"));
        QTRY_VERIFY(says(*editor, QStringLiteral("2 of 3 files are understood")));
        QTRY_VERIFY(button(*editor, QStringLiteral("Save"))->isEnabled());
        button(*editor, QStringLiteral("Save"))->click();
        QTRY_VERIFY(!dialog->findChild<NamingEditor*>());
        QTRY_COMPARE(dialog->chosen(), std::string("our-scope"));
        QTRY_VERIFY(button(*dialog, QStringLiteral("Edit…"))->isEnabled());
        const NamingCatalogue catalogue = namingCatalogue(w.world.options.dataDirectory);
        const NamingScheme* saved = schemeOfKey(catalogue.schemes, "our-scope");
        QVERIFY(saved && saved->rules().example == "f1--gfp.png");
        QCOMPARE(rowOf(*dialog, QStringLiteral("Our scope"))->text(2), QStringLiteral("recognised · yours"));
        button(*dialog, QStringLiteral("Use this"))->click();
        QTRY_COMPARE(shownValue(*w.session), 77);
        QCOMPARE(w.session->plate().schemeName, std::string("Our scope"));
    }

    void theSchemeInUseIsNotUsedAgainUnlessItWasRewritten() {
        WindowWorld w(std::vector<std::string>{"A01_1", "A01_2"});
        w.open();
        DisplaySettings display = w.session->display();
        display.stains[Stain::Protein].window = {3, 77, 1};
        w.session->setDisplay(display);
        NamingDialog* dialog = openNaming(w);
        QPushButton* use = button(*dialog, QStringLiteral("Use this"));
        QVERIFY(!use->isEnabled() && !use->toolTip().isEmpty());
        QTest::keyClick(dialog->findChild<QTreeWidget*>(), Qt::Key_Return);
        QVERIFY(dialog->isVisible());
        w.session->chooseScheme({});
        QCOMPARE(w.session->contrastState(), ContrastState::Manual);
        dialog->choose("well"); // to choose it is another thing than to recognise it
        QVERIFY(use->isEnabled());
        button(*dialog, QStringLiteral("Duplicate…"))->click();
        auto* editor = dialog->findChild<NamingEditor*>();
        QTRY_VERIFY(button(*editor, QStringLiteral("Save"))->isEnabled());
        button(*editor, QStringLiteral("Save"))->click();
        QTRY_VERIFY(!dialog->findChild<NamingEditor*>());
        QTRY_VERIFY(use->isEnabled());
        QCOMPARE(dialog->chosen(), std::string("well-2"));
        use->click();
        QTRY_COMPARE(w.session->plate().scheme, std::string("well-2"));
        QTRY_VERIFY(!w.window->findChild<NamingDialog*>());
        QTRY_VERIFY(w.session->isIndexComplete());
        dialog = openNaming(w);
        use = button(*dialog, QStringLiteral("Use this"));
        QVERIFY(!use->isEnabled());
        QTRY_VERIFY(button(*dialog, QStringLiteral("Edit…"))->isEnabled());
        button(*dialog, QStringLiteral("Edit…"))->click();
        editor = dialog->findChild<NamingEditor*>();
        nameField(*editor)->setText(QStringLiteral("Rewritten"));
        QTRY_VERIFY(button(*editor, QStringLiteral("Save"))->isEnabled());
        button(*editor, QStringLiteral("Save"))->click();
        QTRY_VERIFY(!dialog->findChild<NamingEditor*>());
        QTRY_VERIFY(use->isEnabled());
        use->click();
        QTRY_COMPARE(w.session->plate().schemeName, std::string("Rewritten"));
    }

    void onesOwnSchemesAreCopiedAndDeleted() {
        WindowWorld w(std::vector<std::string>{"A01_1", "A01_2"});
        w.open();
        NamingDialog* dialog = openNaming(w);
        dialog->choose("well");
        button(*dialog, QStringLiteral("Duplicate…"))->click();
        auto* editor = dialog->findChild<NamingEditor*>();
        QVERIFY(editor);
        QTRY_VERIFY(button(*editor, QStringLiteral("Save"))->isEnabled());
        button(*editor, QStringLiteral("Save"))->click();
        QTRY_COMPARE(dialog->chosen(), std::string("well-2"));
        QTRY_VERIFY(button(*dialog, QStringLiteral("Delete"))->isEnabled());
        QTimer answer;
        answer.setInterval(20);
        connect(&answer, &QTimer::timeout, &answer, [] {
            if (auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget()))
                for (QAbstractButton* one : box->buttons())
                    if (box->buttonRole(one) == QMessageBox::DestructiveRole)
                        one->click();
        });
        answer.start();
        button(*dialog, QStringLiteral("Delete"))->click();
        QTRY_VERIFY(namingCatalogue(w.world.options.dataDirectory).files.empty());
        QTRY_COMPARE(dialog->findChild<QTreeWidget*>()->topLevelItemCount(), int(shippedNamingSchemes().size()) + 1);
        dialog->reject();
    }
    void whatAFolderCarriesIsReadByAndCannotBeChangedThere() {
        WindowWorld w(std::vector<std::string>{"A01_1", "A01_2"});
        NamingRules carried = rules();
        saveUserScheme(w.world.options.dataDirectory, carried); // of the same key, and another one
        carried.name = "Theirs";
        carried.files = {"(?<sample>A\\d+_\\d)_(?<stain>[a-z]+)"};
        carried.stains = {{"blue", Stain::Nucleus}, {"green", Stain::Protein}, {"red", Stain::Microtubules}, {"yellow", Stain::Reticulum}};
        writeFile(w.world.plateDirectory / carriedSchemeFile, formatNamingRules(carried));
        writeChoices(w.world.plateDirectory / carriedChoicesFile, {carried.key, {}, {}});
        w.open();
        QCOMPARE(w.session->plate().schemeName, carried.name);
        NamingDialog* dialog = openNaming(w);
        dialog->choose(carried.key);
        QCOMPARE(dialog->chosen(), carried.key);
        for (const char* change : {"Edit…", "Delete"})
            QVERIFY2(!button(*dialog, QString::fromUtf8(change))->isEnabled(), change);
        dialog->reject();
    }
};

QTEST_MAIN(TestNamingInWindow)
#include "test_naming.moc"
