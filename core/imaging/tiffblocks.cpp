#include "core/imaging/tiffblocks.h"

#include "core/imaging/reduce.h"
#include "core/imaging/tiffcounts.h"

#include <algorithm>
#include <vector>

namespace locascope {

namespace {

constexpr int rowsBetweenChecks = 64;

// One sample plane on its way out of a file.
class BlockReader final {
public:
    BlockReader(TIFF* tiff, const TiffSource& source, const TiffLayout& layout, const DecodeTask& task, const SampleChoice& choice)
        : m_tiff(tiff)
        , m_source(source)
        , m_layout(layout)
        , m_task(task)
        , m_sample(layout.arePlanesSeparate ? static_cast<std::uint16_t>(choice.first) : std::uint16_t{0})
        , m_counts(layout, choice, task.path) {}

    Plane read(int reduction) {
        const bool isTiled = TIFFIsTiled(m_tiff) != 0;
        const Plane plane = reduction == 1 ? isTiled ? wholeFromTiles() : wholeFromStrips()
                            : isTiled      ? reducedFromTiles(reduction)
                                           : reducedFromStrips(reduction);
        m_counts.requirePrecision();
        return plane;
    }

private:
    const ImageHeader& header() const { return m_layout.header; }

    void require(bool isGood) const {
        if (!isGood || !m_source.error.empty())
            throwDamagedTiff(m_source, m_task.path);
    }

    Plane wholeFromStrips() {
        Plane plane(header().width, header().height, header().planeBits());
        prepareStrips();
        for (int y = 0; y < header().height; ++y)
            readRow(y, plane.row<std::byte>(y));
        return plane;
    }

    Plane reducedFromStrips(int reduction) {
        RowReducer reducer(header().width, header().height, header().planeBits(), reduction);
        Plane row(header().width, 1, header().planeBits());
        prepareStrips();
        for (int y = 0; y < header().height; ++y) {
            readRow(y, row.data());
            reducer.add(row.data());
        }
        return reducer.plane();
    }

    void prepareStrips() {
        const auto rowBytes = static_cast<std::size_t>(TIFFScanlineSize64(m_tiff));
        require(rowBytes == m_counts.bytesOf(header().width));
        m_block.resize(rowBytes + TiffCounts::slack);
    }

    void readRow(int y, std::byte* values) {
        if (y % rowsBetweenChecks == 0)
            m_task.clock.check(m_task.path);
        const bool isDirect = m_layout.isPlain() && m_layout.samplesInBlock() == 1;
        require(TIFFReadScanline(m_tiff, isDirect ? values : m_block.data(), static_cast<std::uint32_t>(y), m_sample) == 1);
        if (!isDirect)
            m_counts.take(m_block.data(), header().width, values);
    }

    Plane wholeFromTiles() {
        prepareTiles();
        Plane plane(header().width, header().height, header().planeBits());
        for (int top = 0; top < header().height; top += m_tileHeight)
            readTileRow(top, plane, top);
        return plane;
    }

    Plane reducedFromTiles(int reduction) {
        prepareTiles();
        RowReducer reducer(header().width, header().height, header().planeBits(), reduction);
        Plane band(header().width, std::min(m_tileHeight, header().height), header().planeBits());
        for (int top = 0; top < header().height; top += m_tileHeight) {
            const int rows = readTileRow(top, band, 0);
            for (int y = 0; y < rows; ++y)
                reducer.add(band.row<std::byte>(y));
        }
        return reducer.plane();
    }

    void prepareTiles() {
        const auto width = tagOr<std::uint32_t>(m_tiff, TIFFTAG_TILEWIDTH, 0);
        const auto height = tagOr<std::uint32_t>(m_tiff, TIFFTAG_TILELENGTH, 0);
        requireSize(width, height, m_task.path, m_task.options.limits);
        m_tileWidth = static_cast<int>(width);
        m_tileHeight = static_cast<int>(height);
        const std::uint64_t bytes = TIFFTileSize64(m_tiff);
        requireMemory(bytes, header(), m_task.path, m_task.options.limits);
        require(bytes == std::uint64_t{height} * m_counts.bytesOf(m_tileWidth));
        m_block.resize(bytes + TiffCounts::slack);
    }

