#include "core/files/error.h"
#include "core/store/reviewnews.h"
#include "core/store/reviewserver.h"
#include "core/store/reviewstore.h"
#include "tests/support/postgresserver.h"
#include "tests/support/reviewworld.h"

#include <QElapsedTimer>
#include <QTest>

#include <utility>

using namespace locascope;
using namespace locascope::testing;

namespace {

std::unique_ptr<PostgresServer> server; // one for all tests; each has a review of its own there

// Where one test keeps its review: in a file or on the server, as the row of the test says.
class StoreWorld {
public:
    StoreWorld() {
        QFETCH_GLOBAL(bool, isFile);
        m_place = isFile ? ReviewPlace(m_files.file()) : server->place();
    }
    std::unique_ptr<ReviewStore> open(StoreMode mode = StoreMode::ReadWrite) const {
        return ReviewStore::open(m_place, {m_files.directory() / "plate", m_files.directory().native()}, mode);
    }

private:
    ReviewWorld m_files;
    ReviewPlace m_place;
};

LabelEvent eventOn(const std::string& sample, const std::string& reviewer, std::optional<Decision> after) {
    LabelEvent event = numberedEvent(1, reviewer);
    event.uuid = newUuid();
    event.sampleId = sample;
    event.after = std::move(after);
    return event;
}

Decision decisionOf(std::size_t index) {
    Decision decision;
    decision.present = {toClass(index)};
    return decision;
}

} // namespace

class TestReviewStore final : public QObject {
    Q_OBJECT
private slots:
    void initTestCase_data() {
        QTest::addColumn<bool>("isFile");
        QTest::newRow("file") << true;
        if (const QByteArray missing = PostgresServer::missing(); !missing.isEmpty())
            return qInfo("not tested on a server: %s", missing.constData());
        server = std::make_unique<PostgresServer>();
        initReviewServer(server->place());
        QTest::newRow("server") << false;
    }
    void cleanupTestCase() { server.reset(); }

    void whatIsAppendedIsThereAfterReopening() {
        const StoreWorld world;
        std::vector<LabelEvent> events = numberedEvents(1, 30);
        events[3].before = events[2].after;
        events[4].after = {};
        const std::vector<LabelEvent> stored = world.open()->append(events);
        for (std::size_t i = 0; i < events.size(); ++i)
            QVERIFY(stored[i] == withSequence(events[i], static_cast<std::int64_t>(i) + 1));
        const auto reopened = world.open();
        QVERIFY(reopened->allEvents() == stored);
        QCOMPARE(reopened->verify(), std::vector<std::string>());
        QVERIFY(reopened->mode() == StoreMode::ReadWrite);
        QCOMPARE(reopened->readOnlyReason(), std::string());
    }

    void eventsAreReadBackPageByPage() {
        const StoreWorld world;
        const auto store = world.open();
        const std::vector<LabelEvent> stored = store->append(numberedEvents(1, 7));
        const auto newest = store->eventsBefore(0, 3);
        QVERIFY(newest == (std::vector{stored[6], stored[5], stored[4]}));
        const auto oldest = store->eventsBefore(newest.back().sequence, 10);
        QVERIFY(oldest == (std::vector{stored[3], stored[2], stored[1], stored[0]}));
        QVERIFY(store->eventsBefore(1, 10).empty());
        QVERIFY(store->eventsAfter(5) == (std::vector{stored[5], stored[6]}));
        QVERIFY(store->eventsAfter(7).empty());
    }

    void newsAreWhatOthersAppendedOnceEach() {
        const StoreWorld world;
        const auto here = world.open(), elsewhere = world.open();
        here->append(std::vector{eventOn("a", "Eva", decisionOf(1))});
        ReviewNews news;
        news.begin(*here);
        QVERIFY(news.take(*here).empty());
        const auto first = elsewhere->append(std::vector{eventOn("a", "Ola", decisionOf(2)), eventOn("b", "Ola", decisionOf(2))});
        QVERIFY(news.take(*here) == first);
        QVERIFY(news.take(*here).empty());

        const LabelEvent own = eventOn("c", "Eva", decisionOf(3));
        QVERIFY(news.afterAppending(*here, here->append(std::vector{own})).empty());
        QVERIFY(!news.hasUntold());
        const auto second = elsewhere->append(std::vector{eventOn("c", "Ola", decisionOf(4))});
        QVERIFY(news.afterAppending(*here, here->append(std::vector{own, eventOn("d", "Eva", decisionOf(3))})).empty()); // one of them was there
        QVERIFY(news.hasUntold());
        QVERIFY(news.take(*here) == second);
        QVERIFY(news.take(*here).empty());
    }

