#include "core/files/writefile.h"
#include "tests/support/smallplate.h"
#include "ui/models/thumbnailcodec.h"
#include "ui/models/thumbnailstore.h"

#include <QTest>

#include <chrono>
#include <fstream>
#include <thread>

using namespace locascope;
using namespace locascope::testing;

namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t plenty = std::uint64_t{1} << 30;

ThumbnailKey keyOf(int number) {
    ThumbnailKey key;
    key.bytes[0] = static_cast<unsigned char>(number);
    key.bytes[1] = static_cast<unsigned char>(number >> 8);
    key.bytes[15] = 1;
    return key;
}

Bytes bytesOf(int number, std::size_t size = 1000) { return Bytes(size, static_cast<std::byte>(number)); }

std::vector<fs::path> packsIn(const fs::path& directory) {
    std::vector<fs::path> packs;
    for (const auto& entry : fs::directory_iterator(directory))
        packs.push_back(entry.path());
    return packs;
}

std::uint64_t bytesIn(const fs::path& directory) {
    std::uint64_t bytes = 0;
    for (const fs::path& pack : packsIn(directory))
        bytes += fs::file_size(pack);
    return bytes;
}

void overwrite(const fs::path& file, std::uint64_t offset, const std::string& text) {
    std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
    stream.seekp(static_cast<std::streamoff>(offset));
    stream << text;
}

ChannelStack stackOf(int width, int height, int bits) {
    ChannelStack stack;
    stack.width = width;
    stack.height = height;
    stack.bits = bits;
    stack.planes[Stain::Nucleus] = smoothPlane(width, height, bits);
    stack.planes[Stain::Protein] = smoothPlane(width, height, bits);
    return stack;
}

int largestDifference(const Plane& left, const Plane& right) {
    int largest = 0;
    for (int y = 0; y < left.height(); ++y)
        for (int x = 0; x < left.width(); ++x)
            largest = std::max(largest, std::abs(left.valueAt(x, y) - right.valueAt(x, y)));
    return largest;
}

} // namespace

class TestThumbnailStore final : public QObject {
    Q_OBJECT
private slots:
    void whatWasPutIsFoundAtOnceAndAfterARestart() {
        const TemporaryFolder folder;
        {
            ThumbnailStore store(folder / "t", plenty);
            store.put(keyOf(1), bytesOf(1));
            QVERIFY(store.find(keyOf(1)) == bytesOf(1));
            QVERIFY(!store.find(keyOf(2)));
        }
        ThumbnailStore again(folder / "t", plenty);
        QVERIFY(again.contains(keyOf(1)));
        QVERIFY(again.find(keyOf(1)) == bytesOf(1));
        QCOMPARE(packsIn(folder / "t").size(), std::size_t{1});
    }
    void anotherProgramsEntriesAreNotDisturbed() {
        const TemporaryFolder folder;
        {
            ThumbnailStore one(folder / "t", plenty);
            ThumbnailStore other(folder / "t", plenty);
            one.put(keyOf(1), bytesOf(1));
            other.put(keyOf(2), bytesOf(2));
        }
        ThumbnailStore again(folder / "t", plenty);
        QVERIFY(again.find(keyOf(1)) == bytesOf(1));
        QVERIFY(again.find(keyOf(2)) == bytesOf(2));
    }
    void aDamagedEntryIsAMissAndTheOthersAreNot() {
        const TemporaryFolder folder;
        {
            ThumbnailStore store(folder / "t", plenty);
            store.put(keyOf(1), bytesOf(1));
            store.put(keyOf(2), bytesOf(2));
        }
        const fs::path pack = packsIn(folder / "t").front();
        overwrite(pack, fs::file_size(pack) - 10, "x"); // in the entry that was written last
        ThumbnailStore store(folder / "t", plenty);
        const bool hasOne = store.find(keyOf(1)).has_value();
        QVERIFY(hasOne != store.find(keyOf(2)).has_value());
        QVERIFY(!store.contains(keyOf(hasOne ? 2 : 1))); // and is made again
    }
    void aFileThatIsCutOrStrangeIsThrownAway() {
        const TemporaryFolder folder;
        {
            ThumbnailStore store(folder / "t", plenty);
            store.put(keyOf(1), bytesOf(1));
        }
        const fs::path pack = packsIn(folder / "t").front();
        fs::resize_file(pack, 40);
        writeFile(folder / "t" / "strange.thumbs", std::string_view("something else altogether, long enough to hold a head"));
        writeFile(folder / "t" / "others.txt", std::string_view("not ours"));
        ThumbnailStore store(folder / "t", plenty);
        QVERIFY(!store.find(keyOf(1)));
        QCOMPARE(packsIn(folder / "t"), std::vector<fs::path>{folder / "t" / "others.txt"});
        store.put(keyOf(1), bytesOf(3));
        store.flush();
        QVERIFY(store.find(keyOf(1)) == bytesOf(3));
    }
    void aFileThatIsGoneIsAMiss() {
        const TemporaryFolder folder;
        ThumbnailStore store(folder / "t", plenty);
        store.put(keyOf(1), bytesOf(1));
        store.flush();
        fs::remove_all(folder / "t");
        QVERIFY(!store.find(keyOf(1)));
    }
    void theBoundIsKeptAndTheOldestUseGoesFirst() {
        const TemporaryFolder folder;
        const fs::path directory = folder / "t";
        constexpr std::uint64_t bound = 25000;
        for (int number : {1, 2, 3}) {
            ThumbnailStore store(directory, plenty);
            store.put(keyOf(number), bytesOf(number, 8000));
        }
        const auto now = fs::file_time_type::clock::now();
        for (const fs::path& pack : packsIn(directory))
            fs::last_write_time(pack, now - std::chrono::hours(10));
        {
            ThumbnailStore store(directory, bound);
            QVERIFY(store.find(keyOf(1)));
            QVERIFY(store.find(keyOf(3)));
            store.put(keyOf(4), bytesOf(4, 8000));
            store.flush();
            QVERIFY(store.contains(keyOf(1)) && store.contains(keyOf(3)) && store.contains(keyOf(4)));
            QVERIFY(!store.contains(keyOf(2)));
            QVERIFY(store.byteCount() <= bound);
        }
        QVERIFY(bytesIn(directory) <= bound);
    }
    void manySmallFilesBecomeOne() {
        const TemporaryFolder folder;
        constexpr int runs = static_cast<int>(ThumbnailStore::smallPacksAtMost) + 2;
        for (int number = 0; number < runs; ++number) {
            ThumbnailStore store(folder / "t", plenty);
            store.put(keyOf(number), bytesOf(number));
        }
        QVERIFY(packsIn(folder / "t").size() <= 2);
        ThumbnailStore store(folder / "t", plenty);
        for (int number = 0; number < runs; ++number)
            QVERIFY(store.find(keyOf(number)) == bytesOf(number));
    }
    void aDirectoryThatCannotBeWrittenCostsNothingButTime() {
        const TemporaryFolder folder;
        writeFile(folder / "t", std::string_view("a file, where the directory should be"));
        ThumbnailStore store(folder / "t", plenty);
        store.put(keyOf(1), bytesOf(1));
        store.flush();
        QVERIFY(!store.find(keyOf(1)));
        QCOMPARE(store.byteCount(), std::uint64_t{0});
        ThumbnailStore nowhere({}, plenty);
        nowhere.put(keyOf(1), bytesOf(1));
        QVERIFY(!nowhere.contains(keyOf(1)));
    }

