#include "tests/support/decodechecks.h"
#include "tests/support/madeimages.h"
#include "tests/support/tifftags.h"

#include <QTest>

using namespace locascope;
using namespace locascope::testing;

// Pyramids: smaller copies in SubIFDs, as OME-TIFF keeps them, or in the pages behind.

namespace {

struct Level {
    int width = 0;
    int height = 0;
    int value = 0;  ///< of every pixel, so that it is known which copy was read
    int bits = 16;
    int samples = 1;
};

enum class Keeping { SubIfds, Pages };

void writeLevel(TIFF* tiff, const Level& level) {
    const TiffMaking making{.samples = level.samples, .bits = level.bits, .tile = 16};
    testing::detail::setTiffFields(tiff, level.width, level.height, making);
    const std::size_t count = std::size_t{16} * 16 * static_cast<std::size_t>(level.samples);
    for (int top = 0; top < level.height; top += 16)
        for (int left = 0; left < level.width; left += 16) {
            // Anew for each, since libtiff turns the bytes of what it is given.
            std::vector<std::uint16_t> deep(count, static_cast<std::uint16_t>(level.value));
            std::vector<std::uint8_t> shallow(count, static_cast<std::uint8_t>(level.value));
            TIFFWriteTile(tiff, level.bits == 16 ? static_cast<void*>(deep.data()) : shallow.data(), static_cast<std::uint32_t>(left),
                          static_cast<std::uint32_t>(top), 0, 0);
        }
}

Bytes pyramid(const std::vector<Level>& levels, Keeping keeping, const char* mode = "w") {
    testing::detail::MemoryFile file;
    TIFF* tiff = testing::detail::openMemory(file, mode);
    for (std::size_t i = 0; i < levels.size(); ++i) {
        writeLevel(tiff, levels[i]);
        const std::vector<std::uint64_t> places(levels.size() - 1);
        if (i == 0 && keeping == Keeping::SubIfds && !places.empty())
            TIFFSetField(tiff, TIFFTAG_SUBIFD, static_cast<int>(places.size()), places.data());
        if (i > 0)
            TIFFSetField(tiff, TIFFTAG_SUBFILETYPE, FILETYPE_REDUCEDIMAGE);
        TIFFWriteDirectory(tiff);
    }
    TIFFClose(tiff);
    return file.bytes;
}

const Level whole{101, 67, 1000}, half{51, 34, 2000}, quarter{26, 17, 3000}, eighth{13, 9, 4000};

int valueAt(const Bytes& tiff, int reduction) {
    const Plane plane = decoded(tiff, Stain::Protein, reduction);
    const bool isRightSize = plane.width() == (101 + reduction - 1) / reduction && plane.height() == (67 + reduction - 1) / reduction;
    return isRightSize ? plane.valueAt(plane.width() - 1, plane.height() - 1) : -1;
}

std::vector<int> valuesAt(const Bytes& tiff) { return {valueAt(tiff, 1), valueAt(tiff, 2), valueAt(tiff, 4), valueAt(tiff, 8)}; }

using Values = std::vector<int>;

} // namespace

class TestDecodeTiffLevels : public QObject {
    Q_OBJECT
private slots:
    void eachReductionReadsItsLevel() {
        for (const Keeping keeping : {Keeping::SubIfds, Keeping::Pages})
            for (const char* mode : {"w", "wb", "w8"}) {
                const Bytes tiff = pyramid({whole, half, quarter, eighth}, keeping, mode);
                QCOMPARE(valuesAt(tiff), (Values{1000, 2000, 3000, 4000}));
                QCOMPARE(readImageHeader(tiff, "made").pages, 1);
                QCOMPARE(readImageHeader(tiff, "made").width, 101);
            }
    }

    void aMissingLevelIsAveragedFromTheNextLarger() {
        for (const Keeping keeping : {Keeping::SubIfds, Keeping::Pages}) {
            QCOMPARE(valuesAt(pyramid({whole, half}, keeping)), (Values{1000, 2000, 2000, 2000}));
            QCOMPARE(valuesAt(pyramid({whole, quarter}, keeping)), (Values{1000, 1000, 3000, 3000}));
            QCOMPARE(valuesAt(pyramid({whole, eighth}, keeping)), (Values{1000, 1000, 1000, 4000}));
        }
    }

    void aLevelOfAnotherSizeOrDepthIsPassedOver() {
        const Level down{50, 33, 9}, shallow{51, 34, 9, 8}, two{51, 34, 9, 16, 2}, larger{202, 134, 9};
        for (const Keeping keeping : {Keeping::SubIfds, Keeping::Pages})
            for (const Level& other : {down, shallow, two, larger})
                QCOMPARE(valuesAt(pyramid({whole, other, quarter}, keeping)), (Values{1000, 1000, 3000, 3000}));
    }

    void theSmallerCopiesOfThePageAskedForAreMeant() {
        testing::detail::MemoryFile file;
        TIFF* tiff = testing::detail::openMemory(file, "w");
        for (const Level& level : {whole, half, Level{101, 67, 500}, Level{51, 34, 600}}) {
            writeLevel(tiff, level);
            if (level.width == 51)
                TIFFSetField(tiff, TIFFTAG_SUBFILETYPE, FILETYPE_REDUCEDIMAGE);
            TIFFWriteDirectory(tiff);
        }
        TIFFClose(tiff);
        QCOMPARE(readImageHeader(file.bytes, "made").pages, 2);
        for (const auto& [page, value] : std::vector<std::pair<int, int>>{{0, 2000}, {2, 600}})
            QCOMPARE(decodePlane(file.bytes, "made", {.page = page, .reduction = 2, .limits = {}, .stop = {}}).valueAt(3, 3), value);
    }

    void aDamagedLevelIsPassedOver() {
        const Bytes good = pyramid({whole, half, quarter}, Keeping::SubIfds);
        int accepted = 0;
        for (std::size_t at = 8; at < good.size(); at += 3) {
            Bytes bad = good;
            bad[at] ^= std::byte{0xff};
            const auto error = errorOf([&] { accepted += decoded(bad, Stain::Protein, 2).width() == 51 ? 1 : 0; });
            QVERIFY(!error || error->kind() != ErrorKind::TimedOut);
        }
        QVERIFY(accepted > 100);
    }

    void aCutFileIsRefusedThoughASmallerCopyIsWhole() {
        for (const Keeping keeping : {Keeping::SubIfds, Keeping::Pages}) {
            Bytes tiff = pyramid({whole, half}, keeping);
            QCOMPARE(valueAt(tiff, 2), 2000);
            const std::size_t lengths = get32(tiff, valueOfTag(tiff, TIFFTAG_TILEBYTECOUNTS));
            set32(tiff, lengths + 4, 0x7fffffff);
            EXPECT_ERROR(decoded(tiff, Stain::Protein, 2), ErrorKind::EndsEarly);
        }
    }

    void aSmallerCopyThatIsThePageItselfChangesNothing() {
        // The offset of the only SubIFD is that of the first directory.
        Bytes tiff = pyramid({whole, half}, Keeping::SubIfds);
        const std::size_t place = valueOfTag(tiff, TIFFTAG_SUBIFD);
        QVERIFY(place > 0);
        set32(tiff, place, static_cast<std::uint32_t>(firstDirectory(tiff)));
        QCOMPARE(valuesAt(tiff), (Values{1000, 1000, 1000, 1000}));
    }
};

QTEST_GUILESS_MAIN(TestDecodeTiffLevels)
#include "test_decodetiff_levels.moc"
