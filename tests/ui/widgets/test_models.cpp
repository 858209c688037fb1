// The page of models, what is asked of weights without a card, and the menu of vocabularies.

#include "core/model/modellibrary.h"
#include "core/plate/vocabularies.h"
#include "tests/ui/models/fakeprogram.h"
#include "tests/ui/widgets/windowworld.h"
#include "ui/widgets/modelcarddialog.h"
#include "ui/widgets/modelsdialog.h"
#include "ui/widgets/modeltablemodel.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QComboBox>
#include <QDropEvent>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QSpinBox>
#include <QTableView>
#include <QTextBrowser>

using namespace locascope;
using namespace locascope::testing;

namespace {

ModelCard named(const std::string& name, char digit = 'a') {
    ModelCard card;
    card.name = name;
    card.authors = {"Ann <b>", "Bo"};
    card.licence = "MIT";
    card.modelDigest = std::string(64, digit);
    card.vocabularyId = "hpa-28";
    const Vocabulary vocabulary = humanProteinAtlasVocabulary();
    for (const LabelClass& one : vocabulary.classes())
        card.classes.push_back(one.name);
    card.thresholds.assign(28, 0.5);
    return card;
}

ListedModel row(const std::string& name, double macroF1 = -1, std::uintmax_t bytes = 0) {
    ListedModel model;
    model.cardFile = "/models/" + name + ".yaml";
    model.weightsFile = "/models/" + name + ".pt";
    model.card = named(name);
    if (macroF1 >= 0)
        model.card->scores["macro_f1"] = macroF1;
    model.bytes = bytes;
    return model;
}

QStringList namesIn(const ModelTableModel& model) {
    QStringList names;
    for (int one = 0; one < model.rowCount(); ++one)
        names.append(model.index(one, ModelTableModel::Name).data().toString());
    return names;
}

/// What a child says of weights that take four channels of 32 × 32 and give 19 numbers.
const std::string nineteen = "if [[ \"$*\" == *--shape* ]]; then cat > /dev/null; echo 'ok 4 32 19'; exit; fi\n"
                             "if [[ \"$*\" == *--image=* ]]; then cat > \"$(dirname \"$0\")/tried.yaml\"; echo \"ok 0.1 0.9 $(printf '0.01 %.0s' {1..17})\"; exit; fi\n"
                             "echo \"$@\" > \"$(dirname \"$0\")/asked\"\n";

/// The window with two models in the library, over a program that does as it is told.
class ModelsWorld final {
public:
    explicit ModelsWorld(const std::string& text = importsWell) {
        models = modelsDirectory(w.world.options.dataDirectory);
        makeDirectory(models);
        add("first", named("First"));
        add("second", named("Second", 'b'));
        w.world.options.program = fakeProgram(w.world.folder.path(), text);
        writeFile(w.world.folder / "card.yaml", formatModelCard(named("Brought", 'c')));
        w.open();
    }
    void add(const std::string& name, const ModelCard& card) const {
        writeFile(models / (name + ".pt"), "weights");
        writeFile(models / (name + ".yaml"), formatModelCard(card));
    }
    void openPage(int rows = 3) { // and the bundled one
        w.press(Qt::Key_L, Qt::ControlModifier);
        page = w.window->findChild<ModelsDialog*>();
        QVERIFY(page);
        QTRY_COMPARE(page->model().rowCount(), rows);
        table = page->findChild<QTableView*>();
    }
    QPushButton* button(const QString& text) const {
        for (QPushButton* one : page->findChildren<QPushButton*>())
            if (one->text() == text)
                return one;
        return nullptr;
    }
    bool says(const QString& text) const {
        for (const QLabel* one : page->findChildren<QLabel*>())
            if (one->isVisible() && one->text().contains(text))
                return true;
        return false;
    }
    std::filesystem::path file(const std::string& name) const {
        const std::filesystem::path made = w.world.folder / name;
        writeFile(made, "PK weights");
        return made;
    }

    WindowWorld w;
    std::filesystem::path models;
    ModelsDialog* page = nullptr;
    QTableView* table = nullptr;
};

} // namespace

