#include "core/files/readfile.h"
#include "core/files/writefile.h"
#include "core/similarity/featurememory.h"
#include "tests/core/similarity/randomtable.h"
#include "tests/support/temporaryfolder.h"

#include <QTest>

#include <algorithm>
#include <chrono>

using namespace locascope;
using namespace locascope::testing;

namespace fs = std::filesystem;

namespace {

const FeatureSubject subject{"/plates/one", "model-a"};

std::vector<fs::path> filesIn(const fs::path& folder) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder / "features"))
        files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

} // namespace

class TestFeatureMemory : public QObject {
    Q_OBJECT

private slots:
    void whatWasKeptComesBack() {
        const TemporaryFolder folder;
        const FeatureTable table = randomTable(20, 33);
        keepFeatures(folder.path(), subject, table);
        const KeptFeatures kept = recallFeatures(folder.path(), subject);
        QCOMPARE(kept.length, std::size_t{33});
        QCOMPARE(kept.keys.size(), std::size_t{20});
        QVERIFY(kept.keys[7] == featureKey("7"));
        FeatureTable again;
        for (std::size_t row = 0; row < kept.keys.size(); ++row)
            QVERIFY(again.put(static_cast<int>(row), kept.keys[row], std::span(kept.halves).subspan(row * kept.length, kept.length)));
        QVERIFY(std::equal(table.rows(), table.rows() + 20 * 33, again.rows()));
        QCOMPARE(again.scale(3), table.scale(3));
    }

    void anotherModelOrPlateHasNone() {
        const TemporaryFolder folder;
        keepFeatures(folder.path(), subject, randomTable(3, 8));
        QVERIFY(recallFeatures(folder.path(), {subject.plate, "model-b"}).keys.empty());
        QVERIFY(recallFeatures(folder.path(), {"/plates/two", subject.model}).keys.empty());
        // also where a file stands in another's place
        keepFeatures(folder.path(), {subject.plate, "model-b"}, randomTable(4, 8));
        const auto files = filesIn(folder.path());
        QCOMPARE(files.size(), std::size_t{2});
        fs::rename(files[0], folder.path() / "x");
        fs::rename(files[1], files[0]);
        fs::rename(folder.path() / "x", files[1]);
        QVERIFY(recallFeatures(folder.path(), subject).keys.empty());
    }

    // Wherever a byte is wrong or the end is missing.
    void aDamagedFileIsNone() {
        const TemporaryFolder folder;
        keepFeatures(folder.path(), subject, randomTable(3, 8));
        const fs::path file = filesIn(folder.path()).at(0);
        const Bytes whole = readFile(file, {});
        for (std::size_t i = 0; i < whole.size(); i += 7) {
            Bytes damaged = whole;
            damaged[i] ^= std::byte{1};
            writeFile(file, damaged);
            QVERIFY(recallFeatures(folder.path(), subject).keys.empty());
            writeFile(file, std::span(whole).first(i));
            QVERIFY(recallFeatures(folder.path(), subject).keys.empty());
        }
        writeFile(file, whole);
        QCOMPARE(recallFeatures(folder.path(), subject).keys.size(), std::size_t{3});
    }

    void theOnesUsedLongestAgoGoFirst() {
        const TemporaryFolder folder;
        for (const char* model : {"a", "b", "c"}) {
            keepFeatures(folder.path(), {subject.plate, model}, randomTable(10, 100));
            for (const fs::path& file : filesIn(folder.path()))
                fs::last_write_time(file, fs::last_write_time(file) - std::chrono::hours(1));
        }
        QCOMPARE(recallFeatures(folder.path(), {subject.plate, "a"}).keys.size(), std::size_t{10}); // used just now
        keepFeatures(folder.path(), {subject.plate, "d"}, randomTable(10, 100), 3 * 2400);
        QCOMPARE(filesIn(folder.path()).size(), std::size_t{3});
        QVERIFY(recallFeatures(folder.path(), {subject.plate, "b"}).keys.empty());
        QVERIFY(!recallFeatures(folder.path(), {subject.plate, "a"}).keys.empty());
    }

    void nothingIsKeptWithoutAPlace() {
        keepFeatures({}, subject, randomTable(3, 8));
        keepFeatures("/proc/nowhere", subject, randomTable(3, 8));
        QVERIFY(recallFeatures({}, subject).keys.empty());
        QVERIFY(recallFeatures("/proc/nowhere", subject).keys.empty());
    }
};

QTEST_APPLESS_MAIN(TestFeatureMemory)
#include "test_featurememory.moc"
