#include "core/files/blocks.h"
#include "core/files/readfile.h"

#include <QTest>

#include <atomic>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <set>
#include <string>
#include <thread>
#include <vector>

using namespace locascope;

namespace {

constexpr std::size_t large = std::size_t{9} << 20;

void fill(void* block, std::size_t bytes, int value) { std::memset(block, value, bytes); }

bool holds(const void* block, std::size_t bytes, int value) {
    const auto* at = static_cast<const unsigned char*>(block);
    for (std::size_t i = 0; i < bytes; i += 4095)
        if (at[i] != value)
            return false;
    return at[bytes - 1] == value;
}

double residentMegabytes() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmRSS:"))
            return std::stod(line.substr(6)) / 1024;
    return 0;
}

} // namespace

/// Memory for pixels and files.
class TestBlocks final : public QObject {
    Q_OBJECT
private slots:
    void blocksOfAnySizeCanBeWrittenToTheirEnd() {
        for (const std::size_t bytes : {std::size_t{0}, std::size_t{1}, std::size_t{100}, largeBlockBytes - 1, largeBlockBytes, largeBlockBytes + 1, large, large * 20}) {
            void* block = takeBlock(bytes);
            QVERIFY(block);
            if (bytes > 0) {
                fill(block, bytes, 7);
                QVERIFY(holds(block, bytes, 7));
            }
            giveBlock(block, bytes);
        }
        giveBlock(nullptr, 0);
        giveBlock(nullptr, large);
    }

    void noBlockIsGivenTwice() {
        std::set<void*> given;
        for (int i = 0; i < 20; ++i) {
            void* block = takeBlock(large);
            fill(block, large, i);
            QVERIFY(given.insert(block).second);
        }
        for (void* block : given)
            giveBlock(block, large);
    }

    void aBlockOfTheSameSizeIsTakenAgain() {
#if defined(__SANITIZE_ADDRESS__)
        QSKIP("blocks are malloc's here");
#endif
        void* first = takeBlock(large);
        giveBlock(first, large);
        void* other = takeBlock(large * 2);
        QVERIFY(other != first);
        void* again = takeBlock(large - 100); // of the same number of huge pages
        QCOMPARE(again, first);
        giveBlock(again, large - 100);
        giveBlock(other, large * 2);
    }

    void notMoreIsKeptThanIsSaid() {
#if defined(__SANITIZE_ADDRESS__)
        QSKIP("blocks are malloc's here");
#endif
        const double before = residentMegabytes();
        std::vector<void*> blocks;
        for (int i = 0; i < 30; ++i) {
            blocks.push_back(takeBlock(large));
            fill(blocks.back(), large, i);
        }
        QVERIFY(residentMegabytes() > before + 100); // of 270, some of which were kept by the tests before
        for (void* block : blocks)
            giveBlock(block, large);
        const double kept = static_cast<double>(keptBlockBytes) / (1 << 20);
        QVERIFY2(residentMegabytes() < before + kept + 10, qPrintable(QString::number(residentMegabytes() - before)));
    }

    void whatCannotBeHadIsThrown() {
        QVERIFY_EXCEPTION_THROWN(takeBlock(SIZE_MAX), std::bad_alloc);
        QVERIFY_EXCEPTION_THROWN(takeBlock(SIZE_MAX - 100), std::bad_alloc);
        QVERIFY_EXCEPTION_THROWN(BlockAllocator<std::uint64_t>().allocate(SIZE_MAX / 4), std::bad_alloc);
    }

    void threadsShareThem() {
        std::vector<std::thread> threads;
        std::atomic<bool> good = true;
        for (int thread = 0; thread < 4; ++thread)
            threads.emplace_back([thread, &good] {
                for (int i = 0; i < 50; ++i) {
                    const std::size_t bytes = largeBlockBytes * static_cast<std::size_t>(1 + (i + thread) % 3);
                    void* block = takeBlock(bytes);
                    fill(block, bytes, thread + 1);
                    good = good && holds(block, bytes, thread + 1);
                    giveBlock(block, bytes);
                }
            });
        for (std::thread& thread : threads)
            thread.join();
        QVERIFY(good);
    }

    void newBytesAreZero() {
        for (int i = 0; i < 3; ++i) {
            Bytes bytes(large);
            QVERIFY(holds(bytes.data(), large, 0));
            fill(bytes.data(), large, 9);
        }
    }
};

QTEST_GUILESS_MAIN(TestBlocks)
#include "test_blocks.moc"
