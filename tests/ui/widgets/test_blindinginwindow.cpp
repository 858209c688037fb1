#include "tests/ui/widgets/alltexts.h"
#include "tests/ui/widgets/windowworld.h"
#include "ui/models/samplequeue.h"
#include "ui/models/teamwork.h"
#include "ui/widgets/blindingdialog.h"
#include "ui/widgets/classlistmodel.h"
#include "ui/widgets/gallerymodel.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QCheckBox>
#include <QComboBox>
#include <QDockWidget>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QToolButton>

using namespace locascope;
using namespace locascope::testing;

namespace {

const std::vector<std::string> ids{"B02_1", "B02_2", "C03_1", "D04_1", "E05_1", "F06_1"};
constexpr int samples = 6;

struct BlindWorld {
    explicit BlindWorld(const Blinding& blinding) : w(ids) {
        LabelEvent event;
        event.uuid = "rival-1";
        event.sequence = 1;
        event.sampleId = "B02_1";
        event.reviewer = "rival";
        event.after = Decision();
        event.after->present.insert(toClass(5));
        event.after->note = "whispered";
        w.world.review->events = {event};
        w.world.review->settings[blindingSetting] = formatBlinding(blinding);
        w.world.engine->hasFeatures = true;
    }
    /// Every sample classified, every panel shown.
    void open() {
        w.session = w.world.session();
        w.window = std::make_unique<MainWindow>(*w.session);
        w.window->resize(1280, 800);
        w.window->show();
        QVERIFY(QTest::qWaitForWindowActive(w.window.get()));
        w.session->openPlate(w.world.plateDirectory);
        QTRY_VERIFY(w.session->isIndexComplete() && w.session->image() && w.session->modelState() == ModelState::Ready);
        w.session->startSweep();
        QTRY_VERIFY(w.world.engine->predicted >= samples && !w.session->job());
        for (QDockWidget* dock : w.window->findChildren<QDockWidget*>()) {
            dock->show();
            dock->raise();
        }
        awaitStore(*w.session);
        w.action("show-history").trigger();
        w.window->findChild<QComboBox*>(QStringLiteral("HistoryScope"))->setCurrentIndex(1);
        awaitStore(*w.session);
    }
    WindowWorld w;
};

const QStringList ofTheModel{QStringLiteral("0.98"), QStringLiteral("0.55"), QStringLiteral("predicted"), QStringLiteral("By uncertainty"), QStringLiteral("By disagreement"), QStringLiteral("By probability")};
const QStringList ofOthers{QStringLiteral("rival"), QStringLiteral("whispered")};
const QStringList ofNames{QStringLiteral("B02"), QStringLiteral("C03"), QStringLiteral("D04"), QStringLiteral("E05"), QStringLiteral("F06"), QStringLiteral("site 1")};

QToolButton& badge(const WindowWorld& w) { return *w.window->findChild<QToolButton*>(QStringLiteral("blinding-badge")); }

} // namespace

class TestBlindingInWindow final : public QObject {
    Q_OBJECT
private slots:
    void whatIsNotHiddenIsFoundByTheseTests() {
        BlindWorld b({});
        b.open();
        for (const QStringList& words : {ofOthers, ofNames, QStringList{QStringLiteral("By uncertainty")}, QStringList{QStringLiteral("0.98")}})
            QTRY_VERIFY2(!found(*b.w.window, words).isEmpty(), qPrintable(words.first()));
        QVERIFY(!badge(b.w).isVisible());
    }

    void blindToEverythingNoTextRevealsAnything() {
        BlindWorld b(blindingOf(BlindingPreset::Everything));
        b.open();
        for (int sample = 0; sample < samples; ++sample) {
            b.w.session->goTo(sample);
            QTRY_VERIFY(b.w.session->image());
            awaitStore(*b.w.session);
            const QString leak = found(*b.w.window, ofTheModel + ofOthers + ofNames);
            QVERIFY2(leak.isEmpty(), qPrintable(leak));
        }
        QVERIFY(badge(b.w).isVisible() && badge(b.w).text() == QStringLiteral("Blind to everything"));
        QVERIFY(badge(b.w).toolTip().contains(QStringLiteral("Names of files")));
    }

    void noKeyAndNoMenuBringsBackWhatIsHidden() {
        BlindWorld b(blindingOf(BlindingPreset::Everything));
        b.open();
        const std::vector<int> order = b.w.session->order();
        for (const Qt::Key key : {Qt::Key_S, Qt::Key_K, Qt::Key_L, Qt::Key_E, Qt::Key_H, Qt::Key_C, Qt::Key_V})
            b.w.press(key);
        b.w.press(Qt::Key_Escape);
        b.w.press(Qt::Key_S, Qt::ShiftModifier);
        b.w.press(Qt::Key_L, Qt::ShiftModifier);
        for (const char* key : {"queue-entropy", "queue-margin", "queue-second-look", "queue-differ", "queue-rare-first", "queue-diverse", "queue-near", "more-like-this", "save-snapshot", "copy-view",
                                "show-saliency", "check-staining", "file-names", "attach-sheet", "steer-by-plate-map"})
            if (const QAction* action = b.w.window->findChild<QAction*>(QLatin1String(key)))
                QVERIFY2(!action->isEnabled(), key);
            else
                QFAIL(key);
        awaitStore(*b.w.session);
        QCOMPARE(b.w.session->order(), order);
        const QString leak = found(*b.w.window, ofTheModel + ofOthers + ofNames);
        QVERIFY2(leak.isEmpty(), qPrintable(leak));
        for (const GalleryModel* model : b.w.window->findChildren<GalleryModel*>())
            for (int row = 0; row < model->rowCount(); ++row)
                QVERIFY(!model->index(row).data(GalleryModel::MarksRole).value<GalleryMarks>().disagreement);
        for (const ClassListModel* model : b.w.window->findChildren<ClassListModel*>())
            for (int row = 0; row < model->rowCount(); ++row)
                QVERIFY(!model->index(row, 0).data(ClassListModel::StateRole).value<ChipState>().probability);
    }

