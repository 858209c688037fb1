#include "tests/ui/widgets/windowworld.h"
#include "ui/models/samplequeue.h"
#include "ui/models/similarity.h"

#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QToolButton>

using namespace locascope;
using namespace locascope::testing;

namespace {

constexpr int samples = 9;

void openSwept(WindowWorld& w) {
    w.open();
    w.session->startSweep();
    for (int sample = 0; sample < samples; ++sample)
        QTRY_VERIFY(w.session->probabilities(sample));
}

QLabel& label(const WindowWorld& w, const char* name) { return *w.window->findChild<QLabel*>(QLatin1String(name)); }

} // namespace

class TestQueueInWindow final : public QObject {
    Q_OBJECT
private slots:
    /// Its figures are not those of the list of classes beside it, which are the model's.
    void aSecondLookOutOfFoldSaysWhereItsFiguresComeFrom() {
        constexpr int many = 66, odd = 7;
        WindowWorld w(many);
        w.world.engine->hasFeatures = true;
        for (int sample = 0; sample < many; ++sample) {
            LabelEvent event;
            event.uuid = std::to_string(sample);
            event.sequence = sample + 1;
            event.sampleId = SessionWorld::idOf(sample);
            event.reviewer = "reader";
            event.after = Decision();
            if (sample % 3 == 1 && sample != odd)
                event.after->present.insert(toClass(20));
            else
                event.after->outcome = Outcome::Negative;
            w.world.review->events.push_back(event);
        }
        w.open();
        w.session->startSweep();
        QTRY_COMPARE(w.session->similarity().count(), std::size_t{many});
        QTRY_VERIFY(w.action("queue-second-look").isEnabled());
        w.action("queue-second-look").trigger();
        QTRY_VERIFY(w.session->queue().folds() > 0 && label(w, "QueueReason").isVisible());
        const QString reason = label(w, "QueueReason").toolTip();
        const QLabel& shown = label(w, "QueueReason");
        QVERIFY2(shown.fontMetrics().horizontalAdvance(shown.text()) <= shown.width(), qPrintable(shown.text()));
        QVERIFY2(reason.contains(QStringLiteral("by what the other labels teach")) && !reason.contains(QStringLiteral("the model says")), qPrintable(reason));
    }

    void aQueueIsWorkedInByKeyboard() {
        WindowWorld w(samples);
        openSwept(w);
        w.session->goTo(1);
        QTRY_VERIFY(w.session->image());
        w.press(Qt::Key_Return); // 1 is decided, so that it is not in the queue
        QVERIFY(w.session->isReviewed(1));
        w.window->findChild<Actions*>()->setKeys(ActionId::QueueMargin, {QKeySequence(Qt::Key_Q)});
        QVERIFY(label(w, "QueueReason").isHidden() || !label(w, "QueueReason").isVisible());
        w.press(Qt::Key_Q);
        QTRY_VERIFY(w.session->queue().isShown());
        QVERIFY(w.action("queue-margin").isChecked() && w.action("queue-end").isEnabled());
        const std::vector<int> order{0, 2, 3, 4, 5, 6, 7, 8};
        for (const int sample : {0, 2, 3}) {
            QCOMPARE(w.session->order(), order);
            QCOMPARE(w.session->current(), sample);
            QVERIFY(label(w, "QueueReason").isVisible());
            QVERIFY2(label(w, "QueueReason").toolTip().contains(QStringLiteral("has 0.55, next to its threshold of 0.50")), qPrintable(label(w, "QueueReason").toolTip()));
            QCOMPARE(label(w, "QueuePlace").text(), QStringLiteral("Nearest to a threshold: %1 of 8").arg(sample == 0 ? 1 : sample));
            QTRY_VERIFY(w.session->image());
            w.press(Qt::Key_Return);
            QVERIFY(w.session->isReviewed(sample));
        }
        QCOMPARE(w.session->current(), 4);
        w.press(Qt::Key_Escape);
        QVERIFY(!w.session->queue().isShown());
        QCOMPARE(w.session->order().size(), std::size_t{samples});
        QCOMPARE(w.session->current(), 4);
        QVERIFY(!label(w, "QueueReason").isVisible());
        QVERIFY(!w.action("queue-margin").isChecked() && !w.action("queue-end").isEnabled());
    }

