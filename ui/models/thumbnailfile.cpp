#include "ui/models/thumbnailfile.h"

#include "core/files/digest.h"
#include "core/files/readfile.h"
#include "core/files/writefile.h"
#include "core/imaging/decode.h"
#include "core/imaging/encode.h"

#include <algorithm>
#include <cstring>

namespace locascope {

namespace {

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

constexpr std::size_t presentDigits = 4; ///< one '0' or '1' a stain, before the extension

} // namespace

std::filesystem::path thumbnailFile(const std::filesystem::path& cacheDirectory, const Plate& plate, const Sample& sample) {
    std::string identity;
    std::string present;
    for (Stain stain : allStains) {
        const std::vector<PlaneSource> planes = planesOf(sample, stain);
        present += planes.empty() ? '0' : '1';
        for (const PlaneSource& plane : planes) {
            const std::filesystem::path path = plate.root / plane.file;
            std::error_code error;
            const auto size = std::filesystem::file_size(path, error);
            if (error)
                return {};
            const auto time = std::filesystem::last_write_time(path, error);
            if (error)
                return {};
            identity += path.native() + '\0' + std::to_string(size) + '\0' + std::to_string(time.time_since_epoch().count()) + '\0';
            if (plane.page != 0 || plane.channel >= 0)
                identity += std::to_string(plane.page) + '\0' + std::to_string(plane.channel) + '\0';
        }
        if (planes.size() > 1 && plate.chosenPlane)
            identity += "plane " + std::to_string(*plate.chosenPlane) + '\0';
    }
    const std::string name = sha256(identity).substr(0, 32);
    return cacheDirectory / "thumbnails" / name.substr(0, 2) / (name + '-' + present + ".png");
}

ChannelStack reducedTo(const ChannelStack& stack, int side) {
    ChannelStack reduced = stack;
    const double scale = std::min(1.0, static_cast<double>(side) / std::max(stack.width, stack.height));
    reduced.width = std::max(1, static_cast<int>(stack.width * scale));
    reduced.height = std::max(1, static_cast<int>(stack.height * scale));
    for (Stain stain : allStains) {
        if (stack.planes[stain].isEmpty() || (reduced.width == stack.width && reduced.height == stack.height))
            continue;
        Plane plane(reduced.width, reduced.height, stack.bits);
        if (stack.bits == 16)
            reducePlane<std::uint16_t>(stack.planes[stain], plane);
        else
            reducePlane<std::uint8_t>(stack.planes[stain], plane);
        reduced.planes[stain] = plane;
    }
    return reduced;
}

void writeThumbnail(const std::filesystem::path& file, const ChannelStack& stack) {
    int present = 0;
    for (const Plane& plane : stack.planes.values)
        present += plane.isEmpty() ? 0 : 1;
    Plane tall(stack.width, stack.height * present, stack.bits);
    std::byte* to = tall.data();
    for (const Plane& plane : stack.planes.values) {
        if (plane.isEmpty())
            continue;
        std::memcpy(to, plane.data(), plane.byteCount());
        to += plane.byteCount();
    }
    makeDirectory(file.parent_path());
    writeFile(file, encodeGreyPng(tall, 1), {.durability = Durability::Ordered});
}

std::optional<ChannelStack> readThumbnail(const std::filesystem::path& file) {
    const std::string stem = file.stem().native();
    const std::string present = stem.substr(stem.size() - presentDigits);
    const int count = static_cast<int>(std::count(present.begin(), present.end(), '1'));
    try {
        const Plane tall = decodePlane(readFile(file), file);
        if (count == 0 || tall.height() % count != 0)
            return std::nullopt;
        ChannelStack stack;
        stack.width = stack.fullWidth = tall.width();
        stack.height = stack.fullHeight = tall.height() / count;
        stack.bits = tall.bits();
        const std::byte* from = tall.data();
        for (Stain stain : allStains) {
            if (present[static_cast<std::size_t>(stain)] != '1')
                continue;
            Plane plane(stack.width, stack.height, stack.bits);
            std::memcpy(plane.data(), from, plane.byteCount());
            from += plane.byteCount();
            stack.planes[stain] = plane;
        }
        return stack;
    } catch (const Error&) {
        return std::nullopt; // not there, or not whole: it is made anew
    }
}

} // namespace locascope