    void blindToTheModelLabelsAreMadeByKeyAndSaySo() {
        BlindWorld b(blindingOf(BlindingPreset::Model));
        b.open();
        QString leak = found(*b.w.window, ofTheModel);
        QVERIFY2(leak.isEmpty(), qPrintable(leak));
        QVERIFY2(!found(*b.w.window, ofNames).isEmpty(), "names are not hidden");
        b.w.press(Qt::Key_3);
        b.w.press(Qt::Key_Return);
        QTRY_COMPARE(b.w.world.review->eventCount(), std::size_t{2});
        const LabelEvent event = b.w.world.review->with([](auto& review) { return review.events.back(); });
        QVERIFY(event.after && event.after->proposal.modelDigest.empty() && event.modelDigest.empty());
        QCOMPARE(b.w.session->current(), 1);
        b.w.press(Qt::Key_Z, Qt::ControlModifier);
        leak = found(*b.w.window, ofTheModel);
        QVERIFY2(leak.isEmpty(), qPrintable(leak));
    }

    void nobodyIsAskedToLetAModelProposeThatIsHidden() {
        BlindWorld b(blindingOf(BlindingPreset::Model));
        b.w.world.engine->trainedOn = TrainedOn::Simulated;
        b.open();
        const auto& banner = *b.w.window->findChild<QWidget*>(QStringLiteral("ProposalsBanner"));
        QVERIFY(banner.isHidden());
        b.w.session->setBlinding({});
        QTRY_VERIFY(!banner.isHidden());
    }

    void theDialogOffersUsualChoicesAndSingleThings() {
        BlindWorld b({});
        b.open();
        b.w.action("blinding").trigger();
        auto* dialog = b.w.window->findChild<BlindingDialog*>();
        QVERIFY(dialog && dialog->blinding() == Blinding());
        auto* preset = dialog->findChild<QComboBox*>();
        preset->setFocus();
        QTest::keyClick(preset, Qt::Key_Down);
        QVERIFY(dialog->blinding() == blindingOf(BlindingPreset::Model));
        QVERIFY(!dialog->findChild<QCheckBox*>(QStringLiteral("saliency"))->isEnabled());
        QTest::keyClick(dialog->findChild<QCheckBox*>(QStringLiteral("names")), Qt::Key_Space);
        QCOMPARE(preset->currentData().toInt(), -1);
        QTest::keyClick(dialog, Qt::Key_Return);
        QTRY_VERIFY(b.w.session->blinding().hides(Hidden::Names) && b.w.session->blinding().hides(Hidden::Predictions));
        QCOMPARE(badge(b.w).text(), QStringLiteral("Hidden: 5 things"));
        const QString leak = found(*b.w.window, ofTheModel + ofNames);
        QVERIFY2(leak.isEmpty(), qPrintable(leak));
        b.w.session->setBlinding({});
        QVERIFY(!badge(b.w).isVisible());
        QTRY_VERIFY(!found(*b.w.window, ofNames).isEmpty());
    }

    void samplesAreDrawnOnceAndShownBlind() {
        BlindWorld b({});
        b.open();
        b.w.action("queue-audit").trigger();
        auto* dialog = b.w.window->findChild<QInputDialog*>();
        QVERIFY(dialog);
        QCOMPARE(dialog->intMaximum(), samples);
        dialog->setIntValue(2);
        dialog->accept();
        QTRY_VERIFY(b.w.session->queue().isShown());
        QVERIFY(b.w.session->order().size() == 2 && b.w.action("queue-audit").isChecked());
        QCOMPARE(badge(b.w).text(), QStringLiteral("Drawn by lot: blind to the model"));
        QVERIFY(!b.w.session->probabilities(b.w.session->current()));
        b.w.press(Qt::Key_Escape);
        QTRY_VERIFY(!b.w.session->queue().isShown());
        b.w.action("queue-audit").trigger();
        QTRY_VERIFY(b.w.session->queue().isShown());
        QCOMPARE(b.w.session->order().size(), std::size_t{2});
    }

    void noTwoEntriesOfTheReviewMenuHaveTheSameLetter() {
        BlindWorld b({});
        b.open();
        for (const QMenu* menu : b.w.window->findChildren<QMenu*>()) {
            if (menu->title() != QStringLiteral("&Review") && menu->title() != QStringLiteral("&Queue"))
                continue;
            QStringList taken;
            for (const QAction* action : menu->actions()) {
                const QKeySequence letter = QKeySequence::mnemonic(action->text().section(u'\t', 0, 0));
                QVERIFY2(letter.isEmpty() || !taken.contains(letter.toString()), qPrintable(menu->title() + u' ' + action->text()));
                taken.append(letter.toString());
            }
        }
    }
};

QTEST_MAIN(TestBlindingInWindow)
#include "test_blindinginwindow.moc"