    // A server tells by itself.
    void aFileTellsOfWhatAnotherConnectionWroteOnceEach() {
        QFETCH_GLOBAL(bool, isFile);
        const StoreWorld world;
        const auto here = world.open(), elsewhere = world.open();
        std::vector<ReviewStore::News> told;
        QVERIFY(here->listen([&](ReviewStore::News what) { told.push_back(what); }));
        told.clear(); // a server says at once that nothing is known
        QCOMPARE(here->lookForNews(), !isFile);
        if (!isFile)
            return;
        const std::vector both{ReviewStore::News::Settings, ReviewStore::News::Events};
        QVERIFY(std::exchange(told, {}) == both); // what came before the first look
        here->append(std::vector{eventOn("a", "Eva", decisionOf(1))});
        here->lookForNews();
        QVERIFY(told.empty());
        elsewhere->append(std::vector{eventOn("a", "Ola", decisionOf(2))});
        here->lookForNews();
        QVERIFY(std::exchange(told, {}) == both);
        elsewhere->putSetting("blinding", "{}");
        here->append(std::vector{eventOn("b", "Eva", decisionOf(1))}); // which reads the file anew
        here->lookForNews();
        QVERIFY(std::exchange(told, {}) == both);
        here->lookForNews();
        QVERIFY(told.empty());
    }

    void whoDecidesOverHisOwnWordFromElsewhereHearsOfIt() {
        const StoreWorld world;
        const auto here = world.open(), elsewhere = world.open();
        ReviewNews news;
        news.begin(*here);
        const auto other = elsewhere->append(std::vector{eventOn("a", "Eva", decisionOf(1)), eventOn("b", "Eva", decisionOf(1)), eventOn("b", "Eva", decisionOf(2))});
        LabelEvent knowing = eventOn("b", "Eva", decisionOf(5)); // follows the newest, though not the one before
        knowing.before = decisionOf(2);
        const auto own = here->append(std::vector{eventOn("a", "Eva", decisionOf(4)), knowing});
        const auto told = news.afterAppending(*here, own);
        QCOMPARE(told.size(), std::size_t{1});
        QVERIFY(told.front().own == own.front() && told.front().other == other.front());
        QVERIFY(news.take(*here) == other);
    }

    void anEventGivenTwiceIsStoredOnce() {
        const StoreWorld world;
        const auto store = world.open();
        const std::vector<LabelEvent> first = store->append(numberedEvents(1, 3));
        LabelEvent changed = numberedEvent(2);
        changed.reviewer = "somebody else";
        const std::vector<LabelEvent> again = store->append(std::vector{changed, numberedEvent(4)});
        QVERIFY(again.front() == first[1]);
        QCOMPARE(again.back().sequence, 4);
        QCOMPARE(store->allEvents().size(), std::size_t{4});
    }

    void aBatchWithAnUnstorableEventStoresNothing() {
        const StoreWorld world;
        const auto store = world.open();
        std::vector<LabelEvent> events = numberedEvents(1, 3);
        events[2].sampleId.clear();
        QCOMPARE(kindThrownBy([&] { store->append(events); }), ErrorKind::Invalid);
        events[2] = numberedEvent(3);
        events[2].after->note = std::string((std::size_t{32} << 20) + 1, 'x');
        QCOMPARE(kindThrownBy([&] { store->append(events); }), ErrorKind::TooLarge);
        QVERIFY(store->allEvents().empty());
    }

