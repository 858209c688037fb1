// What is thrown on any thread of a session is caught at that thread's edge and told; the rest goes on.

#include "tests/ui/models/sessionworld.h"

#include <algorithm>
#include <functional>
#include <stdexcept>

using namespace locascope;
using namespace locascope::testing;

namespace {

[[noreturn]] void throwOut() { throw std::runtime_error("thrown by a test"); }

bool isTold(const Session& session, const char* text = "thrown by a test") {
    const auto notices = session.notices();
    return std::any_of(notices.begin(), notices.end(), [&](const Notice& one) { return one.text.contains(QLatin1String(text)); });
}

/// Which part throws, and whether the plate opens all the same.
struct Hook {
    const char* name;
    bool opensAllTheSame;
    std::function<void(SessionParts&)> set;
};

const std::vector<Hook>& hooks() {
    static const std::vector<Hook> all{
        {"scan", false, [](SessionParts& parts) { parts.scan = [](const auto&, const Progress&, std::stop_token) -> Plate { throwOut(); }; }},
        {"inspect", true, [](SessionParts& parts) { parts.inspect = [](Plate&, const Progress&, std::stop_token) { throwOut(); }; }},
        {"review", true, [](SessionParts& parts) { parts.openStore = [](const auto&, const auto&) -> std::unique_ptr<ReviewStore> { throwOut(); }; }},
        {"card", true, [](SessionParts& parts) { parts.readCard = [](const auto&) -> ModelCard { throwOut(); }; }},
        {"learning", true, [](SessionParts& parts) { parts.loadLearning = []() -> std::shared_ptr<Learning> { throwOut(); }; }},
        {"trial", true, [](SessionParts& parts) { parts.trial = [](const auto&, const ModelCard&, const Learning&, std::stop_token) { throwOut(); }; }},
    };
    return all;
}

} // namespace

class TestWorkerThreads final : public QObject {
    Q_OBJECT
private slots:
    void whatIsThrownIsToldAndTheRestGoesOn_data() {
        QTest::addColumn<int>("hook");
        for (std::size_t i = 0; i < hooks().size(); ++i)
            QTest::newRow(hooks()[i].name) << static_cast<int>(i);
    }
    void whatIsThrownIsToldAndTheRestGoesOn() {
        QFETCH(int, hook);
        const Hook& one = hooks()[static_cast<std::size_t>(hook)];
        SessionWorld world;
        one.set(world.parts);
        const auto session = world.openSession();
        QTRY_VERIFY2(isTold(*session), one.name);
        if (one.opensAllTheSame)
            QTRY_COMPARE(shownValue(*session), 0);
        else
            QVERIFY(!session->hasPlate());
    }

    void anImageWhoseReaderThrowsIsSaidAndTheNextIsShown() {
        SessionWorld world;
        world.parts.load = [load = world.parts.load](const Plate& plate, const Sample& sample, const LoadOptions& options, std::stop_token stop) {
            if (sample.id == SessionWorld::idOf(0))
                throwOut();
            return load(plate, sample, options, stop);
        };
        const auto session = world.openSession();
        QTRY_VERIFY(session->isIndexComplete());
        session->goTo(1);
        QTRY_COMPARE(shownValue(*session), 1);
    }

    void aModelThatThrowsIsSaidAndImagesGoOn() {
        SessionWorld world;
        const auto session = world.openSession();
        QTRY_COMPARE(session->modelState(), ModelState::Ready);
        world.engine->refuses = true;
        session->goTo(3);
        QTRY_COMPARE(shownValue(*session), 3);
        QTRY_VERIFY(isTold(*session, "not a number"));
    }
};

QTEST_GUILESS_MAIN(TestWorkerThreads)
#include "test_workerthreads.moc"