class TestModels final : public QObject {
    Q_OBJECT
private slots:
    void theTableKeepsItsPromises() {
        ModelTableModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        ListedModel broken;
        broken.cardFile = "/models/broken.yaml";
        broken.problem = Error(ErrorKind::Invalid, broken.cardFile, "line 1: is not valid YAML");
        model.setModels({row("m2", 0.5, 10), row("m10", 0.7), broken, row("m1", -1, 2000)});
        for (int column = 0; column < ModelTableModel::columns; ++column)
            for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder})
                model.sort(column, order);
        model.sort(ModelTableModel::Name);
        QCOMPARE(namesIn(model), (QStringList{QStringLiteral("broken.yaml"), QStringLiteral("m1"), QStringLiteral("m2"), QStringLiteral("m10")}));
        model.sort(ModelTableModel::MacroF1, Qt::DescendingOrder);
        QCOMPARE(namesIn(model).mid(0, 2), (QStringList{QStringLiteral("m10"), QStringLiteral("m2")})); // those without a figure last
        model.sort(ModelTableModel::MacroF1);
        QCOMPARE(namesIn(model).mid(0, 2), (QStringList{QStringLiteral("m2"), QStringLiteral("m10")}));
        model.setInUse("/models/m2.yaml");
        QVERIFY(model.isInUse(0) && namesIn(model)[0].startsWith(QStringLiteral("✓")));
        model.setFilter(QStringLiteral("MIT m1"));
        QCOMPARE(model.rowCount(), 2); // m1, m10
        model.setFilter(QStringLiteral("nothing"));
        QCOMPARE(model.rowCount(), 0);
    }

    void aBrokenCardIsARowWithItsProblem() {
        ModelTableModel model;
        ListedModel broken;
        broken.cardFile = "/models/broken.yaml";
        broken.problem = Error(ErrorKind::Invalid, broken.cardFile, "line 1: is not valid YAML");
        model.setModels({broken});
        QCOMPARE(model.index(0, ModelTableModel::Checked).data().toString(), QStringLiteral("not valid"));
        QVERIFY(model.index(0, 0).data(Qt::ToolTipRole).toString().contains(QStringLiteral("line 1: is not valid YAML")));
    }

    void theDigestIsShortAndWholeOnDemand() {
        ModelTableModel model;
        model.setModels({row("m")});
        QCOMPARE(model.index(0, ModelTableModel::Digest).data().toString(), QString(12, u'a'));
        QCOMPARE(model.index(0, ModelTableModel::Digest).data(Qt::ToolTipRole).toString(), QString(64, u'a'));
    }

    void aModelIsFoundAndUsedByKeysAlone() {
        ModelsWorld m;
        m.openPage();
        QTest::keyClicks(m.table, QStringLiteral("seco"));
        auto* find = m.page->findChild<QLineEdit*>();
        QCOMPARE(find->text(), QStringLiteral("seco"));
        QCOMPARE(m.page->model().rowCount(), 1);
        QVERIFY(m.page->findChild<QTextBrowser*>()->toPlainText().contains(QStringLiteral("Ann <b>, Bo")));
        QTest::keyClick(find, Qt::Key_Return);
        QTRY_VERIFY(m.w.session->modelInUse() == m.models / "second.yaml");
        QTRY_VERIFY(m.page->model().isInUse(0));
        QVERIFY(!m.button(QStringLiteral("&Use this model"))->isEnabled());
        QVERIFY(m.page->isVisible());
    }

    void ctrlCCopiesTheWholeDigest() {
        ModelsWorld m;
        m.openPage();
        m.page->select(m.models / "second.yaml");
        m.table->setFocus();
        QTest::keyClick(m.table, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text(), QString(64, u'b'));
    }

    void removingAsksAndNamesTheFiles() {
        ModelsWorld m;
        m.openPage();
        m.page->select(m.models / "first.yaml");
        QTest::keyClick(m.table, Qt::Key_Delete);
        auto* box = m.page->findChild<QMessageBox*>();
        QVERIFY(box && box->informativeText().contains(QStringLiteral("first.yaml")) && box->informativeText().contains(QStringLiteral("first.pt")));
        QTest::keyClick(box, Qt::Key_Return); // Cancel is what Enter means
        QTRY_VERIFY(!m.page->findChild<QMessageBox*>());
        QVERIFY(std::filesystem::exists(m.models / "first.pt"));
        m.button(QStringLiteral("&Remove…"))->click();
        m.page->findChild<QMessageBox*>()->findChild<QPushButton*>(QStringLiteral("delete"))->click();
        QTRY_COMPARE(m.page->model().rowCount(), 2);
        QVERIFY(!std::filesystem::exists(m.models / "first.pt") && !std::filesystem::exists(m.models / "first.yaml") && std::filesystem::exists(m.models / "second.pt"));
    }

    void neitherTheBundledOneNorTheOneInUseCanBeRemoved() {
        ModelsWorld m;
        m.openPage();
        for (int one = 0; one < 3; ++one)
            if (m.page->model().modelAt(one).isBundled)
                m.page->select(m.page->model().modelAt(one).cardFile);
        QVERIFY(!m.button(QStringLiteral("&Remove…"))->isEnabled());
        m.page->select(m.models / "first.yaml");
        QVERIFY(m.button(QStringLiteral("&Remove…"))->isEnabled());
        m.button(QStringLiteral("&Use this model"))->click();
        QTRY_VERIFY(m.w.session->modelInUse() == m.models / "first.yaml");
        QTRY_VERIFY(!m.button(QStringLiteral("&Remove…"))->isEnabled());
    }

    void anImportedModelIsListedAndChosen() {
        ModelsWorld m;
        m.openPage();
        emit m.page->importRequested({QString::fromStdString(m.file("brought.onnx").string())});
        QTRY_COMPARE(m.page->model().rowCount(), 4);
        QCOMPARE(m.page->current(), QString::fromStdString((m.models / "brought.yaml").string()));
        QVERIFY(m.says(QStringLiteral("brought is among your models now.")));
    }

    void whatCannotBeImportedIsNamedAndTheModelStays() {
        ModelsWorld m("echo \"locascope: model: $file: is no model; fetch it again.\" >&2; exit 1");
        const auto before = m.w.session->modelInUse();
        m.openPage();
        const QString file = QString::fromStdString(m.file("bad.onnx").string());
        emit m.page->importRequested({file, QString::fromStdString(m.file("worse.onnx").string())});
        QTRY_VERIFY(m.says(QStringLiteral("worse.onnx was not imported: is no model; fetch it again.")));
        QVERIFY(m.says(file + QStringLiteral(" was not imported")));
        QVERIFY(m.page->model().rowCount() == 3 && m.w.session->modelInUse() == before && m.w.session->modelState() == ModelState::Ready);
    }

    void anImportCanBeCancelled() {
        ModelsWorld m("touch \"$(dirname \"$0\")/runs\"; exec sleep 100");
        m.openPage();
        emit m.page->importRequested({QString::fromStdString(m.file("slow.onnx").string())});
        QTRY_VERIFY(std::filesystem::exists(m.w.world.folder / "runs"));
        QVERIFY(m.button(QStringLiteral("Cancel the i&mport"))->isVisible());
        m.button(QStringLiteral("Cancel the i&mport"))->click();
        QTRY_VERIFY(m.says(QStringLiteral("The import was cancelled")));
        QVERIFY(!m.button(QStringLiteral("Cancel the i&mport"))->isVisible());
    }

    void aModelDroppedOnTheWindowIsImported() {
        ModelsWorld m;
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(QString::fromStdString(m.file("brought.onnx").string()))});
        QDragEnterEvent entering(QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m.w.window.get(), &entering);
        QVERIFY(entering.isAccepted());
        QDropEvent drop(QPointF(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m.w.window.get(), &drop);
        QTRY_VERIFY(m.w.window->findChild<ModelsDialog*>());
        m.page = m.w.window->findChild<ModelsDialog*>();
        QTRY_COMPARE(m.page->model().rowCount(), 4);
        QCOMPARE(QString::fromStdString(m.w.session->plate().root.string()), QString::fromStdString(m.w.world.plateDirectory.string()));
    }

    void weightsWithoutACardAreAskedForTriedAndSaved() {
        ModelsWorld m(nineteen + importsWell);
        m.openPage();
        emit m.page->importRequested({QString::fromStdString(m.file("bare.pt").string())});
        QTRY_VERIFY(m.page->findChild<ModelCardDialog*>());
        auto* dialog = m.page->findChild<ModelCardDialog*>();
        const ModelCard known = cardOf(dialog->answers());
        QVERIFY(known.input.width == 32 && known.input.stains.size() == 4 && known.vocabularyId == "hpa-19" && known.name == "bare");
        const auto named = [&](const QString& text) {
            for (QPushButton* one : dialog->findChildren<QPushButton*>())
                if (one->text() == text)
                    return one;
            return static_cast<QPushButton*>(nullptr);
        };
        QVERIFY(!named(QStringLiteral("&Save the card"))->isEnabled());
        QTest::keyClick(dialog, Qt::Key_Return); // Try
        QTRY_VERIFY2(named(QStringLiteral("&Save the card"))->isEnabled(), "only what was tried can be saved");
        const QString answer = dialog->findChildren<QLabel*>().last()->text();
        bool isAnswered = false;
        for (const QLabel* one : dialog->findChildren<QLabel*>())
            isAnswered = isAnswered || one->text().contains(QStringLiteral("0.900"));
        QVERIFY2(isAnswered, qPrintable(answer));
        dialog->findChild<QSpinBox*>()->setValue(64);
        QVERIFY2(!named(QStringLiteral("&Save the card"))->isEnabled(), "another answer is another trial");
        dialog->findChild<QSpinBox*>()->setValue(32);
        named(QStringLiteral("&Try"))->click();
        QTRY_VERIFY(named(QStringLiteral("&Save the card"))->isEnabled());
        named(QStringLiteral("&Save the card"))->click();
        QTRY_COMPARE(m.page->model().rowCount(), 4);
        QCOMPARE(m.page->current(), QString::fromStdString((m.models / "bare.yaml").string()));
        QFile asked(QString::fromStdString((m.w.world.folder / "asked").string()));
        QVERIFY(asked.open(QIODevice::ReadOnly));
        const QByteArray options = asked.readAll();
        QVERIFY2(options.contains("--width=32 --height=32 --stains=microtubules,protein,nucleus,reticulum --gives=logits --vocabulary=hpa-19 --name=bare"), options);
        const ModelCard tried = readModelCardAlone(m.w.world.folder / "tried.yaml");
        QCOMPARE(tried.modelDigest.size(), std::size_t{64});
        QTRY_VERIFY(!m.page->findChild<ModelCardDialog*>());
        QTRY_VERIFY(m.w.session->modelInUse() == m.models / "bare.yaml");
    }

    void whatCannotBeIsSaidBeforeItIsTried() {
        const ModelFile file{"/somewhere/bare.pt", true, {4, 32, 19}};
        ModelCardDialog dialog(file, {});
        dialog.show(); // else Enter presses nothing
        const QSignalSpy tried(&dialog, &ModelCardDialog::tryRequested);
        QCOMPARE(faultOf(dialog.answers()), QString());
        const auto boxes = dialog.findChildren<QComboBox*>();
        const auto boxWith = [&](const QString& text) {
            for (QComboBox* box : boxes)
                if (box->findText(text, Qt::MatchContains) >= 0)
                    return box;
            return static_cast<QComboBox*>(nullptr);
        };
        QComboBox* classes = boxWith(QStringLiteral("hpa-28"));
        classes->setCurrentIndex(classes->findText(QStringLiteral("hpa-28"), Qt::MatchStartsWith));
        emit classes->activated(classes->currentIndex());
        QVERIFY2(faultOf(dialog.answers()).startsWith(QStringLiteral("The model gives 19 numbers, and the vocabulary hpa-28 has 28 classes.")), qPrintable(faultOf(dialog.answers())));
        QTest::keyClick(&dialog, Qt::Key_Return);
        QVERIFY(tried.isEmpty());
        classes->setCurrentIndex(classes->findText(QStringLiteral("hpa-19"), Qt::MatchStartsWith));
        emit classes->activated(classes->currentIndex());
        QComboBox* fourth = boxWith(QStringLiteral("(none)"));
        for (QComboBox* box : boxes)
            if (box->accessibleName().endsWith(u'4'))
                fourth = box;
        fourth->setCurrentIndex(0);
        QCOMPARE(faultOf(dialog.answers()), QStringLiteral("The model takes 4 channels, and 3 stains are chosen."));
        fourth->setCurrentIndex(1);
        QVERIFY2(faultOf(dialog.answers()).contains(QStringLiteral("two channels")), "nucleus twice");
        fourth->setCurrentIndex(4);
        QComboBox* scale = boxWith(QStringLiteral("0 to 65535"));
        scale->setCurrentIndex(4); // 0 to 255, less mean, by deviation
        QVERIFY(faultOf(dialog.answers()).startsWith(QStringLiteral("Mean needs one number for each channel (4)")));
        for (QLineEdit* line : dialog.findChildren<QLineEdit*>())
            if (line->accessibleName().startsWith(QStringLiteral("Mean")))
                line->setText(QStringLiteral("51 0 25,5 0"));
        QVERIFY(faultOf(dialog.answers()).startsWith(QStringLiteral("Deviation needs one number above 0 for each channel (4)")));
        for (QLineEdit* line : dialog.findChildren<QLineEdit*>())
            if (line->accessibleName().startsWith(QStringLiteral("Deviation")))
                line->setText(QStringLiteral("255 255 255 510"));
        QCOMPARE(faultOf(dialog.answers()), QString());
        QTest::keyClick(&dialog, Qt::Key_Return);
        QCOMPARE(tried.size(), 1);
        const ModelCard card = cardOf(dialog.answers());
        QCOMPARE(card.input.mean, (std::vector<double>{0.2, 0, 0.1, 0}));
        QCOMPARE(card.input.deviation, (std::vector<double>{1, 1, 1, 2}));
        QVERIFY(importOptionsOf(dialog.answers()).contains(QStringLiteral("--deviation=1,1,1,2")));
    }

    void onlyTheTrialOfTheseAnswersLetsThemBeSaved() {
        ModelCardDialog dialog({"/somewhere/bare.pt", true, {4, 32, 28}}, {});
        dialog.show();
        QPushButton* save = nullptr;
        for (QPushButton* one : dialog.findChildren<QPushButton*>())
            if (one->text() == QStringLiteral("&Save the card"))
                save = one;
        auto* width = dialog.findChild<QSpinBox*>();
        const std::vector<float> answer(28, 0.5F);
        dialog.showAnswer(answer); // to another dialog, which is gone
        QVERIFY(!save->isEnabled());
        QTest::keyClick(&dialog, Qt::Key_Return);
        QVERIFY2(!width->isEnabled(), "answers stand still while they are tried");
        dialog.addVocabulary(knownVocabularies().back(), "/somewhere/classes.csv"); // was read meanwhile
        QVERIFY(width->isEnabled());
        dialog.showAnswer(answer);
        QVERIFY(!save->isEnabled());
        dialog.showNoAnswer(QStringLiteral("late"));
        for (const QLabel* one : dialog.findChildren<QLabel*>())
            QVERIFY(!one->text().contains(QStringLiteral("late")));
    }

    void anotherVocabularyIsChosenInTheMenu() {
        WindowWorld w;
        w.open();
        QMenu* menu = nullptr;
        for (QMenu* one : w.window->findChildren<QMenu*>())
            if (one->title() == QStringLiteral("&Vocabulary"))
                menu = one;
        QVERIFY(menu);
        emit menu->aboutToShow();
        QVERIFY(menu->actions()[0]->isChecked() && menu->actions()[0]->text().startsWith(QStringLiteral("hpa-28")));
        menu->actions()[1]->trigger();
        QTRY_COMPARE(w.session->vocabulary().id(), std::string("hpa-19"));
        emit menu->aboutToShow();
        QVERIFY(menu->actions()[1]->isChecked() && !menu->actions()[0]->isChecked());
    }
};

QTEST_MAIN(TestModels)
#include "test_models.moc"
