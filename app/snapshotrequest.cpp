#include "app/snapshotrequest.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cctype>
#include <limits>

namespace locascope {

namespace {

Stain stainNamed(const char* argument, const std::string& name) {
    const auto stain = stainOfKey(name) ? stainOfKey(name) : stainOfColourWord(name);
    if (!stain) {
        throw CLI::ValidationError(argument, name + " is none of nucleus, protein, microtubules, reticulum");
    }
    return *stain;
}

template <class T>
std::optional<T> number(std::string_view text) {
    T value{};
    const auto [rest, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    return !text.empty() && failure == std::errc() && rest == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

PixelRectangle cropOf(const std::string& text) {
    std::array<int, 4> sides{};
    std::string_view left = text;
    for (std::size_t i = 0; i < sides.size(); ++i) {
        const std::size_t comma = i + 1 < sides.size() ? left.find(',') : left.size();
        const auto side = number<int>(left.substr(0, comma));
        if (!side || comma == std::string_view::npos || *side < (i < 2 ? 0 : 1)) {
            throw CLI::ValidationError("--crop", text + " is not X,Y,WIDTH,HEIGHT in pixels, as in 100,200,512,512");
        }
        sides[i] = *side;
        left.remove_prefix(std::min(left.size(), comma + 1));
    }
    return {.x = sides[0], .y = sides[1], .width = sides[2], .height = sides[3]};
}

/// No number where it is none.
double countOf(std::string_view text) { return number<double>(text).value_or(std::numeric_limits<double>::quiet_NaN()); }

/// "12-1830" or "12-1830,0.8"; what is missing or no number is NaN.
ContrastWindow windowOf(std::string_view text) {
    const std::size_t comma = text.find(',');
    const std::string_view range = text.substr(0, comma);
    const std::size_t dash = range.find('-');
    return {.minimum = countOf(range.substr(0, dash)),
            .maximum = dash == std::string_view::npos ? countOf("") : countOf(range.substr(dash + 1)),
            .gamma = comma == std::string_view::npos ? 1 : countOf(text.substr(comma + 1))};
}

bool isUsable(const ContrastWindow& window) {
    return window.minimum < window.maximum && window.maximum <= 65535 && window.gamma >= 0.01 && window.gamma <= 100;
}

/// "nucleus=12-1830" or "nucleus=12-1830,0.8".
void takeRange(const std::string& text, PerStain<std::optional<ContrastWindow>>& ranges) {
    const std::size_t equals = text.find('=');
    const ContrastWindow window = equals == std::string::npos ? windowOf("") : windowOf(std::string_view(text).substr(equals + 1));
    if (!isUsable(window)) {
        throw CLI::ValidationError("--range", text + " is not STAIN=MIN-MAX or STAIN=MIN-MAX,GAMMA with MIN below MAX, as in nucleus=12-1830,0.8");
    }
    ranges[stainNamed("--range", text.substr(0, equals))] = window;
}

PerStain<bool> channelsOf(const std::vector<std::string>& names) {
    PerStain<bool> chosen{};
    for (const std::string& name : names) {
        chosen[stainNamed("--channels", name)] = true;
    }
    return chosen;
}

bool asksForFigure(const SnapshotArguments& typed) {
    return typed.panel || typed.captions || typed.labels || typed.probabilities || typed.samples.size() > 1;
}

SnapshotKind kindOf(const SnapshotArguments& typed) {
    std::string extension = typed.out.extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (extension == ".tif" || extension == ".tiff") {
        return SnapshotKind::RawCounts;
    }
    if (extension == ".pdf") {
        return SnapshotKind::PdfFigure;
    }
    if (extension == ".svg") {
        return SnapshotKind::SvgFigure;
    }
    if (extension != ".png" && !extension.empty()) {
        throw CLI::ValidationError("--out", typed.out.string() + " is of no kind that can be written; let its name end in .png, .tif, .pdf or .svg");
    }
    return asksForFigure(typed) ? SnapshotKind::PngFigure : SnapshotKind::Picture;
}

/// A TIFF holds the counts and nothing that would change or cover them.
void requireRaw(const SnapshotArguments& typed) {
    const std::pair<bool, const char*> others[] = {{typed.panel, "--panel"},           {typed.grey, "--grey"},
                                                   {typed.captions, "--captions"},     {typed.scaleBar, "--scale-bar"},
                                                   {typed.labels, "--labels"},         {typed.probabilities, "--probabilities"},
                                                   {!typed.ranges.empty(), "--range"}, {!typed.saliency.empty(), "--saliency"},
                                                   {typed.pixels > 0, "--pixels"}};
    for (const auto& [given, name] : others) {
        if (given) {
            throw CLI::ValidationError(name, "means nothing for a TIFF, which holds raw counts; leave it out, or write a .png, .pdf or .svg");
        }
    }
    if (typed.samples.size() > 1) {
        throw CLI::ValidationError("SAMPLE", "a TIFF holds the raw counts of one sample; write one file for each");
    }
}

} // namespace

SnapshotRequest understood(const SnapshotArguments& arguments) {
    SnapshotRequest request{.typed = arguments, .kind = kindOf(arguments), .channels = {}, .ranges = {}, .crop = {}, .saliency = {}};
    if (request.kind == SnapshotKind::RawCounts) {
        requireRaw(arguments);
    }
    if (!arguments.channels.empty()) {
        request.channels = channelsOf(arguments.channels);
    }
    for (const std::string& range : arguments.ranges) {
        takeRange(range, request.ranges);
    }
    if (!arguments.crop.empty()) {
        request.crop = cropOf(arguments.crop);
    }
    return request;
}

ClassIndex classNamed(const std::string& text, const Vocabulary& vocabulary) {
    if (const auto found = vocabulary.find(text)) {
        return *found;
    }
    for (const LabelClass& one : vocabulary.classes()) {
        if (std::to_string(toIndex(one.index)) == text) {
            return one.index;
        }
    }
    throw CLI::ValidationError("--saliency", text + " is neither the name nor the number of a class (0 to " + std::to_string(vocabulary.size() - 1) + ")");
}

} // namespace locascope