    void theCurrentDecisionIsTheLastOfTheReviewerOrOfAnybody() {
        const StoreWorld world;
        const auto store = world.open();
        store->append(std::vector{eventOn("a", "Eva", decisionOf(1)), eventOn("a", "Ola", decisionOf(2)),
                                  eventOn("b", "Ola", decisionOf(3)), eventOn("a", "Eva", decisionOf(4)),
                                  eventOn("b", "Ola", {})});
        using Decisions = std::map<std::string, Decision>;
        QVERIFY(store->currentDecisions("Eva") == (Decisions{{"a", decisionOf(4)}}));
        QVERIFY(store->currentDecisions("Ola") == (Decisions{{"a", decisionOf(2)}}));
        QVERIFY(store->currentDecisions({}) == (Decisions{{"a", decisionOf(4)}}));
        QCOMPARE(store->reviewers(), (std::vector<std::string>{"Eva", "Ola"}));
        QCOMPARE(store->history("a").size(), std::size_t{3});
        QVERIFY(store->currentDecisions("eva").empty());
        QCOMPARE(store->decisionTimes("Eva").size(), std::size_t{1});
        QCOMPARE(store->decisionTimes("Eva").at("a"), store->history("a").back().timeMs);
        QVERIFY(store->decisionTimes("eva").empty());
    }

    void aRulingIsCurrentThoughItsRulerTakesAnOlderActBack() {
        const ReviewWorld world;
        const auto store = world.open();
        std::vector<LabelEvent> events{eventOn("a", "Eva", decisionOf(1)), eventOn("a", "Eva", decisionOf(2)), eventOn("a", "Eva", {}), eventOn("b", "Eva", decisionOf(3)), eventOn("b", "Eva", {})};
        events[1].cause = EventCause::Ruling;
        events[1].timeMs = 77;
        for (const std::size_t undoing : {2U, 4U}) {
            events[undoing].cause = EventCause::Undone;
            events[undoing].undoes = events[undoing == 2 ? 0 : 3].uuid;
        }
        store->append(events);
        using Decisions = std::map<std::string, Decision>;
        QVERIFY(store->currentDecisions("Eva") == (Decisions{{"a", decisionOf(2)}}));
        QCOMPARE(store->decisionTimes("Eva"), (std::map<std::string, std::int64_t>{{"a", 77}}));
        LabelEvent takenBack = eventOn("a", "Eva", decisionOf(1));
        takenBack.cause = EventCause::Undone;
        takenBack.undoes = events[1].uuid;
        store->append(std::vector{takenBack});
        QVERIFY(store->currentDecisions("Eva") == (Decisions{{"a", decisionOf(1)}}));
    }

    // Row C24.
    void theOrderIsTheSequenceWhateverTheClockSays() {
        const StoreWorld world;
        const auto store = world.open();
        const std::int64_t day = 86'400'000;
        int number = 0;
        for (const std::int64_t clock : {day * 20'000, day * 19'999, day * 30'000, std::int64_t{2'147'483'648'000}, std::int64_t{-1}}) {
            LabelEvent event = eventOn("a", "Eva", decisionOf(static_cast<std::size_t>(number++)));
            event.timeMs = clock;
            store->append(std::vector{event});
        }
        QVERIFY(store->currentDecisions({}).at("a") == decisionOf(4));
        QCOMPARE(store->history("a").back().timeMs, -1);
        QCOMPARE(store->history("a")[3].timeMs, 2'147'483'648'000);
        QCOMPARE(store->verify(), std::vector<std::string>());
    }

    // Row C21.
    void bytesAreKeptAsTheyCome_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("SQL") << QByteArray("'; DROP TABLE events; --");
        QTest::newRow("quotes") << QByteArray("\"`'[]%_\\?1:x@x$x");
        QTest::newRow("NUL") << QByteArray("a\0b\0", 4);
        QTest::newRow("emoji") << QByteArray("\xf0\x9f\xa7\xab \xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x94\xac");
        QTest::newRow("not UTF-8") << QByteArray("\xff\xfe\x80");
        QTest::newRow("newlines") << QByteArray("a\nb\r\nc");
        QTest::newRow("right to left") << QByteArray("\xe2\x80\xae" "abc");
        QTest::newRow("a megabyte") << QByteArray(1 << 20, 'x');
    }
    void bytesAreKeptAsTheyCome() {
        QFETCH(QByteArray, bytes);
        const StoreWorld world;
        const std::string text(bytes.constData(), static_cast<std::size_t>(bytes.size()));
        LabelEvent event = eventOn(text, text, decisionOf(1));
        event.uuid = text;
        event.modelDigest = text;
        event.after->note = text;
        const auto store = world.open();
        QVERIFY(store->append(std::vector{event}).front() == withSequence(event, 1));
        store->putSetting(text, text);
        store->putPredictions(text, std::vector{StoredPrediction{text, {0.5F}, text}});
        QVERIFY(store->allEvents().front() == withSequence(event, 1));
        QVERIFY(store->history(text).size() == 1);
        QVERIFY(store->currentDecisions(text).contains(text));
        QVERIFY(store->reviewers() == std::vector{text});
        QVERIFY(store->setting(text) == text);
        QVERIFY(store->predictions(text).at(text).contentDigest == text);
        QVERIFY(store->verify().empty());
    }

