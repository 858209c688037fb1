#include "core/files/error.h"
#include "core/files/gunzip.h"
#include "core/imaging/decode.h"
#include "tests/fuzz/require.h"

#include <zlib.h>

#include <cstdint>

using namespace locascope;

// Every image reader on arbitrary bytes. Checksums of PNG chunks are also made right, since a mutation seldom
// keeps them.

namespace {

constexpr std::size_t signatureBytes = 8;

DecodeLimits limits() {
    return {
        .maxPixels = 1 << 20, .maxSide = 65500, .maxBytes = std::size_t{64} << 20, .maxMilliseconds = 2000};
}

void decodeAll(std::span<const std::byte> bytes) {
    const int choice = bytes.empty() ? 0 : std::to_integer<int>(bytes.back());
    const ImagePlace place{.page = (choice / 16) % 4, .channel = (choice / 64) % 4 - 1};
    const DecodeOptions options{.stain = allStains[static_cast<std::size_t>(choice % 4)],
                                .page = place.page,
                                .channel = place.channel,
                                .reduction = 1 << ((choice / 4) % 4),
                                .limits = limits(),
                                .stop = {}};
    try {
        const Plane plane = decodePlane(bytes, "fuzzed", options);
        const ImageHeader header = readImageHeader(bytes, "fuzzed", limits(), place);
        require(plane.bits() == header.planeBits());
        require(!plane.isEmpty());
        require(plane.width() == (header.width + options.reduction - 1) / options.reduction);
        require(plane.height() == (header.height + options.reduction - 1) / options.reduction);
        std::uint64_t sum = 0;
        for (std::size_t i = 0; i < plane.byteCount(); ++i)
            sum += std::to_integer<unsigned>(plane.data()[i]);
        require(sum <= plane.byteCount() * 255);
    } catch (const Error& error) {
        require(!error.detail().empty() && error.detail().find('\n') == std::string::npos);
    }
}

void headerOfPrefix(std::span<const std::byte> bytes) {
    try {
        readImageHeader(bytes.first(bytes.size() / 2), "fuzzed", limits());
    } catch (const Error&) {
    }
}

std::uint32_t bigEndian32(const std::byte* at) {
    std::uint32_t value = 0;
    for (int i = 0; i < 4; ++i)
        value = value << 8U | std::to_integer<std::uint32_t>(at[i]);
    return value;
}

Bytes withRightChecksums(std::span<const std::byte> bytes) {
    Bytes png(bytes.begin(), bytes.end());
    for (std::size_t offset = signatureBytes; offset + 12 <= png.size();) {
        const std::size_t length = bigEndian32(png.data() + offset);
        if (length > png.size() - offset - 12)
            break;
        const uLong sum = ::crc32_z(0, reinterpret_cast<const Bytef*>(png.data() + offset + 4), length + 4);
        for (std::size_t i = 0; i < 4; ++i)
            png[offset + 8 + length + i] = static_cast<std::byte>(sum >> (24 - 8 * i));
        offset += length + 12;
    }
    return png;
}

// One stored block of deflate (RFC 1951, 3.2.4) as a gzip member; empty where the bytes do not fit into one.
Bytes inStoredGzip(std::span<const std::byte> bytes) {
    if (bytes.empty() || bytes.size() > 65535)
        return {};
    const auto length = static_cast<std::uint32_t>(bytes.size());
    const auto sum = static_cast<std::uint32_t>(::crc32_z(0, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
    Bytes packed;
    for (const int byte : {0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1})
        packed.push_back(static_cast<std::byte>(byte));
    for (const std::uint32_t half : {length, ~length})
        for (const unsigned shift : {0U, 8U})
            packed.push_back(static_cast<std::byte>(half >> shift));
    packed.insert(packed.end(), bytes.begin(), bytes.end());
    for (const std::uint32_t word : {sum, length})
        for (const unsigned shift : {0U, 8U, 16U, 24U})
            packed.push_back(static_cast<std::byte>(word >> shift));
    return packed;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto bytes = std::as_bytes(std::span(data, size));
    decodeAll(bytes);
    if (!isGzip(bytes))
        decodeAll(inStoredGzip(bytes)); // so that mutations reach what is inside, too
    headerOfPrefix(bytes);
    if (formatOfBytes(bytes) == FileFormat::Png)
        decodeAll(withRightChecksums(bytes));
    return 0;
}
