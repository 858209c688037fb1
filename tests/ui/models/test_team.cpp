// Several reviewers on one real server, each in a process (or with a connection) of his own, that are cut off, killed and come back; and a server that is killed.
#include "core/plate/scanplate.h"
#include "core/review/blinding.h"
#include "core/store/outbox.h"
#include "core/store/reviewserver.h"
#include "tests/support/addsamples.h"
#include "tests/support/cuttingproxy.h"
#include "tests/support/postgresserver.h"
#include "tests/support/reviewworld.h"
#include "tests/support/temporaryfolder.h"
#include "ui/models/storethread.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>

#include <atomic>
#include <random>
#include <set>
#include <thread>

using namespace locascope;
using namespace locascope::testing;

namespace {

constexpr int samples = 12;
constexpr int patience = 20'000; // milliseconds

int kills() { return qEnvironmentVariableIsSet("LOCASCOPE_SOAK") ? 200 : 10; }

// A plate, a server with a review of it, and logins that write in their own names.
class TeamWorld final {
public:
    explicit TeamWorld(PostgresServer::Durability durability = PostgresServer::Durability::None)
        : server(durability) {
        makeDirectory(plate());
        std::vector<std::string> ids;
        for (int i = 0; i < samples; ++i)
            ids.push_back("s" + std::to_string(10 + i));
        addSamples(plate(), ids, 8);
        initReviewServer(server.place());
        identity = {std::filesystem::canonical(plate()), plateFingerprint(scanPlate(plate()))};
        review();
    }
    std::filesystem::path plate() const { return folder / "plate"; }
    std::filesystem::path data(const std::string& name) const { return folder / ("of-" + name); }
    ReviewPlace place(const std::string& name) const { return server.place("postgres", name); }
    /// A login of the reviewer's name.
    void letIn(const std::string& name) const {
        server.psql("CREATE ROLE " + name + " LOGIN");
        grantOnReviewServer(server.place(), name, ServerRole::Reviewer, name);
    }
    std::unique_ptr<ReviewStore> review() const { return ReviewStore::open(server.place(), identity); }
    std::vector<LabelEvent> waiting(const std::string& name, const ReviewPlace& place) const {
        const std::string address = place.withoutPassword();
        return Outbox(outboxFile(data(name), address, identity.root), address, identity).waiting().events;
    }

    TemporaryFolder folder;
    PostgresServer server;
    PlateIdentity identity;
};

// One teamreviewer and what it has said. What he decides is numbered, and on another sample each time.
class Reviewer final {
public:
    Reviewer(const TeamWorld& world, std::string name, ReviewPlace place)
        : m_world(world)
        , m_name(std::move(name))
        , m_place(std::move(place)) {
        start();
    }
    ~Reviewer() { kill(); }
    Reviewer(const Reviewer&) = delete;
    Reviewer& operator=(const Reviewer&) = delete;

    void start() {
        m_said.clear();
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QStringLiteral(TEAM_REVIEWER), {QString::fromStdString(m_world.plate().native()), QString::fromStdString(m_place.address()), QString::fromStdString(m_name),
                                                        QString::fromStdString(m_world.data(m_name).native())});
    }
    void kill() {
        m_process.kill();
        m_process.waitForFinished();
        listen();
    }
    void leave() {
        say("quit");
        m_process.waitForFinished();
    }
    void decide(int count) {
        for (; count > 0; --count) {
            const int number = m_decided++;
            say("decide " + std::to_string(number % samples) + " " + std::to_string(number % 28) + " " + noteOf(number));
        }
    }
    int decided() const { return m_decided; } ///< or skipped
    void skip(int decided) { m_decided = decided; }
    /// What is decided before the other one listens reaches him when he reads the review.
    bool decideUntilHeardBy(Reviewer& other) {
        for (int tries = 0; tries < 50; ++tries) {
            decide(1);
            if (!waitUntil("saved", 1))
                return false;
            other.listenFor(200);
            if (other.hasSaid("news"))
                return true;
        }
        return false;
    }
    std::string noteOf(int number) const { return m_name + "-" + std::to_string(number); }