    void aFileThatChangedIsAnotherKey() {
        SmallPlate made;
        const Sample sample = made.addWhole("a");
        const auto before = thumbnailKey(made.plate(), sample, 128);
        QVERIFY(before && before == thumbnailKey(made.plate(), sample, 128));
        QVERIFY(before != thumbnailKey(made.plate(), sample, 64));
        const fs::path file = made.pathOf(sample, Stain::Protein);
        const auto time = fs::last_write_time(file);
        fs::last_write_time(file, time + std::chrono::seconds(1));
        QVERIFY(before != thumbnailKey(made.plate(), sample, 128));
        fs::last_write_time(file, time);
        QVERIFY(before == thumbnailKey(made.plate(), sample, 128));
        std::ofstream(file, std::ios::app) << "x";
        fs::last_write_time(file, time);
        QVERIFY(before != thumbnailKey(made.plate(), sample, 128));
        fs::remove(file);
        QVERIFY(!thumbnailKey(made.plate(), sample, 128));
    }
    void planesComeBackNearlyAsTheyWere_data() {
        QTest::addColumn<int>("bits");
        QTest::newRow("8") << 8;
        QTest::newRow("16") << 16;
    }
    void planesComeBackNearlyAsTheyWere() {
        QFETCH(int, bits);
        const ChannelStack stack = stackOf(100, 60, bits);
        const auto back = decodeThumbnail(encodeThumbnail(stack));
        QVERIFY(back);
        QCOMPARE(back->width, 100);
        QCOMPARE(back->height, 60);
        QCOMPARE(back->bits, bits);
        QVERIFY(back->planes[Stain::Microtubules].isEmpty());
        const int range = bits == 8 ? 255 : 65535;
        for (Stain stain : {Stain::Nucleus, Stain::Protein})
            QVERIFY(largestDifference(back->planes[stain], stack.planes[stain]) <= range / 40);
    }
    void aPlaneOfOneValueComesBackExactly() {
        ChannelStack stack = stackOf(20, 20, 16);
        stack.planes[Stain::Protein] = filledPlane(20, 20, 16, [](int, int) { return 777; });
        const auto back = decodeThumbnail(encodeThumbnail(stack));
        QVERIFY(back);
        QCOMPARE(back->planes[Stain::Protein].valueAt(7, 7), 777);
    }
    void whatIsNoThumbnailIsRefused() {
        Bytes bytes = encodeThumbnail(stackOf(20, 20, 8));
        QVERIFY(decodeThumbnail(bytes));
        QVERIFY(!decodeThumbnail({}));
        QVERIFY(!decodeThumbnail(Bytes(100, std::byte{1})));
        Bytes cut(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(bytes.size() / 2));
        QVERIFY(!decodeThumbnail(cut));
        bytes[2] = std::byte{90}; // another width than the picture has
        QVERIFY(!decodeThumbnail(bytes));
    }
};

QTEST_GUILESS_MAIN(TestThumbnailStore)
#include "test_thumbnailstore.moc"
