// How long until a decision is durable, beside a bare write of 12 KB and fdatasync in the same directory, in turns; acts on 10,000 samples; opening, and opening after changes of the classes. All with
// the events of a review of 31,072 samples present. On a server of this machine, with fsync and 50,000 events: decisions a second, of a file and bare beside it, and acts.
#include "core/store/reviewstore.h"
#include "core/store/acttrail.h"
#include "core/store/reviewserver.h"
#include "core/store/reviewvocabulary.h"
#include "core/store/unclearsamples.h"
#include "tests/support/postgresserver.h"
#include "tests/support/reviewworld.h"
#include "ui/models/reviewlog.h"

#include <benchmark/benchmark.h>

#include <QCoreApplication>

#include <fcntl.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <memory>
#include <stdexcept>

namespace {

using namespace locascope;
using namespace locascope::testing;

constexpr int presentEvents = 500'000;
constexpr int plateSamples = 31'072;
constexpr int bulkSamples = 10'000;
constexpr int decisions = 3'000;
constexpr std::size_t bareBytes = 12 << 10;

QCoreApplication& application() {
    static int argc = 1;
    static char name[] = "bench_store";
    static char* argv[] = {name, nullptr};
    static QCoreApplication made(argc, argv);
    return made;
}

template <class Act>
double milliseconds(const Act& act) {
    const auto start = std::chrono::steady_clock::now();
    act();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

double percentile(std::vector<double> values, double share) {
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

void fill(ReviewStore& store) {
    constexpr int batch = 10'000;
    for (int first = 0; first < presentEvents; first += batch) {
        std::vector<LabelEvent> events = numberedEvents(first, batch);
        for (std::size_t i = 0; i < events.size(); ++i)
            events[i].sampleId = "field" + std::to_string((i * 7 + static_cast<std::size_t>(first)) % plateSamples);
        store.append(events);
    }
    store.tidy();
}

// A log of fixed size, overwritten as SQLite overwrites its own.
class BareWriter final {
public:
    explicit BareWriter(const std::filesystem::path& file)
        : m_file(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {}
    ~BareWriter() { ::close(m_file); }
    BareWriter(const BareWriter&) = delete;
    BareWriter& operator=(const BareWriter&) = delete;
    void write() {
        const auto offset = static_cast<off_t>(bareBytes) * (m_writes++ % 256);
        if (::pwrite(m_file, m_block.data(), m_block.size(), offset) != static_cast<ssize_t>(bareBytes) || ::fdatasync(m_file) != 0)
            throw std::runtime_error("no room for the bare writes");
    }

private:
    int m_file;
    int m_writes = 0;
    std::string m_block = std::string(bareBytes, 'b');
};

// One review of that size for all that only adds some thousand events to it.
const ReviewWorld& filledWorld() {
    static const auto world = [] {
        auto made = std::make_unique<ReviewWorld>();
        fill(*made->open());
        return made;
    }();
    return *world;
}

void durableDecision(benchmark::State& state) {
    application();
    const bool idleBetween = state.range(0) != 0;
    std::vector<double> stored;
    std::vector<double> bare;
    for (auto _ : state) {
        const ReviewWorld& world = filledWorld();
        const auto store = world.open();
        BareWriter writer(world.directory() / "bare");
        for (int number = 0; number < decisions; ++number) {
            const LabelEvent event = numberedEvent(number, newUuid());
            bare.push_back(milliseconds([&] { writer.write(); }));
            stored.push_back(milliseconds([&] { store->append(std::span(&event, 1)); }));
            if (idleBetween)
                store->tidy();
        }
    }
    state.counters["decision_p50_ms"] = percentile(stored, 0.5);
    state.counters["decision_p99_ms"] = percentile(stored, 0.99);
    state.counters["decision_max_ms"] = percentile(stored, 1);
    state.counters["bare_p50_ms"] = percentile(bare, 0.5);
    state.counters["bare_p99_ms"] = percentile(bare, 0.99);
    state.counters["bare_max_ms"] = percentile(bare, 1);
    state.counters["ratio_p99"] = percentile(stored, 0.99) / percentile(bare, 0.99);
}
BENCHMARK(durableDecision)->ArgName("tidied_when_idle")->Arg(0)->Arg(1)->Iterations(1)->Unit(benchmark::kSecond);

// From the act to COMMIT: the events are made, and stored in one transaction. Each is known to be saved before the next.
void measureBulkActs(benchmark::State& state, ReviewStore& store) {
    ReviewLog log;
    std::vector<LabelEvent> stored;
    const auto settle = [&] {
        for (const LabelEvent& event : stored)
            log.saved(event.uuid);
    };
    log.setAuthor({"writer", "77"});
    std::vector<double> done;
    std::vector<double> undone;
    for (auto _ : state) {
        std::vector<ReviewLog::Change> changes;
        for (int i = 0; i < bulkSamples; ++i)
            changes.push_back({i, "field" + std::to_string(i), {}, numberedEvent(static_cast<int>(done.size())).after});
        done.push_back(milliseconds([&] { stored = store.append(log.decideAll(std::move(changes), 1)); }));
        settle();
        undone.push_back(milliseconds([&] { stored = store.append(log.undo(2)); }));
        settle();
    }
    state.counters["bulk_p50_ms"] = percentile(done, 0.5);
    state.counters["bulk_max_ms"] = percentile(done, 1);
    state.counters["undo_p50_ms"] = percentile(undone, 0.5);
    state.counters["undo_max_ms"] = percentile(undone, 1);
}

void bulkAct(benchmark::State& state) {
    application();
    measureBulkActs(state, *filledWorld().open());
}
BENCHMARK(bulkAct)->Iterations(7)->Unit(benchmark::kMillisecond);

// A server with a review of its own, for all that only adds to it.
const ReviewPlace& filledServer() {
    static const PostgresServer server(PostgresServer::Durability::Whole);
    static const ReviewPlace place = [] {
        initReviewServer(server.place());
        const auto store = ReviewStore::open(server.place(), {"/plate", "fingerprint"});
        for (int first = 0; first < 50'000; first += bulkSamples)
            store->append(numberedEvents(first, bulkSamples));
        return server.place();
    }();
    return place;
}

void decisionOnServer(benchmark::State& state) {
    application();
    if (!PostgresServer::missing().isEmpty())
        return state.SkipWithError("no PostgreSQL here");
    const auto server = ReviewStore::open(filledServer(), {"/plate", "fingerprint"});
    const ReviewWorld world;
    const auto file = world.open();
    BareWriter writer(world.directory() / "bare");
    double onServer = 0, inFile = 0, bare = 0;
    int count = 0;
    for (auto _ : state) {
        const LabelEvent event = numberedEvent(++count, newUuid());
        bare += milliseconds([&] { writer.write(); });
        inFile += milliseconds([&] { file->append(std::span(&event, 1)); });
        onServer += milliseconds([&] { server->append(std::span(&event, 1)); });
    }
    state.counters["server_a_second"] = 1'000 * count / onServer;
    state.counters["sqlite_a_second"] = 1'000 * count / inFile;
    state.counters["bare_a_second"] = 1'000 * count / bare;
}
BENCHMARK(decisionOnServer)->Iterations(1'000)->Unit(benchmark::kMillisecond);

void bulkActOnServer(benchmark::State& state) {
    application();
    if (!PostgresServer::missing().isEmpty())
        return state.SkipWithError("no PostgreSQL here");
    measureBulkActs(state, *ReviewStore::open(filledServer(), {"/plate", "fingerprint"}));
}
BENCHMARK(bulkActOnServer)->Iterations(7)->Unit(benchmark::kMillisecond);

// What a session asks for until the current decisions and the newest acts are there.
void opening(benchmark::State& state) {
    application();
    filledWorld();
    std::vector<double> opened;
    std::vector<double> acts;
    std::vector<double> decided;
    for (auto _ : state) {
        std::unique_ptr<ReviewStore> store;
        opened.push_back(milliseconds([&] { store = filledWorld().open(); }));
        acts.push_back(milliseconds([&] {
            ActTrail trail("writer");
            trail.read(store->eventsBefore(0, 1'000));
            benchmark::DoNotOptimize(trail.takeDone());
        }));
        decided.push_back(milliseconds([&] { benchmark::DoNotOptimize(store->currentDecisions("writer")); }));
    }
    state.counters["open_ms"] = percentile(opened, 0.5);
    state.counters["acts_ms"] = percentile(acts, 0.5);
    state.counters["decisions_ms"] = percentile(decided, 0.5);
}
BENCHMARK(opening)->Iterations(7)->Unit(benchmark::kMillisecond);

// A class renamed, one merged and one split, somewhere among the events; and some thousand decided in the classes of afterwards.
void changeClasses(ReviewStore& store) {
    const auto change = [&store](ChangeKind kind, std::size_t index, std::vector<std::string> names, std::optional<ClassIndex> into = {}) {
        changeVocabulary(store, {.kind = kind, .classes = {toClass(index)}, .into = into, .names = std::move(names), .description = {}, .reason = {}, .follows = {}}, "writer", 1);
        std::vector<LabelEvent> events = numberedEvents(0, 2'000, newUuid());
        for (LabelEvent& event : events)
            event.reviewer = "writer";
        store.append(events);
    };
    change(ChangeKind::Rename, 1, {"Envelope"});
    change(ChangeKind::Merge, 3, {}, toClass(2));
    change(ChangeKind::Split, 25, {"Granular", "Smooth"});
}

// The same, and the classes and decisions of today: in all within a tenth of a second. Beside it what the gallery's marks and the queue of unclear samples ask for later.
void openingAfterChangesOfClasses(benchmark::State& state) {
    application();
    changeClasses(*filledWorld().open());
    std::vector<double> opened, classes, decided, unclear, times;
    for (auto _ : state) {
        std::unique_ptr<ReviewStore> store;
        opened.push_back(milliseconds([&] { store = filledWorld().open(); }));
        ReviewVocabulary today;
        classes.push_back(milliseconds([&] { today = reviewVocabulary(*store); }));
        decided.push_back(milliseconds([&] { benchmark::DoNotOptimize(decisionsToday(*store, today.state, "writer")); }));
        times.push_back(milliseconds([&] { benchmark::DoNotOptimize(store->decisionTimes("writer")); }));
        unclear.push_back(milliseconds([&] { benchmark::DoNotOptimize(unclearSamples(*store)); }));
    }
    state.counters["in_all_ms"] = percentile(opened, 0.5) + percentile(classes, 0.5) + percentile(decided, 0.5); // limit 100
    state.counters["classes_ms"] = percentile(classes, 0.5);
    state.counters["decisions_today_ms"] = percentile(decided, 0.5);
    state.counters["decision_times_ms"] = percentile(times, 0.5);
    state.counters["unclear_samples_ms"] = percentile(unclear, 0.5);
}
BENCHMARK(openingAfterChangesOfClasses)->Iterations(7)->Unit(benchmark::kMillisecond);

void currentDecisionsOfManyEvents(benchmark::State& state) {
    application();
    const auto store = filledWorld().open();
    for (auto _ : state)
        benchmark::DoNotOptimize(store->currentDecisions({}));
    state.counters["events"] = presentEvents;
}
BENCHMARK(currentDecisionsOfManyEvents)->Unit(benchmark::kMillisecond);

void predictionsStored(benchmark::State& state) {
    application();
    const ReviewWorld world;
    const auto store = world.open();
    constexpr int batch = 1'000;
    int first = 0;
    for (auto _ : state) {
        std::vector<StoredPrediction> predictions;
        for (int i = 0; i < batch; ++i, ++first)
            predictions.push_back({"field" + std::to_string(first), std::vector<float>(28, 0.5F), std::string(64, 'd')});
        store->putPredictions("model", predictions);
    }
    state.SetItemsProcessed(first);
}
BENCHMARK(predictionsStored)->Unit(benchmark::kMillisecond);

void verification(benchmark::State& state) {
    application();
    const auto store = filledWorld().open();
    for (auto _ : state)
        if (!store->verify().empty())
            throw std::runtime_error("damaged");
    state.counters["events"] = presentEvents;
}
BENCHMARK(verification)->Unit(benchmark::kMillisecond);

} // namespace
