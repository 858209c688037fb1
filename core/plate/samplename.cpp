#include "core/plate/samplename.h"

#include "core/plate/plate.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

namespace locascope {

namespace {

constexpr std::array<std::string_view, 5> extensions = {"png", "jpg", "jpeg", "tif", "tiff"};

bool isDigit(char letter) { return letter >= '0' && letter <= '9'; }

bool isHex(char letter) {
    return isDigit(letter) || (letter >= 'a' && letter <= 'f') || (letter >= 'A' && letter <= 'F');
}

bool equalIgnoringCase(std::string_view text, std::string_view lowerCase) {
    return std::equal(text.begin(), text.end(), lowerCase.begin(), lowerCase.end(), [](char a, char b) {
        return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
    });
}

bool isImageExtension(std::string_view text) {
    return std::any_of(extensions.begin(), extensions.end(),
                       [text](std::string_view extension) { return equalIgnoringCase(text, extension); });
}

std::optional<int> wholeNumber(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || !isDigit(text.front()) || error != std::errc{} || end != text.data() + text.size())
        return {};
    return value;
}

bool isUuid(std::string_view text) {
    if (text.size() != 36)
        return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (dash ? text[i] != '-' : !isHex(text[i]))
            return false;
    }
    return true;
}

std::vector<std::string_view> splitAt(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (;;) {
        const std::size_t end = text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos)
            return parts;
        text.remove_prefix(end + 1);
    }
}

std::optional<ParsedPosition> positionAt(const std::vector<std::string_view>& parts, std::size_t wellPart,
                                         std::string_view scheme) {
    if (parts.size() < wellPart + 2)
        return {};
    const std::string well = normalisedWell(parts[wellPart]);
    const std::optional<int> site = wholeNumber(parts[wellPart + 1]);
    if (well.empty() || !site)
        return {};
    return ParsedPosition{scheme, wellPart > 0 ? std::string(parts[wellPart - 1]) : std::string(), well, site};
}

ParsedFileName parseImageName(std::string_view stem) {
    const std::size_t separator = stem.rfind('_');
    const bool bare = separator == std::string_view::npos;
    const std::optional<Stain> stain = stainOfColourWord(bare ? stem : stem.substr(separator + 1));
    if (!stain)
        return {FileNameKind::ImageWithoutStain, {}, {}};
    return {FileNameKind::StainImage, bare ? std::string_view() : stem.substr(0, separator), *stain};
}

} // namespace

ParsedFileName parseFileName(std::string_view name) {
    std::size_t dot = name.rfind('.');
    if (dot != std::string_view::npos && equalIgnoringCase(name.substr(dot + 1), "gz")) {
        name = name.substr(0, dot);
        dot = name.rfind('.');
    }
    if (dot == std::string_view::npos || !isImageExtension(name.substr(dot + 1)))
        return {};
    if (name.starts_with("._")) // what macOS keeps beside a file on foreign disks
        return {FileNameKind::ImageWithoutStain, {}, {}};
    return parseImageName(name.substr(0, dot));
}

ParsedPosition parsePosition(std::string_view shortId, std::string_view folder) {
    if (isUuid(shortId))
        return {"challenge", {}, {}, {}};
    const std::vector<std::string_view> parts = splitAt(shortId, '_');
    if (parts.size() >= 4 && wholeNumber(parts[0]))
        if (const auto position = positionAt(parts, 2, "atlas"))
            return *position;
    if (parts.size() == 3)
        if (const auto position = positionAt(parts, 1, "plate-well"))
            return *position;
    if (parts.size() == 2)
        if (const auto position = positionAt(parts, 0, "well"))
            return *position;
    if (parts.size() == 1) {
        if (const std::string well = normalisedWell(shortId); !well.empty() && well.front() == shortId.front())
            return {"well", {}, well, {}};
        if (const auto position = positionAt({folder, shortId}, 0, "well"))
            return *position;
    }
    return {"other", {}, {}, {}};
}

} // namespace locascope
