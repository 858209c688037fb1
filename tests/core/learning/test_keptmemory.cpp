#include "core/learning/keptmemory.h"
#include "core/learning/torchlearning.h"
#include "tests/core/learning/cards.h"
#include "tests/core/learning/scripts.h"

#include <QTest>

#include <thread>
#include <vector>

using namespace locascope;
using namespace locascope::testing;

namespace {

constexpr std::size_t mebibyte = std::size_t{1} << 20;

} // namespace

class TestKeptMemory final : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { keepTensorMemory(); }

    void blocksAreKeptForTheNextOfThatSize() {
        QVERIFY(tensorsComeAndGo(5 * mebibyte, 1));
        const std::size_t once = keptTensorBytes();
        QVERIFY(once >= 5 * mebibyte && once < 6 * mebibyte);
        for (int i = 0; i < 5; ++i)
            QVERIFY(tensorsComeAndGo(5 * mebibyte + 4096 * static_cast<std::size_t>(i + 1), 1));
        QCOMPARE(keptTensorBytes(), once);
        QVERIFY(tensorsComeAndGo(5 * mebibyte, 3));
        QVERIFY(keptTensorBytes() >= 15 * mebibyte);
    }

    void smallOnesAreLeftToMalloc() {
        const std::size_t before = keptTensorBytes();
        for (const std::size_t bytes : {1, 63, 64, 65, 4096, 32768})
            QVERIFY(tensorsComeAndGo(bytes, 4));
        QCOMPARE(keptTensorBytes(), before);
    }

    void noMoreIsKeptThanSaid() {
        for (std::size_t size = 1; size <= 40; ++size)
            QVERIFY(tensorsComeAndGo(size * mebibyte + 64, 2));
        QVERIFY(keptTensorBytes() <= mostKeptTensorBytes);
        QVERIFY(keptTensorBytes() > mostKeptTensorBytes / 2);
        QVERIFY(tensorsComeAndGo(mostKeptTensorBytes - 64, 1));
        QVERIFY(tensorsComeAndGo(mostKeptTensorBytes + mebibyte, 1));
        QVERIFY(keptTensorBytes() <= mostKeptTensorBytes);
    }

    void whatCannotBeHadIsAnErrorAfterAllWasLetGo() {
        QVERIFY(tensorsComeAndGo(5 * mebibyte, 1));
        QVERIFY_EXCEPTION_THROWN(tensorsComeAndGo(std::size_t{1} << 60, 1), std::exception);
        QCOMPARE(keptTensorBytes(), std::size_t{0});
    }

    void threadsMayGiveAndTakeTogether() {
        std::vector<std::thread> threads;
        std::vector<char> went(4, 0);
        for (std::size_t i = 0; i < went.size(); ++i)
            threads.emplace_back([&went, i] {
                bool fine = true;
                for (std::size_t round = 0; round < 30; ++round)
                    fine = tensorsComeAndGo((round % 5 + 1) * 100'000, 5) && fine;
                went[i] = fine ? 1 : 0;
            });
        for (std::thread& thread : threads)
            thread.join();
        QCOMPARE(went, std::vector<char>(4, 1));
    }

    void aModelFindsTheBlocksOfThePassBefore() {
        const WrittenModel model(classifierScript(4, 28, 3), 28, 64);
        const auto engine = makeTorchLearning()->load(model.file, model.card, {.device = "cpu", .threads = 1});
        const std::vector<InputTensor> inputs{noisyInput(64, 1), noisyInput(64, 2)};
        const auto first = engine->predict(inputs);
        const std::size_t kept = keptTensorBytes();
        QVERIFY(kept > 0);
        for (int i = 0; i < 3; ++i)
            QVERIFY(engine->predict(inputs) == first);
        QCOMPARE(keptTensorBytes(), kept);
    }
};

QTEST_GUILESS_MAIN(TestKeptMemory)
#include "test_keptmemory.moc"