    void whereNothingIsInAQueueItSaysSoAndLeavesNoMark() {
        WindowWorld w(samples);
        openSwept(w);
        w.action("queue-differ").trigger();
        QTRY_COMPARE(label(w, "reading").toolTip(), QStringLiteral("Human and model agree wherever both have judged."));
        QVERIFY(!w.action("queue-differ").isChecked());
        QCOMPARE(w.session->order().size(), std::size_t{samples});
    }

    void whatCannotBeDoneSaysWhy() {
        WindowWorld w(samples);
        w.world.engine->trainedOn = TrainedOn::Simulated;
        w.open();
        QTRY_VERIFY(w.action("queue-margin").toolTip().contains(QStringLiteral("may not propose")));
        QVERIFY(!w.action("queue-margin").isEnabled() && w.action("queue-unreviewed").isEnabled());
        QVERIFY(w.action("queue-diverse").toolTip().contains(QStringLiteral("features")));
        w.session->allowProposals();
        QTRY_VERIFY(w.action("queue-margin").isEnabled());
    }

    void whoLeavesTheQueueIsToldSo() {
        WindowWorld w(samples);
        openSwept(w);
        w.session->goTo(3);
        QTRY_VERIFY(w.session->image());
        w.press(Qt::Key_Return);
        w.action("queue-unreviewed").trigger();
        QTRY_VERIFY(w.session->queue().isShown());
        QCOMPARE(label(w, "QueueReason").toolTip(), QStringLiteral("Nobody has judged it yet"));
        w.session->goTo(3);
        QCOMPARE(label(w, "QueueReason").toolTip(), QStringLiteral("This sample is not in the queue"));
        QCOMPARE(label(w, "QueuePlace").text(), QStringLiteral("Unreviewed: 8"));
        const auto& order = *w.window->findChild<QComboBox*>(QStringLiteral("SampleOrder"));
        QCOMPARE(order.currentText(), QStringLiteral("As queued"));
        w.window->findChild<QToolButton*>(QStringLiteral("listed"))->click();
        QVERIFY(!w.session->queue().isShown() && w.session->order().size() == samples);
    }

    void everyReasonIsASentence() {
        WindowWorld w(samples);
        w.world.engine->hasFeatures = true;
        openSwept(w);
        QTRY_COMPARE(w.session->similarity().count(), std::size_t{samples});
        w.session->goTo(5);
        QTRY_VERIFY(w.session->image());
        w.session->toggle(toClass(20));
        w.session->toggle(toClass(5));
        w.press(Qt::Key_Return);
        w.session->goTo(4);
        const std::vector<std::pair<const char*, const char*>> expected{{"queue-in-order", "In the order of the plate"},
                                                                        {"queue-entropy", "bits of doubt over all classes"},
                                                                        {"queue-borderline", "Not judged when it was decided: "},
                                                                        {"queue-differ", "; proposed, but not labelled: "},
                                                                        {"queue-rare-first", "of the plate"},
                                                                        {"queue-diverse", "The first"},
                                                                        {"queue-near", "Likeness to s00: "}};
        for (const auto& [key, sentence] : expected) {
            QSignalSpy shown(&w.session->queue(), &SampleQueue::shownChanged);
            QTRY_VERIFY2(w.action(key).isEnabled(), key);
            w.action(key).trigger();
            QTRY_COMPARE(shown.count(), 1);
            const QString said = label(w, "QueueReason").toolTip();
            QVERIFY2(said.contains(QLatin1String(sentence)), qPrintable(said));
            if (QLatin1String(key) == QLatin1String("queue-diverse"))
                w.session->goTo(0);
        }
    }
};

QTEST_MAIN(TestQueueInWindow)
#include "test_queueinwindow.moc"
