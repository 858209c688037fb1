#include "core/files/gunzip.h"

#include "core/files/error.h"

#include <zlib.h>

#include <algorithm>
#include <limits>
#include <new>
#include <string>

namespace locascope {

namespace {

constexpr int gzipOnly = 16; // added to the window's bits: neither zlib's own header nor raw data
constexpr std::size_t stepBytes = std::size_t{1} << 20;

// Deflate packs zeros to a thousandth, real images seldom to a fiftieth. An empty field of 3072 x 3072 pixels takes 19 MB.
constexpr std::size_t freeOfSuspicion = std::size_t{64} << 20;
constexpr std::size_t mostTimesLarger = 200;

std::string megabytes(std::size_t bytes) { return std::to_string(bytes >> 20U) + " MB"; }

void requireWithin(std::size_t unpacked, std::size_t packed, const std::filesystem::path& path, const UnpackOptions& options) {
    if (unpacked > options.maxBytes)
        throw Error(ErrorKind::TooLarge, path, "unpacks to more than the " + megabytes(options.maxBytes) + " allowed");
    if (unpacked > freeOfSuspicion && unpacked / mostTimesLarger > packed)
        throw Error(ErrorKind::TooLarge, path,
                    "unpacks to more than " + std::to_string(mostTimesLarger) + " times its size; it was made to fill the memory, remove it");
}

// What the trailer says, modulo 2^32: a guess that saves growing, no more.
std::size_t lengthOfLastMember(std::span<const std::byte> bytes) {
    std::size_t length = 0;
    for (const std::byte byte : bytes.last(std::min<std::size_t>(bytes.size(), 4)))
        length = length >> 8U | std::to_integer<std::size_t>(byte) << 24U;
    return length / mostTimesLarger > bytes.size() ? 0 : length;
}

} // namespace

bool isGzip(std::span<const std::byte> bytes) {
    return bytes.size() >= 3 && bytes[0] == std::byte{0x1f} && bytes[1] == std::byte{0x8b} && bytes[2] == std::byte{8};
}

struct GzipReader::State {
    State(std::span<const std::byte> all, const std::filesystem::path& file, GzipExtent length)
        : bytes(all)
        , path(file)
        , extent(length) {
        if (::inflateInit2(&stream, MAX_WBITS + gzipOnly) != Z_OK)
            throw std::bad_alloc();
        stream.next_in = reinterpret_cast<Bytef*>(const_cast<std::byte*>(bytes.data()));
    }
    ~State() { ::inflateEnd(&stream); }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    std::size_t left() const { return bytes.size() - static_cast<std::size_t>(reinterpret_cast<const std::byte*>(stream.next_in) - bytes.data()); }

    void endWithoutTrailer() {
        isAtEnd = true;
        if (extent == GzipExtent::Prefix)
            return;
        throw Error(ErrorKind::EndsEarly, path,
                    "ends early at byte " + std::to_string(bytes.size()) + " of its gzip stream; copy it again from its source");
    }

    [[noreturn]] void throwDamaged(const std::string& what) const {
        throw Error(ErrorKind::Damaged, path, "damaged: " + what + "; copy it again from its source");
    }

    // Another member, or the end.
    void endMember() {
        if (left() == 0) {
            isAtEnd = true;
            return;
        }
        if (!isGzip(bytes.last(left())))
            throwDamaged("something else follows its gzip stream");
        if (::inflateReset(&stream) != Z_OK)
            throw std::bad_alloc();
    }

    void step() {
        stream.avail_in = static_cast<uInt>(std::min<std::size_t>(left(), std::numeric_limits<uInt>::max()));
        switch (::inflate(&stream, Z_NO_FLUSH)) {
        case Z_OK:
            return;
        case Z_STREAM_END:
            return endMember();
        case Z_BUF_ERROR: // no progress, though there is room to write to
            return endWithoutTrailer();
        case Z_MEM_ERROR:
            throw std::bad_alloc();
        default:
            throwDamaged(stream.msg ? "gzip stream: " + std::string(stream.msg) : std::string("its gzip stream does not hold"));
        }
    }

    std::span<const std::byte> bytes;
    const std::filesystem::path& path;
    GzipExtent extent;
    z_stream stream{};
    bool isAtEnd = false;
};

GzipReader::GzipReader(std::span<const std::byte> bytes, const std::filesystem::path& path, GzipExtent extent)
    : m_state(std::make_unique<State>(bytes, path, extent)) {}
GzipReader::GzipReader(GzipReader&&) noexcept = default;
GzipReader::~GzipReader() = default;

std::size_t GzipReader::read(std::span<std::byte> to) {
    std::size_t done = 0;
    while (done < to.size() && !m_state->isAtEnd) {
        const std::span<std::byte> rest = to.subspan(done).first(std::min(to.size() - done, stepBytes));
        z_stream& stream = m_state->stream;
        stream.next_out = reinterpret_cast<Bytef*>(rest.data());
        stream.avail_out = static_cast<uInt>(rest.size());
        m_state->step();
        done += rest.size() - stream.avail_out;
    }
    return done;
}

Bytes gunzip(std::span<const std::byte> bytes, const std::filesystem::path& path, const UnpackOptions& options) {
    GzipReader reader(bytes, path);
    Bytes content(std::min(lengthOfLastMember(bytes), freeOfSuspicion) + 1); // one more, so that the end is seen
    for (std::size_t done = 0;;) {
        if (done == content.size())
            content.resize(done + std::max(stepBytes, done / 2));
        const std::size_t count = reader.read(std::span(content).subspan(done, std::min(stepBytes, content.size() - done)));
        done += count;
        requireWithin(done, bytes.size(), path, options);
        if (options.check)
            options.check();
        if (count == 0) {
            content.resize(done);
            return content;
        }
    }
}

Bytes gunzipStart(std::span<const std::byte> bytes, const std::filesystem::path& path, std::size_t count) {
    Bytes content(count);
    content.resize(GzipReader(bytes, path, GzipExtent::Prefix).read(content));
    return content;
}

} // namespace locascope