    /// Until it has said so of the last `count` decisions.
    bool waitUntil(const char* state, int count) {
        std::set<QByteArray> wanted;
        for (int i = 0; i < std::min(count, samples); ++i)
            wanted.insert(QByteArray(state) + ' ' + QByteArray::fromStdString(noteOf(m_decided - 1 - i)));
        return waitFor([&] { return std::all_of(wanted.begin(), wanted.end(), [&](const QByteArray& line) { return m_said.contains(line); }); });
    }
    bool waitForLine(const QByteArray& line) {
        return waitFor([&] { return std::any_of(m_said.begin(), m_said.end(), [&](const QByteArray& said) { return said.startsWith(line); }); });
    }
    bool hasSaid(const QByteArray& start) {
        listen();
        return std::any_of(m_said.begin(), m_said.end(), [&](const QByteArray& line) { return line.startsWith(start); });
    }
    QList<QByteArray> saidOf(const QByteArray& start) {
        listen();
        QList<QByteArray> found;
        std::copy_if(m_said.begin(), m_said.end(), std::back_inserter(found), [&](const QByteArray& line) { return line.startsWith(start); });
        return found;
    }
    void forget() {
        listen();
        m_said.clear();
    }
    /// "reviewer sample note" of every event as his session shows the history, oldest first.
    QList<QByteArray> events() {
        forget();
        say("events");
        if (!waitForLine("end"))
            return {"no answer"};
        QList<QByteArray> found = saidOf("event ");
        for (QByteArray& line : found)
            line.remove(0, 6);
        return found;
    }
    void listenFor(int milliseconds) {
        m_process.waitForReadyRead(milliseconds);
        listen();
    }

private:
    void say(const std::string& line) {
        m_process.write((line + "\n").c_str());
        m_process.waitForBytesWritten();
    }
    void listen() {
        m_heard += m_process.readAllStandardOutput();
        const qsizetype end = m_heard.lastIndexOf('\n');
        if (end < 0)
            return;
        m_said += m_heard.left(end).split('\n');
        m_heard.remove(0, end + 1);
    }
    template <class Condition>
    bool waitFor(const Condition& holds) {
        QElapsedTimer timer;
        timer.start();
        for (listen(); !holds(); listenFor(50))
            if (timer.elapsed() > patience || m_process.state() == QProcess::NotRunning) {
                qWarning("%s, who decided %d, said last: %s", m_name.c_str(), m_decided, m_said.mid(std::max<qsizetype>(0, m_said.size() - 15)).join(" | ").constData());
                return false;
            }
        return true;
    }

    const TeamWorld& m_world;
    std::string m_name;
    ReviewPlace m_place;
    QProcess m_process;
    QByteArray m_heard;
    QList<QByteArray> m_said;
    int m_decided = 0;
};

std::string sampleOf(int number) { return "s" + std::to_string(10 + number % samples); }

QList<QByteArray> linesOf(const std::vector<LabelEvent>& events) {
    QList<QByteArray> lines;
    for (const LabelEvent& event : events)
        lines.push_back(QByteArray::fromStdString(event.reviewer + " " + event.sampleId + " " + (event.after ? event.after->note : "")));
    return lines;
}

// All that he decided, in his order and once each.
bool holdsAllInOrder(const std::vector<LabelEvent>& events, const std::string& name, int decided) {
    int next = 0;
    for (const LabelEvent& event : events)
        if (event.reviewer == name) {
            if (!event.after || event.after->note != name + "-" + std::to_string(next) || event.sampleId != sampleOf(next) || !event.after->present.contains(toClass(static_cast<std::size_t>(next % 28))))
                return false;
            ++next;
        }
    return next == decided;
}

} // namespace

