#include "ui/models/thumbnailcodec.h"

#include "core/files/digest.h"
#include "core/files/error.h"
#include "core/imaging/decode.h"
#include "core/imaging/encode.h"
#include "core/imaging/reduce.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <limits>
#include <string>

namespace locascope {

namespace {

constexpr int version = 2;
constexpr int quality = 88;
constexpr int largestSide = 4096;

/// What stands before the JPEG.
struct Header {
    std::uint8_t version = 0;
    std::uint8_t bits = 0;
    std::uint16_t width = 0;
    std::uint16_t height = 0;
    std::array<std::uint8_t, stainCount> present{};
    std::array<std::uint16_t, stainCount> lowest{};
    std::array<std::uint16_t, stainCount> highest{};
};
static_assert(std::is_trivially_copyable_v<Header>);

template <class T>
void reducePlane(const Plane& from, Plane& to) {
    for (int y = 0; y < to.height(); ++y) {
        const int top = static_cast<int>(std::int64_t{y} * from.height() / to.height());
        const int bottom = std::max(top + 1, static_cast<int>(std::int64_t{y + 1} * from.height() / to.height()));
        for (int x = 0; x < to.width(); ++x) {
            const int left = static_cast<int>(std::int64_t{x} * from.width() / to.width());
            const int right = std::max(left + 1, static_cast<int>(std::int64_t{x + 1} * from.width() / to.width()));
            std::uint64_t sum = 0;
            for (int v = top; v < bottom; ++v)
                for (int u = left; u < right; ++u)
                    sum += from.row<T>(v)[u];
            const auto count = static_cast<std::uint64_t>(bottom - top) * static_cast<std::uint64_t>(right - left);
            to.row<T>(y)[x] = static_cast<T>((sum + count / 2) / count);
        }
    }
}

/// Values of one plane in 256 steps, finer where it is dark.
class Spread final {
public:
    Spread(int lowest, int highest)
        : m_lowest(lowest)
        , m_range(std::max(highest - lowest, 1)) {}