    // The tiles from row `top` of the image, into the rows from `into` of a plane; the number of rows they have.
    int readTileRow(int top, Plane& plane, int into) {
        const int rows = std::min(m_tileHeight, header().height - top);
        const auto bytes = static_cast<tmsize_t>(m_block.size() - TiffCounts::slack);
        for (int left = 0; left < header().width; left += m_tileWidth) {
            m_task.clock.check(m_task.path);
            const auto index = TIFFComputeTile(m_tiff, static_cast<std::uint32_t>(left), static_cast<std::uint32_t>(top), 0, m_sample);
            require(TIFFReadEncodedTile(m_tiff, index, m_block.data(), bytes) == bytes);
            const std::size_t valueBytes = static_cast<std::size_t>(header().planeBits() / 8) * static_cast<std::size_t>(left);
            for (int y = 0; y < rows; ++y)
                m_counts.take(m_block.data() + m_counts.bytesOf(m_tileWidth) * static_cast<std::size_t>(y),
                              std::min(m_tileWidth, header().width - left), plane.row<std::byte>(into + y) + valueBytes);
        }
        return rows;
    }

    TIFF* m_tiff;
    const TiffSource& m_source;
    const TiffLayout& m_layout;
    const DecodeTask& m_task;
    std::uint16_t m_sample; ///< plane of its own, or 0
    TiffCounts m_counts;
    std::vector<std::byte> m_block;
    int m_tileWidth = 0;
    int m_tileHeight = 0;
};

template <class T>
void averageInto(Plane& one, const Plane& other) {
    for (int y = 0; y < one.height(); ++y) {
        T* sum = one.row<T>(y);
        const T* added = other.row<T>(y);
        for (int x = 0; x < one.width(); ++x)
            sum[x] = static_cast<T>((sum[x] + added[x]) / 2);
    }
}

} // namespace

void requireBlocksWithinFile(TIFF* tiff, const TiffSource& source, const std::filesystem::path& path) {
    const std::uint32_t blocks = TIFFIsTiled(tiff) ? TIFFNumberOfTiles(tiff) : TIFFNumberOfStrips(tiff);
    const std::uint64_t size = source.bytes.size();
    if (blocks == 0)
        throwDamagedTiff(source, path);
    for (std::uint32_t i = 0; i < blocks; ++i) {
        const std::uint64_t offset = TIFFGetStrileOffset(tiff, i);
        const std::uint64_t length = TIFFGetStrileByteCount(tiff, i);
        if (length == 0 || offset == 0)
            throw Error(ErrorKind::Damaged, path,
                        "damaged: its block " + std::to_string(i) + " of " + std::to_string(blocks) +
                            " is empty");
        if (offset > size || length > size - offset)
            throwEndsEarly(size, path);
    }
}

Plane readTiffPlane(TIFF* tiff, const TiffSource& source, const TiffLayout& layout, const DecodeTask& task, int reduction) {
    const SampleChoice choice = sampleChoice(layout.header, task.options);
    if (!layout.arePlanesSeparate || !choice.isMean())
        return BlockReader(tiff, source, layout, task, choice).read(reduction);
    Plane one = BlockReader(tiff, source, layout, task, {choice.first, choice.first}).read(1);
    const Plane other = BlockReader(tiff, source, layout, task, {choice.second, choice.second}).read(1);
    if (one.bits() == 16)
        averageInto<std::uint16_t>(one, other);
    else
        averageInto<std::uint8_t>(one, other);
    return reducedPlane(one, reduction);
}

} // namespace locascope