    void emptyTextIsNoMissingValue() {
        const StoreWorld world;
        const auto store = world.open();
        LabelEvent event = eventOn("a", "", decisionOf(1));
        event.modelDigest.clear();
        event.vocabularyDigest.clear();
        store->append(std::vector{event});
        store->putSetting("", "");
        QVERIFY(store->allEvents().front() == withSequence(event, 1));
        QVERIFY(store->setting("") == std::string());
        QVERIFY(store->settings() == (std::map<std::string, std::string>{{"", ""}}));
        QVERIFY(!store->setting("other"));
    }

    void predictionsAreKeptByModelAndReplaced() {
        const StoreWorld world;
        {
            const auto store = world.open();
            store->putPredictions("m1", std::vector{StoredPrediction{"a", {0.1F, 0.9F}, "d1"}, StoredPrediction{"b", {}, ""}});
            store->putPredictions("m2", std::vector{StoredPrediction{"a", {0.3F}, "d1"}});
            store->putPredictions("m1", std::vector{StoredPrediction{"a", {0.2F, 0.8F}, "d2"}});
        }
        const auto store = world.open();
        QCOMPARE(store->modelDigests(), (std::vector<std::string>{"m1", "m2"}));
        QCOMPARE(store->predictions("m1").at("a").probabilities, (std::vector<float>{0.2F, 0.8F}));
        QCOMPARE(store->predictions("m1").at("a").contentDigest, std::string("d2"));
        QCOMPARE(store->predictions("m1").size(), std::size_t{2});
        QCOMPARE(store->predictions("m2").at("a").probabilities, std::vector<float>{0.3F});
        QVERIFY(store->predictions("m3").empty());
        QVERIFY(store->allEvents().empty());
        QVERIFY(store->verify().empty());
    }

    void halfAMillionEventsAreReadBackInSeconds() {
        const StoreWorld world;
        const auto store = world.open();
        const bool whole = qEnvironmentVariableIsSet("LOCASCOPE_SOAK");
        QFETCH_GLOBAL(bool, isFile);
        const int batches = whole ? 50 : isFile ? 5 : 2;
        for (int batch = 0; batch < batches; ++batch) {
            std::vector<LabelEvent> events = numberedEvents(batch * 10'000, 10'000);
            for (std::size_t i = 0; i < events.size(); ++i)
                events[i].sampleId = "field" + std::to_string((i * 7 + static_cast<std::size_t>(batch)) % 31'072);
            store->append(events);
        }
        QElapsedTimer timer;
        timer.start();
        const std::size_t decisions = store->currentDecisions({}).size();
        qInfo("%d events: %zu current decisions in %lld ms", batches * 10'000, decisions, timer.elapsed());
        QVERIFY(decisions > 10'000);
        QVERIFY(timer.elapsed() < 5'000);
    }
};

QTEST_GUILESS_MAIN(TestReviewStore)
#include "test_reviewstore.moc"
