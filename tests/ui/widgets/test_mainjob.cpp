#include "core/plate/plate.h"
#include "tests/support/sharedfile.h"
#include "tests/ui/widgets/jobworld.h"
#include "ui/widgets/fieldpanel.h"
#include "ui/widgets/importdialog.h"
#include "ui/widgets/importtablemodel.h"
#include "ui/widgets/noticebar.h"

#include <QDockWidget>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSpinBox>

#include <csignal>

using namespace locascope;
using namespace locascope::testing;

namespace {

const ClassIndex nucleoplasm = toClass(0);
const ClassIndex speckles = toClass(4);
const ClassIndex cytosol = toClass(25);
const ClassIndex rods = toClass(27);

std::string csvId(const Session& session, int sample) { return csvIds(session.plate())[static_cast<std::size_t>(sample)]; }

QString notices(const JobWorld& w) {
    QStringList said;
    for (const QLabel* label : w.window->findChild<NoticeBar*>()->findChildren<QLabel*>())
        if (label->isVisible())
            said.append(label->text());
    return said.join(u'\n');
}

QSpinBox* proteinMaximum(const JobWorld& w) {
    for (QSpinBox* box : w.window->findChildren<QSpinBox*>())
        if (box->accessibleName() == QStringLiteral("Protein, maximum"))
            return box;
    return nullptr;
}

/// The class of the sample on screen that is furthest above its threshold; labels below have no map.
std::optional<ClassIndex> mostProposed(const Session& session) {
    const std::vector<float>& probabilities = *session.probabilities(session.current());
    const std::vector<double> thresholds = session.thresholds();
    const auto above = [&](std::size_t index) { return probabilities[index] - thresholds[index]; };
    std::size_t best = 0;
    for (std::size_t index = 1; index < probabilities.size(); ++index)
        if (above(index) > above(best))
            best = index;
    return above(best) > 0 ? std::optional(toClass(static_cast<int>(best))) : std::nullopt;
}

void letItPropose(const JobWorld& w) {
    for (QPushButton* button : w.window->findChildren<QPushButton*>())
        if (button->text() == QStringLiteral("Let it propose on this plate") && button->isVisible())
            button->click();
    QVERIFY(w.session->proposalsAllowed());
}

} // namespace