class TestTeam final : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        if (const QByteArray missing = PostgresServer::missing(); !missing.isEmpty())
            QSKIP(missing);
    }

    // Rows C13 and C14.
    void threeProcessesShareAReviewWhileOneIsCutOffKilledAndReturns() {
        const TeamWorld world;
        for (const char* const name : {"ann", "bo", "cy"})
            world.letIn(name);
        CuttingProxy proxy(world.server.folder(), ".s.PGSQL.5432");
        const ReviewPlace byProxy = world.server.placeBy(proxy.folder(), "postgres", "cy");
        Reviewer ann(world, "ann", world.place("ann")), bo(world, "bo", world.place("bo")), cy(world, "cy", byProxy);
        for (Reviewer* one : {&ann, &bo, &cy}) {
            QVERIFY(one->waitForLine("ready"));
            one->decide(20);
        }
        for (Reviewer* one : {&ann, &bo, &cy})
            QVERIFY(one->waitUntil("saved", 20));

        proxy.setCut(true);
        for (Reviewer* one : {&ann, &bo, &cy})
            one->decide(15);
        QVERIFY(cy.waitUntil("kept", 15));
        QVERIFY(cy.waitForLine("notice kept "));
        QVERIFY(ann.waitUntil("saved", 15) && bo.waitUntil("saved", 15));
        QVERIFY(holdsAllInOrder(world.review()->allEvents(), "cy", 20)); // and nothing that is kept

        cy.kill();
        QVERIFY(!cy.hasSaid("saved cy-34"));
        cy.start();
        QVERIFY(cy.waitForLine("ready"));
        QVERIFY(cy.waitUntil("kept", samples)); // as it was left
        cy.decide(5);
        ann.decide(5);
        QVERIFY(cy.waitUntil("kept", 5));
        QCOMPARE(world.waiting("cy", byProxy).size(), std::size_t{20});

        proxy.setCut(false);
        QVERIFY(cy.waitUntil("saved", samples));
        cy.decide(5);
        QVERIFY(cy.waitUntil("saved", 5) && ann.waitUntil("saved", 5));
        const auto review = world.review();
        const std::vector<LabelEvent> events = review->allEvents();
        QVERIFY(holdsAllInOrder(events, "ann", 40) && holdsAllInOrder(events, "bo", 35) && holdsAllInOrder(events, "cy", 45));
        QCOMPARE(events.size(), std::size_t{120});
        for (Reviewer* one : {&ann, &bo, &cy})
            QCOMPARE(one->events(), linesOf(events));
        QVERIFY(review->verify().empty());
        QVERIFY(world.waiting("cy", byProxy).empty());
    }

    void whatOneDecidesTheOthersSeeWithinTwoSeconds() {
        const TeamWorld world;
        for (const char* const name : {"ann", "bo"})
            world.letIn(name);
        Reviewer ann(world, "ann", world.place("ann")), again(world, "ann", world.place("ann")), bo(world, "bo", world.place("bo"));
        for (Reviewer* one : {&ann, &again, &bo})
            QVERIFY(one->waitForLine("ready"));
        QVERIFY(ann.decideUntilHeardBy(bo) && ann.decideUntilHeardBy(again)); // all of them listen by now
        std::vector<qint64> waits;
        for (const int first = ann.decided(); ann.decided() < first + 7;) {
            const int number = ann.decided() % samples;
            bo.forget();
            QElapsedTimer timer;
            timer.start();
            ann.decide(1);
            QVERIFY(bo.waitForLine("news " + QByteArray::number(number)));
            waits.push_back(timer.elapsed());
        }
        std::sort(waits.begin(), waits.end());
        qInfo("seen by another process after %lld ms (median of %zu)", waits[waits.size() / 2], waits.size());
        QVERIFY(waits[waits.size() / 2] < 2'000);
        QVERIFY(again.waitForLine("saved " + QByteArray::fromStdString(ann.noteOf(ann.decided() - 1)))); // hers, too
        again.skip(ann.decided() + 1);
        bo.forget();
        again.decide(samples); // over what she decided there, as she saw
        QVERIFY(again.waitUntil("saved", samples));
        QVERIFY(bo.waitForLine("news " + QByteArray::number((again.decided() - 1) % samples))); // and nothing is on its way any more
        QVERIFY(!again.hasSaid("notice overtaken"));

        world.review()->putSetting(blindingSetting, "other-reviewers");
        bo.forget();
        again.forget();
        ann.skip(again.decided() + 1);
        ann.decide(2);
        QVERIFY(ann.waitUntil("saved", 2) && again.waitForLine("news"));
        QVERIFY(!bo.hasSaid("news"));
        QCOMPARE(bo.events().size(), 0);
    }
    // Row C13: in one's own name, from two places.
    void whoDecidesOverWhatHeCouldNotSeeIsTold() {
        const TeamWorld world;
        world.letIn("ann");
        CuttingProxy proxy(world.server.folder(), ".s.PGSQL.5432");
        Reviewer here(world, "ann", world.place("ann")), away(world, "ann", world.server.placeBy(proxy.folder(), "postgres", "ann"));
        QVERIFY(here.waitForLine("ready") && away.waitForLine("ready"));
        QVERIFY(here.decideUntilHeardBy(away));
        proxy.setCut(true);
        QVERIFY(away.waitForLine("notice kept")); // nothing was to be saved
        here.decide(2);
        QVERIFY(here.waitUntil("saved", 2));
        away.skip(here.decided() + samples - 2); // on the same samples
        away.decide(2);
        QVERIFY(away.waitUntil("kept", 2));
        proxy.setCut(false);
        QVERIFY(away.waitUntil("saved", 2));
        QVERIFY(away.waitForLine("notice overtaken"));
        QVERIFY(away.waitForLine("no more: notice kept"));
        QVERIFY(here.waitForLine("news"));
        QCOMPARE(world.review()->allEvents().size(), static_cast<std::size_t>(here.decided() + 2));

        // The same in a later sitting.
        proxy.setCut(true);
        away.forget();
        away.decide(1);
        QVERIFY(away.waitUntil("kept", 1));
        away.kill();
        here.skip(away.decided() - 1 + samples); // on the same sample
        here.decide(1);
        QVERIFY(here.waitUntil("saved", 1));
        proxy.setCut(false);
        away.start();
        QVERIFY(away.waitForLine("notice overtaken"));
    }

    // Rows C14 and C27: its process is there, and says nothing.
    void aServerThatIsStoppedHoldsUpNobodyAndGetsEverythingOnce() {
        const TeamWorld world;
        const std::filesystem::path file = world.folder / "outbox.sqlite";
        const auto started = [&] {
            auto thread = std::make_unique<StoreThread>();
            thread->setPatience(std::chrono::milliseconds(2'200));
            thread->keepIn([&, file] { return std::make_unique<Outbox>(file, "server", world.identity); });
            thread->openWith([&] { return world.review(); });
            return thread;
        };
        const auto stop = [&](int signal) {
            const QList<QByteArray> processes = world.server.psql("SELECT pid FROM pg_stat_activity WHERE application_name = 'locascope'").split('\n');
            for (const QByteArray& process : processes)
                ::kill(process.toInt(), signal);
        };
        auto thread = started();
        QSignalSpy saved(thread.get(), &StoreThread::saved), failed(thread.get(), &StoreThread::savingFailed);
        thread->append(numberedEvent(1));
        QTRY_COMPARE(saved.size(), 1);

        stop(SIGSTOP);
        QElapsedTimer timer;
        timer.start();
        thread->append(numberedEvent(2));
        QTRY_COMPARE(thread->keptCount(), std::size_t{1});
        thread->append(numberedEvent(3)); // while the thread waits
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(timer.elapsed() < 4'500);
        QVERIFY(failed.first().at(0).value<std::vector<std::string>>().empty()); // all are kept
        QTRY_COMPARE_WITH_TIMEOUT(thread->unsavedCount(), std::size_t{0}, 2 * StoreThread::retryMilliseconds);
        stop(SIGCONT);

        stop(SIGSTOP);
        thread->setPatience(std::chrono::hours(1));
        thread->append(numberedEvent(4));
        QTRY_COMPARE(thread->keptCount(), std::size_t{1});
        thread->append(numberedEvent(5));
        timer.start();
        thread.reset();
        QVERIFY(timer.elapsed() < StoreThread::closingMilliseconds);
        stop(SIGCONT);
        std::set<std::string> safe;
        for (const auto& events : {Outbox(file).waiting().events, world.review()->allEvents()})
            for (const LabelEvent& event : events)
                safe.insert(event.uuid);
        QCOMPARE(safe.size(), std::size_t{5});
        thread = started();
        QTRY_COMPARE(world.review()->allEvents().size(), std::size_t{5});
        QVERIFY(world.review()->verify().empty());
    }

    // Row C1 on a server: what a window has shown as saved is there, and what it has shown as kept gets there.
    void everyDecisionShownAsSavedSurvivesKill9OfItsProcess() {
        const TeamWorld world;
        world.letIn("ann");
        std::mt19937 chance(20'261);
        Reviewer ann(world, "ann", world.place("ann"));
        std::set<QByteArray> saved, kept;
        for (int round = 0; round < kills(); ++round) {
            QVERIFY(ann.waitForLine("ready"));
            ann.decide(1);
            QVERIFY(ann.waitUntil("saved", 1)); // and what was left before it
            const auto moment = std::uniform_int_distribution<int>(1, 150)(chance);
            QElapsedTimer timer;
            for (timer.start(); timer.elapsed() < moment; std::this_thread::sleep_for(std::chrono::milliseconds(4))) {
                ann.decide(1);
                ann.listenFor(1);
            }
            ann.kill();
            for (const QByteArray& line : ann.saidOf("saved "))
                saved.insert(line.mid(6));
            for (const QByteArray& line : ann.saidOf("kept "))
                kept.insert(line.mid(5));
            std::set<QByteArray> stored;
            const auto review = world.review();
            for (const LabelEvent& event : review->allEvents())
                stored.insert(QByteArray::fromStdString(event.after->note));
            QVERIFY(std::includes(stored.begin(), stored.end(), saved.begin(), saved.end()));
            for (const LabelEvent& event : world.waiting("ann", world.place("ann")))
                stored.insert(QByteArray::fromStdString(event.after->note));
            QVERIFY(std::includes(stored.begin(), stored.end(), kept.begin(), kept.end()));
            QVERIFY(round % 10 != 0 || review->verify().empty());
            ann.start();
        }
        QVERIFY(ann.waitForLine("ready"));
        ann.decide(1);
        QVERIFY(ann.waitUntil("saved", 1));
        std::set<std::string> notes;
        const std::vector<LabelEvent> events = world.review()->allEvents();
        for (const LabelEvent& event : events)
            QVERIFY2(notes.insert(event.after->note).second, "an event is there twice");
        for (const QByteArray& note : kept)
            QVERIFY(notes.contains(note.toStdString()));
        qInfo("%d kills of a client: %zu decisions shown as saved, %zu as kept, %zu on the server, none lost", kills(), saved.size(), kept.size(), events.size());
        QVERIFY(kept.size() > static_cast<std::size_t>(kills()));
    }

    // The server's processes at random moments, with fsync as it is used.
    void everyConfirmedDecisionSurvivesKill9OfTheServer() {
        TeamWorld world(PostgresServer::Durability::Whole);
        constexpr int clients = 3;
        std::array<std::atomic<int>, clients> confirmed{};
        std::atomic<bool> done = false;
        std::vector<std::thread> threads;
        for (int client = 0; client < clients; ++client)
            threads.emplace_back([&, client, name = "client" + std::to_string(client)] {
                std::unique_ptr<ReviewStore> store;
                while (!done)
                    try {
                        if (!store)
                            store = world.review();
                        store->append(numberedEvents(confirmed[static_cast<std::size_t>(client)] + 1, 1, name));
                        ++confirmed[static_cast<std::size_t>(client)];
                    } catch (const Error&) { // the same again, until it is confirmed
                        std::this_thread::sleep_for(std::chrono::milliseconds(10));
                    }
            });
        std::mt19937 chance(20'262);
        bool isWhole = true;
        for (int round = 0; round < kills() && isWhole; ++round) {
            std::this_thread::sleep_for(std::chrono::microseconds(std::uniform_int_distribution<int>(30'000, 180'000)(chance)));
            world.server.crash();
            std::array<int, clients> before{};
            std::copy(confirmed.begin(), confirmed.end(), before.begin());
            world.server.start();
            const auto review = world.review();
            std::map<std::string, int> stored;
            for (const LabelEvent& event : review->allEvents())
                ++stored[event.reviewer];
            for (int client = 0; client < clients; ++client)
                isWhole = isWhole && stored["client" + std::to_string(client)] >= before[static_cast<std::size_t>(client)];
            isWhole = isWhole && (round % 10 != 0 || review->verify().empty());
        }
        done = true;
        for (std::thread& thread : threads)
            thread.join();
        QVERIFY(isWhole);
        const auto review = world.review();
        QVERIFY(review->verify().empty());
        std::map<std::string, int> last;
        for (const LabelEvent& event : review->allEvents())
            QVERIFY(event == withSequence(numberedEvent(++last[event.reviewer], event.reviewer), event.sequence));
        int total = 0;
        for (int client = 0; client < clients; ++client) {
            const int of = confirmed[static_cast<std::size_t>(client)];
            const int there = last["client" + std::to_string(client)];
            QVERIFY(there == of || there == of + 1); // the answer to the last may have been cut off
            total += of;
        }
        qInfo("%d kills of the server: %d confirmed decisions of %d clients, none lost", kills(), total, clients);
        QVERIFY(total > kills());
    }
};

QTEST_GUILESS_MAIN(TestTeam)
#include "test_team.moc"