    std::uint8_t step(int value) const { return static_cast<std::uint8_t>(std::lround(255 * std::sqrt(double(value - m_lowest) / m_range))); }
    int value(int step) const { return m_lowest + static_cast<int>(std::lround(m_range * (step / 255.0) * (step / 255.0))); }

private:
    int m_lowest;
    int m_range;
};

template <class T>
void spreadPlane(const Plane& plane, Header& header, std::size_t stain, std::uint8_t* to) {
    const T* first = plane.row<T>(0);
    const std::size_t count = plane.byteCount() / sizeof(T);
    const auto [lowest, highest] = std::minmax_element(first, first + count);
    header.lowest[stain] = *lowest;
    header.highest[stain] = *highest;
    const Spread spread(*lowest, *highest);
    std::vector<std::uint8_t> steps(static_cast<std::size_t>(*highest - *lowest) + 1);
    const bool isTabled = steps.size() <= count; // a table pays
    for (std::size_t i = 0; isTabled && i < steps.size(); ++i)
        steps[i] = spread.step(*lowest + static_cast<int>(i));
    for (std::size_t i = 0; i < count; ++i)
        to[i] = isTabled ? steps[static_cast<std::size_t>(first[i] - *lowest)] : spread.step(first[i]);
}

template <class T>
void gatherPlane(const std::uint8_t* from, const Header& header, std::size_t stain, Plane& plane) {
    const Spread spread(header.lowest[stain], header.highest[stain]);
    std::array<T, 256> values{};
    for (std::size_t step = 0; step < values.size(); ++step)
        values[step] = static_cast<T>(spread.value(static_cast<int>(step)));
    for (int y = 0; y < plane.height(); ++y)
        for (int x = 0; x < plane.width(); ++x)
            plane.row<T>(y)[x] = values[*from++];
}

std::optional<Header> headerOf(const Bytes& bytes) {
    Header header;
    if (bytes.size() <= sizeof header)
        return std::nullopt;
    std::memcpy(&header, bytes.data(), sizeof header);
    const bool isOurs = header.version == version && (header.bits == 8 || header.bits == 16) && header.width > 0 && header.width <= largestSide
                        && header.height > 0 && header.height <= largestSide;
    return isOurs ? std::optional(header) : std::nullopt;
}

ThumbnailKey keyOf(const std::string& identity) {
    const std::string digest = sha256(identity);
    ThumbnailKey key;
    for (std::size_t i = 0; i < key.bytes.size(); ++i)
        key.bytes[i] = static_cast<unsigned char>(std::stoi(digest.substr(2 * i, 2), nullptr, 16));
    return key;
}

} // namespace

std::optional<ThumbnailKey> thumbnailKey(const Plate& plate, const Sample& sample, int side) {
    std::string identity = std::to_string(version) + '/' + std::to_string(side) + '\0';
    for (Stain stain : allStains) {
        identity += colourWord(stain);
        const std::vector<PlaneSource> planes = planesOf(sample, stain);
        for (const PlaneSource& plane : planes) {
            const std::filesystem::path path = plate.root / plane.file;
            std::error_code error;
            const auto size = std::filesystem::file_size(path, error);
            if (error)
                return std::nullopt;
            const auto time = std::filesystem::last_write_time(path, error);
            if (error)
                return std::nullopt;
            identity += path.native() + '\0' + std::to_string(size) + '\0' + std::to_string(time.time_since_epoch().count()) + '\0';
            if (plane.page != 0 || plane.channel >= 0)
                identity += std::to_string(plane.page) + '\0' + std::to_string(plane.channel) + '\0';
        }
        if (planes.size() > 1 && plate.chosenPlane)
            identity += "plane " + std::to_string(*plate.chosenPlane) + '\0';
    }
    return keyOf(identity);
}

namespace {

/// By a half, a quarter or an eighth, which is quick, as far as both sides stay above what is wanted; by what is left over afterwards.
Plane firstReduced(const Plane& plane, int width, int height) {
    int factor = 1;
    while (factor < 8 && plane.width() / (2 * factor) >= width && plane.height() / (2 * factor) >= height)
        factor *= 2;
    return reducedPlane(plane, factor);
}

} // namespace

ChannelStack reducedTo(const ChannelStack& stack, int side) {
    ChannelStack reduced = stack;
    const double scale = std::min(1.0, static_cast<double>(side) / std::max(stack.width, stack.height));
    reduced.width = std::max(1, static_cast<int>(stack.width * scale));
    reduced.height = std::max(1, static_cast<int>(stack.height * scale));
    for (Stain stain : allStains) {
        if (stack.planes[stain].isEmpty() || (reduced.width == stack.width && reduced.height == stack.height))
            continue;
        const Plane first = firstReduced(stack.planes[stain], reduced.width, reduced.height);
        if (first.width() == reduced.width && first.height() == reduced.height) {
            reduced.planes[stain] = first;
            continue;
        }
        Plane plane(reduced.width, reduced.height, stack.bits);
        if (stack.bits == 16)
            reducePlane<std::uint16_t>(first, plane);
        else
            reducePlane<std::uint8_t>(first, plane);
        reduced.planes[stain] = plane;
    }
    return reduced;
}

Bytes encodeThumbnail(const ChannelStack& stack) {
    Header header;
    header.version = version;
    header.bits = static_cast<std::uint8_t>(stack.bits);
    header.width = static_cast<std::uint16_t>(stack.width);
    header.height = static_cast<std::uint16_t>(stack.height);
    int present = 0;
    for (std::size_t stain = 0; stain < stainCount; ++stain) {
        header.present[stain] = stack.planes.values[stain].isEmpty() ? 0 : 1;
        present += header.present[stain];
    }
    Plane tall(stack.width, stack.height * present, 8);
    auto* to = reinterpret_cast<std::uint8_t*>(tall.data());
    for (std::size_t stain = 0; stain < stainCount; ++stain) {
        if (header.present[stain] == 0)
            continue;
        if (stack.bits == 16)
            spreadPlane<std::uint16_t>(stack.planes.values[stain], header, stain, to);
        else
            spreadPlane<std::uint8_t>(stack.planes.values[stain], header, stain, to);
        to += std::ptrdiff_t{stack.width} * stack.height;
    }
    const Bytes jpeg = encodeGreyJpeg(tall, quality);
    Bytes bytes(sizeof header + jpeg.size());
    std::memcpy(bytes.data(), &header, sizeof header);
    std::memcpy(bytes.data() + sizeof header, jpeg.data(), jpeg.size());
    return bytes;
}

std::optional<ChannelStack> decodeThumbnail(const Bytes& bytes) {
    const auto header = headerOf(bytes);
    if (!header)
        return std::nullopt;
    const int present = static_cast<int>(std::count(header->present.begin(), header->present.end(), 1));
    ChannelStack stack;
    stack.width = stack.fullWidth = header->width;
    stack.height = stack.fullHeight = header->height;
    stack.bits = header->bits;
    try {
        const Plane tall = decodePlane(std::span(bytes).subspan(sizeof *header), "thumbnail");
        if (present == 0 || tall.bits() != 8 || tall.width() != stack.width || tall.height() != stack.height * present)
            return std::nullopt;
        const auto* from = tall.row<std::uint8_t>(0);
        for (std::size_t stain = 0; stain < stainCount; ++stain) {
            if (header->present[stain] != 1)
                continue;
            Plane plane(stack.width, stack.height, stack.bits);
            if (stack.bits == 16)
                gatherPlane<std::uint16_t>(from, *header, stain, plane);
            else
                gatherPlane<std::uint8_t>(from, *header, stain, plane);
            stack.planes.values[stain] = plane;
            from += std::ptrdiff_t{stack.width} * stack.height;
        }
    } catch (const Error&) {
        return std::nullopt;
    }
    return stack;
}

} // namespace locascope