class TestMainJob : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { std::signal(SIGPIPE, SIG_IGN); } // as the program does: a model's trial may end before it has read its card

    void aPlateIsOpenedClassifiedExplainedCorrectedAndExported() {
        JobWorld w(JobWorld::Model::Bundled);
        w.open();
        letItPropose(w);

        w.window->setWindowState(Qt::WindowNoState);
        w.window->resize(1280, 800);
        FieldView& view = w.window->findChild<FieldPanel*>()->view();
        w.window->grab();
        const QImage plain = view.frame().copy();
        const auto proposed = mostProposed(*w.session);
        QVERIFY(proposed);
        QEnterEvent enter(QPointF(5, 5), QPointF(5, 5), QPointF(5, 5));
        QCoreApplication::sendEvent(w.chipOf(*proposed), &enter);
        QTRY_VERIFY_WITH_TIMEOUT(!w.session->saliency().isEmpty(), 30000);
        const QPixmap picture = w.window->grab();
        QVERIFY(view.frame() != plain);
        if (qEnvironmentVariableIsSet("LOCASCOPE_PICTURE")) // the README's picture, drawn without a display
            QVERIFY(picture.save(qEnvironmentVariable("LOCASCOPE_PICTURE")));
        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(w.chipOf(*proposed), &leave);
        w.window->grab();
        QVERIFY(view.frame() == plain);

        w.correctTo({nucleoplasm, cytosol});
        w.press(Qt::Key_Return);
        QCOMPARE(w.session->current(), 1);
        w.waitForPrediction();
        w.correctTo({speckles, rods});
        w.press(Qt::Key_Return);
        QCOMPARE(w.session->current(), 2);
        w.press(Qt::Key_N);
        w.press(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(w.session->current(), 2);
        QTRY_COMPARE(w.session->unsavedCount(), 0);

        w.answerFileDialog("export", w.folder / "labels", QStringLiteral("Challenge"));
        QTRY_VERIFY(std::filesystem::exists(w.folder / "labels.csv"));
        QCOMPARE(*sharedText(w.folder.path(), "labels.csv"),
                 "Id,Target\r\n" + csvId(*w.session, 0) + ",0 25\r\n" + csvId(*w.session, 1) + ",4 27\r\n");
        QTRY_VERIFY2(notices(w).contains(QStringLiteral("labels.csv: 2. Left out:")), qPrintable(notices(w)));
    }

    void everyFormatIsWrittenAndReadBack_data() {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<QString>("header");
        QTest::newRow("challenge") << QStringLiteral("Challenge") << QStringLiteral("Id,Target");
        QTest::newRow("wide") << QStringLiteral("Wide") << QStringLiteral("Id,Nucleoplasm,");
        QTest::newRow("long") << QStringLiteral("Long") << QStringLiteral("Id,");
    }
    void everyFormatIsWrittenAndReadBack() {
        QFETCH(QString, filter);
        QFETCH(QString, header);
        JobWorld w;
        w.open();
        w.correctTo({speckles});
        w.press(Qt::Key_Return);
        w.press(Qt::Key_N);
        w.answerFileDialog("export", w.folder / "out.csv", filter);
        QTRY_VERIFY(std::filesystem::exists(w.folder / "out.csv"));
        QVERIFY(sharedText(w.folder.path(), "out.csv")->starts_with(header.toStdString()));

        w.options.reviewFile = w.folder / "another.sqlite";
        w.open();
        QCOMPARE(w.session->reviewedCount(), 0);
        w.answerFileDialog("import", w.folder / "out.csv");
        QTRY_VERIFY(w.window->findChild<ImportDialog*>());
        w.window->findChild<ImportDialog*>()->accept();
        QTRY_COMPARE(w.session->reviewedCount(), 2);
        QCOMPARE(w.session->decision(0)->present, LabelSet{speckles});
        QCOMPARE(w.session->decision(1)->outcome, Outcome::Negative);
        QVERIFY2(notices(w).contains(QStringLiteral("Decisions imported from")), qPrintable(notices(w)));
        w.session->goTo(0);
        w.window->findChild<QDockWidget*>(QStringLiteral("note"))->raise();
        const auto* history = w.window->findChild<QDockWidget*>(QStringLiteral("note"))->findChild<QListWidget*>();
        QTRY_VERIFY(history->count() == 1 && history->item(0)->text().contains(QStringLiteral("reader (imported)"))); // nobody looked here
    }

    void aTableThatDoesNotBelongHereIsNotImported() {
        JobWorld w;
        w.open();
        writeFile(w.folder / "foreign.csv", std::string_view("Id,Target\r\nnobody,3\r\n"));
        w.answerFileDialog("import", w.folder / "foreign.csv");
        QTRY_VERIFY(w.window->findChild<ImportDialog*>());
        const auto* dialog = w.window->findChild<ImportDialog*>();
        const auto* rows = dialog->findChild<ImportTableModel*>();
        QCOMPARE(rows->index(0, ImportTableModel::SampleId).data().toString(), QStringLiteral("nobody"));
        QCOMPARE(rows->index(0, ImportTableModel::Happens).data().toString(), QStringLiteral("Left out: not in this plate"));
        for (const QPushButton* button : dialog->findChildren<QPushButton*>())
            QVERIFY(button->text() != QStringLiteral("Import") || !button->isEnabled());
        QCOMPARE(w.session->reviewedCount(), 0);
    }

    void predictionsMadeElsewhereAreShownInTheModelsPlace() {
        JobWorld w;
        w.open();
        std::string csv = "Id";
        for (int i = 0; i < 28; ++i)
            csv += ",p" + std::to_string(i);
        csv += "\r\n" + csvId(*w.session, 0);
        for (int i = 0; i < 28; ++i)
            csv += i == 27 ? ",0.97" : ",0.02";
        writeFile(w.folder / "theirs.csv", csv + "\r\n");
        w.answerFileDialog("import", w.folder / "theirs.csv");
        QTRY_VERIFY(w.session->chips()[27].mark == ChipMark::Proposed);
        QCOMPARE(w.session->chips()[27].probability, std::optional(0.97F));
        QCOMPARE(w.session->chips()[0].mark, ChipMark::Absent);
        QVERIFY(!w.action("start-sweep").isEnabled());
    }

    void reopeningReturnsToWhereOneWas() {
        JobWorld w;
        w.open();
        w.press(Qt::Key_D);
        w.press(Qt::Key_D);
        w.correctTo({cytosol});
        w.press(Qt::Key_Return);
        QTRY_COMPARE(w.session->unsavedCount(), 0);
        QCOMPARE(w.session->current(), 3);
        proteinMaximum(w)->setValue(77);
        QCOMPARE(w.session->contrastState(), ContrastState::Manual);
        w.open();
        QTRY_COMPARE(w.session->current(), 3);
        QTRY_COMPARE(w.session->reviewedCount(), 1);
        QTRY_COMPARE(w.session->contrastState(), ContrastState::Manual);
        QCOMPARE(proteinMaximum(w)->value(), 77);
        QCOMPARE(w.session->display().stains[Stain::Protein].window.maximum, 77.0);
        w.press(Qt::Key_Left);
        QTRY_VERIFY2(w.decisionLine().startsWith(QStringLiteral("saved · Cytosol")), qPrintable(w.decisionLine()));
    }
};

QTEST_MAIN(TestMainJob)
#include "test_mainjob.moc"
