#include "core/plate/imagejdescription.h"

#include "core/plate/xmldocument.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace locascope {

namespace {

constexpr int mostPlanes = 1 << 20; // of one axis: no more than a file can hold

/// A number that is not taken is one.
int countOf(std::string_view text) { return std::clamp(wholeNumber(text).value_or(1), 1, mostPlanes); }

std::string_view unitOf(std::string_view text) {
    constexpr std::string_view escapedMicro = "\\u00B5m"; // as ImageJ writes the micro sign
    return text == "micron" || text == "microns" || text == "\xb5m" || text == escapedMicro ? std::string_view("um") : text;
}

std::optional<double> pixelSize(double pixelsPerUnit, std::string_view unit) {
    std::array<char, 32> text{};
    const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), 1 / pixelsPerUnit);
    return error == std::errc{} ? micrometres({text.data(), end}, unitOf(unit)) : std::nullopt;
}

} // namespace

std::optional<ImageJDescription> parseImageJDescription(std::string_view text, double pixelsPerUnit) {
    if (!text.starts_with("ImageJ="))
        return {};
    ImageJDescription told;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        const std::string_view line = trimmed(text.substr(begin, end - begin));
        begin = end + 1;
        const std::size_t equals = line.find('=');
        if (equals == std::string_view::npos)
            continue;
        const std::string_view key = line.substr(0, equals), value = line.substr(equals + 1);
        told.tellsAxes = told.tellsAxes || key == "channels" || key == "slices" || key == "frames";
        if (key == "images")
            told.images = countOf(value);
        else if (key == "channels")
            told.channels = countOf(value);
        else if (key == "slices")
            told.slices = countOf(value);
        else if (key == "frames")
            told.frames = countOf(value);
        else if (key == "unit" && pixelsPerUnit > 0 && !value.empty())
            told.pixelSizeUm = pixelSize(pixelsPerUnit, value);
    }
    return told;
}

} // namespace locascope
