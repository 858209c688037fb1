#include "core/files/folderlimit.h"
#include "core/files/writefile.h"
#include "tests/support/temporaryfolder.h"

#include <QTest>

using namespace locascope;
using namespace locascope::testing;

namespace {

std::filesystem::path written(const TemporaryFolder& folder, const char* name, int hoursAgo) {
    const std::filesystem::path file = folder / name;
    writeFile(file, std::string_view("0123456789"));
    std::filesystem::last_write_time(file, std::filesystem::file_time_type::clock::now() - std::chrono::hours(hoursAgo));
    return file;
}

} // namespace

class TestFolderLimit : public QObject {
    Q_OBJECT

private slots:
    void theOldestGoUntilTheRestFits() {
        const TemporaryFolder folder;
        const auto oldest = written(folder, "a.pack", 9), older = written(folder, "b.pack", 5), newer = written(folder, "c.pack", 1);
        keepWithin(folder.path(), ".pack", 30, newer);
        QVERIFY(std::filesystem::exists(oldest));
        keepWithin(folder.path(), ".pack", 29, newer);
        QVERIFY(!std::filesystem::exists(oldest) && std::filesystem::exists(older) && std::filesystem::exists(newer));
    }

    void theNewestStaysEvenIfItIsTooLargeOrOld() {
        const TemporaryFolder folder;
        const auto mine = written(folder, "a.pack", 9), other = written(folder, "b.pack", 5);
        keepWithin(folder.path(), ".pack", 1, mine);
        QVERIFY(std::filesystem::exists(mine) && !std::filesystem::exists(other));
    }

    void filesOfOtherEndingsAreNobodysBusiness() {
        const TemporaryFolder folder;
        const auto other = written(folder, "a.text", 9), mine = written(folder, "b.pack", 5);
        keepWithin(folder.path(), ".pack", 10, mine);
        keepWithin(folder.path(), ".pack", 0, mine);
        QVERIFY(std::filesystem::exists(other));
    }

    void aFolderThatIsNotThereIsNoError() {
        const TemporaryFolder folder;
        keepWithin(folder / "gone", ".pack", 0, {});
    }
};

QTEST_APPLESS_MAIN(TestFolderLimit)
#include "test_folderlimit.moc"
