#include "core/imaging/decodeformat.h"
#include "core/imaging/pnginflate.h"
#include "tests/support/decodechecks.h"
#include "tests/support/madeimages.h"

#include <QTest>

#include <zlib.h>

using namespace locascope;
using namespace locascope::testing;

namespace {

constexpr std::size_t plenty = std::size_t{64} << 20;

std::vector<PngChunk> chunksOf(std::span<const std::byte> png, std::size_t offset = pngSignatureBytes) {
    std::vector<PngChunk> chunks;
    for (; offset < png.size(); offset += chunks.back().whole.size())
        chunks.push_back(*pngChunkAt(png, offset, PngReach::WholeFile, "made"));
    return chunks;
}

Bytes joined(const std::vector<std::span<const std::byte>>& parts) {
    Bytes bytes;
    for (const auto part : parts)
        bytes.insert(bytes.end(), part.begin(), part.end());
    return bytes;
}

/// What zlib unpacks of all pixel data.
Bytes unpacked(const std::vector<PngChunk>& chunks) {
    Bytes packed;
    for (const PngChunk& chunk : chunks)
        if (chunk.name() == "IDAT")
            packed.insert(packed.end(), chunk.data().begin(), chunk.data().end());
    Bytes bytes(std::size_t{1} << 22);
    auto length = static_cast<uLongf>(bytes.size());
    const int result = ::uncompress(reinterpret_cast<Bytef*>(bytes.data()), &length, reinterpret_cast<const Bytef*>(packed.data()), static_cast<uLong>(packed.size()));
    // Of the new ones the last checksum is not set, which zlib says only when it has unpacked all.
    bytes.resize(result == Z_OK || result == Z_DATA_ERROR ? length : 0);
    return bytes;
}

void appendChunk(Bytes& png, std::string_view name, std::span<const std::byte> data) {
    const auto big = [&](std::size_t value) {
        for (const unsigned shift : {24U, 16U, 8U, 0U})
            png.push_back(static_cast<std::byte>(value >> shift & 0xffU));
    };
    big(data.size());
    const std::size_t from = png.size();
    for (const char letter : name)
        png.push_back(static_cast<std::byte>(letter));
    png.insert(png.end(), data.begin(), data.end());
    big(::crc32(0, reinterpret_cast<const Bytef*>(png.data() + from), static_cast<uInt>(png.size() - from)));
}

/// The same PNG, its pixel data in chunks of so many bytes, and `more` behind them.
Bytes rechunked(const Bytes& png, std::size_t chunkBytes, std::size_t more = 0) {
    Bytes bytes(png.begin(), png.begin() + pngSignatureBytes), pixels;
    for (const PngChunk& chunk : chunksOf(png)) {
        if (chunk.name() == "IDAT") {
            pixels.insert(pixels.end(), chunk.data().begin(), chunk.data().end());
            continue;
        }
        if (chunk.name() == "IEND") {
            pixels.insert(pixels.end(), more, std::byte{0});
            for (std::size_t at = 0; at < pixels.size(); at += chunkBytes)
                appendChunk(bytes, "IDAT", std::span(pixels).subspan(at, std::min(chunkBytes, pixels.size() - at)));
        }
        bytes.insert(bytes.end(), chunk.whole.begin(), chunk.whole.end());
    }
    return bytes;
}

std::optional<InflatedPng> inflated(const Bytes& png, std::size_t mostBytes = plenty) {
    return InflatedPng::from(chunksOf(png), readPngHeader(png, "made", {}), mostBytes);
}

} // namespace

/// What libspng is given in the place of packed pixels holds the same pixels.
class TestPngInflate final : public QObject {
    Q_OBJECT
private slots:
    void pixelsAreTheSame_data() {
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("height");
        QTest::addColumn<int>("bits");
        QTest::newRow("a pixel") << 1 << 1 << 8;
        QTest::newRow("less than a block") << 200 << 99 << 8;
        QTest::newRow("a block to the byte") << 65534 / 2 << 2 << 8; // two rows, each with its filter
        QTest::newRow("a block and a byte") << 65535 << 1 << 8;
        QTest::newRow("many blocks") << 700 << 500 << 16;
    }
    void pixelsAreTheSame() {
        QFETCH(int, width);
        QFETCH(int, height);
        QFETCH(int, bits);
        const DecodeLimits limits{.maxSide = 70000};
        const Plane plane = smoothPlane(width, height, bits);
        for (const Bytes& png : {encodeGreyPng(plane), rechunked(encodeGreyPng(plane), 1000)}) {
            const auto chunks = chunksOf(png);
            const auto stored = InflatedPng::from(chunks, readPngHeader(png, "made", limits), plenty);
            QVERIFY(stored);
            const Bytes again = joined(stored->parts());
            const auto newChunks = chunksOf(again, 0);
            QCOMPARE(newChunks.size(), std::size_t{3});
            QVERIFY(unpacked(newChunks) == unpacked(chunks));
            QCOMPARE(unpacked(chunks).size(), static_cast<std::size_t>(height * (1 + width * bits / 8)));
            QVERIFY(haveEqualPixels(decodePlane(png, "made", {.limits = limits, .stop = {}}), plane));
        }
    }

    void whatIsWrongIsLeftToTheLibrary() {
        const Bytes png = encodeGreyPng(smoothPlane(40, 30, 8));
        QVERIFY(inflated(png));
        constexpr std::size_t nameAt = pngSignatureBytes + 25 + 4; // of the pixels' chunk, behind the header and its own length
        for (std::size_t at = nameAt; at < png.size() - pngChunkOverhead; ++at) {
            Bytes flipped = png;
            flipped[at] ^= std::byte{4};
            QVERIFY2(!inflated(flipped), std::to_string(at).c_str());
        }
        QVERIFY(!inflated(rechunked(png, plenty, 1))); // goes on
        QVERIFY(!inflated(png, 40 * 31 - 41));
        QVERIFY(inflated(png, 30 * 41));
    }

    void rowsTooFewOrTooManyAreLeftToTheLibrary() {
        const Bytes png = encodeGreyPng(smoothPlane(40, 30, 8));
        ImageHeader header = readPngHeader(png, "made", {});
        for (const int height : {29, 31}) {
            header.height = height;
            QVERIFY(!InflatedPng::from(chunksOf(png), header, plenty));
        }
    }
};

QTEST_GUILESS_MAIN(TestPngInflate)
#include "test_pnginflate.moc"
