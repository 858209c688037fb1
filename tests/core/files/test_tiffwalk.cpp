#include "core/files/error.h"
#include "core/files/tiffpicture.h"
#include "core/files/tiffwalk.h"

#include <QTest>

using namespace locascope;

namespace {

/// Bytes of a little-endian TIFF, written field by field.
class MadeTiff final {
public:
    explicit MadeTiff(bool isBig) : m_isBig(isBig) {
        put(0x4949, 2);
        put(isBig ? 43 : 42, 2);
        if (isBig) {
            put(8, 2);
            put(0, 2);
        }
        put(isBig ? 16 : 8, offsetBytes());
    }

    std::uint64_t end() const { return m_bytes.size(); }
    void put(std::uint64_t value, std::size_t length) {
        for (std::size_t i = 0; i < length; ++i)
            m_bytes.push_back(static_cast<std::byte>(value >> (8 * i)));
    }
    void putCount(std::uint64_t count) { put(count, m_isBig ? 8 : 2); }
    void putShort(std::uint64_t tag, std::uint64_t value) {
        put(tag, 2);
        put(3, 2);
        put(1, offsetBytes());
        put(value, offsetBytes());
    }
    void putOffset(std::uint64_t offset) { put(offset, offsetBytes()); }
    /// A directory of `entries` entries, the last of which says how wide the picture is.
    void putDirectory(std::uint64_t entries, std::uint64_t width) {
        putCount(entries);
        for (std::uint64_t i = 1; i < entries; ++i)
            putShort(1, 0);
        putShort(256, width);
    }
    const Bytes& bytes() const { return m_bytes; }

private:
    std::size_t offsetBytes() const { return m_isBig ? 8 : 4; }

    bool m_isBig;
    Bytes m_bytes;
};

/// Counts what is asked for.
class CountedBytes final : public TiffBytes {
public:
    explicit CountedBytes(const Bytes& bytes) : m_bytes(bytes) {}
    std::uint64_t size() const override { return m_bytes.size(); }
    std::size_t read(std::uint64_t offset, std::span<std::byte> to) override {
        ++reads;
        return m_bytes.read(offset, to);
    }
    std::size_t reads = 0;

private:
    TiffInMemory m_bytes;
};

std::string faultOf(const Bytes& bytes) {
    TiffInMemory tiff(bytes);
    try {
        tiffPages(tiff, "made.tif");
    } catch (const Error& error) {
        return error.detail();
    }
    return {};
}

} // namespace

class TestTiffWalk : public QObject {
    Q_OBJECT
private slots:
    void aDirectoryOf4096EntriesIsReadAndOneMoreIsNot() {
        for (const bool isBig : {false, true}) {
            MadeTiff made(isBig);
            made.putDirectory(mostTiffEntries, 77);
            made.putOffset(0);
            TiffInMemory tiff(made.bytes());
            QCOMPARE(tiffPicture(tiff, tiffPages(tiff, "made.tif").at(0), "made.tif", 0).width, std::uint64_t{77});
            MadeTiff more(isBig);
            more.putDirectory(mostTiffEntries + 1, 77);
            more.putOffset(0);
            QCOMPARE(faultOf(more.bytes()), std::string("damaged: a list of 4097 entries where some dozens are expected"));
        }
    }

    void aNumberThatLeadsBeyondTheEndIsToldBeforeAnEntryIsRead() {
        for (const std::uint64_t entries : {std::uint64_t{60000}, std::uint64_t{0xffffffffffffffff}, std::uint64_t{0x0ccccccccccccccd}}) { // 20 times the last is 4
            MadeTiff made(true);
            made.putCount(entries);
            made.putShort(256, 77);
            made.putOffset(0);
            QVERIFY2(faultOf(made.bytes()).starts_with("ends early at byte "), faultOf(made.bytes()).c_str());
            CountedBytes counted(made.bytes());
            QVERIFY_EXCEPTION_THROWN(tiffPages(counted, "made.tif"), Error);
            QVERIFY2(counted.reads < 10, std::to_string(counted.reads).c_str());
        }
    }

    // Each begins an entry behind the one before, so that few bytes would be many thousand directories of 4,096 entries.
    void directoriesThatOverlapAreDamage() {
        constexpr int directories = 3000;
        MadeTiff made(false);
        Bytes bytes = made.bytes();
        const std::size_t step = 12, first = 8;
        bytes.assign(first + step * (directories + mostTiffEntries + 2), std::byte{0});
        std::copy_n(made.bytes().begin(), 8, bytes.begin());
        for (std::size_t i = 0; i < directories; ++i) { // a count of 4,096 at each step, and the next directory's offset where each ends
            const std::size_t at = first + i * step;
            bytes[at + 1] = std::byte{0x10};
            const std::size_t next = at + 2 + mostTiffEntries * 12;
            for (std::size_t k = 0; k < 4; ++k)
                bytes[next + k] = static_cast<std::byte>((at + step) >> (8 * k));
        }
        CountedBytes counted(bytes);
        QVERIFY_EXCEPTION_THROWN(tiffPages(counted, "made.tif"), Error);
        QCOMPARE(faultOf(bytes), std::string("damaged: its pages lie one upon another"));
        QVERIFY2(counted.reads < 20 * mostTiffEntries, std::to_string(counted.reads).c_str());
    }

    void aWalkEndsWhereItIsTold() {
        MadeTiff made(false);
        made.putDirectory(2, 5);
        made.putOffset(0xffffff); // is not followed
        TiffInMemory tiff(made.bytes());
        QCOMPARE(tiffPages(tiff, "made.tif", 1).size(), std::size_t{1});
        QVERIFY_EXCEPTION_THROWN(tiffPages(tiff, "made.tif"), Error);
    }

    void everyDirectoryIsHandedOverOnceAndInOrder() {
        MadeTiff made(true);
        for (std::uint64_t page = 0; page < 5; ++page) {
            made.putDirectory(3, 10 + page);
            made.putOffset(page == 4 ? 0 : made.end() + 8);
        }
        CountedBytes tiff(made.bytes());
        std::vector<std::uint64_t> widths;
        walkTiffPages(tiff, "made.tif", [&](const TiffPage& page) {
            widths.push_back(tiffPicture(tiff, page, "made.tif", 0).width);
            return true;
        });
        QVERIFY((widths == std::vector<std::uint64_t>{10, 11, 12, 13, 14}));
    }
};

QTEST_APPLESS_MAIN(TestTiffWalk)
#include "test_tiffwalk.moc"
