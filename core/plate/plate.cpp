#include "core/plate/plate.h"

#include "core/files/digest.h"

#include <algorithm>
#include <charconv>
#include <unordered_map>

namespace locascope {

namespace {

constexpr int maxRow = 32; // AF, of 1,536 wells
constexpr int maxColumn = 48;
constexpr std::size_t fingerprintFiles = 16;

bool isDigit(char letter) { return letter >= '0' && letter <= '9'; }
bool isLetter(char letter) { return (letter >= 'A' && letter <= 'Z') || (letter >= 'a' && letter <= 'z'); }
char upper(char letter) { return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter; }

std::string_view digitsAt(std::string_view text, std::size_t start) {
    std::size_t end = start;
    while (end < text.size() && isDigit(text[end]))
        ++end;
    return text.substr(start, end - start);
}

std::string_view withoutLeadingZeros(std::string_view digits) {
    const std::size_t first = digits.find_first_not_of('0');
    return first == std::string_view::npos ? std::string_view() : digits.substr(first);
}

/// Below, equal to or above 0, as the values of two runs of digits of any length compare.
int compareValues(std::string_view left, std::string_view right) {
    left = withoutLeadingZeros(left);
    right = withoutLeadingZeros(right);
    if (left.size() != right.size())
        return left.size() < right.size() ? -1 : 1;
    return left.compare(right);
}

bool isUnreserved(char letter) {
    return isDigit(letter) || isLetter(letter) || letter == '-' || letter == '.' || letter == '_' || letter == '~' ||
           letter == '/';
}

std::vector<std::string> sortedFiles(const Plate& plate) {
    std::vector<std::string> files;
    files.reserve(plate.samples.size() * stainCount);
    for (const Sample& sample : plate.samples)
        for (std::string& file : filesOf(sample))
            files.push_back(std::move(file));
    std::sort(files.begin(), files.end());
    files.erase(std::unique(files.begin(), files.end()), files.end());
    return files;
}

std::string sizeText(const std::filesystem::path& file) {
    std::error_code error;
    const std::uintmax_t size = std::filesystem::file_size(file, error);
    return error ? "gone" : std::to_string(size);
}

std::string digestText(const std::filesystem::path& file) {
    try {
        return sha256OfFile(file);
    } catch (const Error& error) {
        return std::string(errorKindName(error.kind()));
    }
}

/// What the plate calls the channel of a stain.
std::string wordFor(const Plate& plate, Stain stain) {
    const auto channel = std::find_if(plate.channels.begin(), plate.channels.end(), [stain](const Channel& one) { return one.stain == stain; });
    return channel == plate.channels.end() || channel->key.empty() ? std::string(colourWord(stain)) : channel->key;
}

} // namespace

SampleShape shapeOf(const Plate& plate, std::size_t sample) {
    return sample < plate.shapes.size() ? plate.shapes[sample] : SampleShape{};
}

int depthOf(const Sample& sample) {
    std::size_t depth = 1;
    for (const Stain stain : allStains)
        depth = std::max(depth, sample.planes ? sample.planes->stains[stain].size() : 0);
    return static_cast<int>(depth);
}

std::string planesText(const Plate& plate, const Sample& sample) {
    const int depth = depthOf(sample);
    if (depth < 2)
        return {};
    return plate.chosenPlane ? "plane " + std::to_string(std::min(*plate.chosenPlane, depth)) + " of " + std::to_string(depth) : "maximum of " + std::to_string(depth) + " planes";
}

std::optional<PixelSize> pixelSizeOf(const Plate& plate, const Sample& sample) {
    if (plate.enteredPixelSizeUm)
        return PixelSize{*plate.enteredPixelSizeUm, true};
    return sample.pixelSizeUm ? std::optional(PixelSize{*sample.pixelSizeUm, false}) : std::nullopt;
}

std::vector<PlaneSource> planesOf(const Sample& sample, Stain stain) {
    if (sample.planes && !sample.planes->stains[stain].empty())
        return sample.planes->stains[stain];
    if (sample.files[stain])
        return {{*sample.files[stain], 0, -1}};
    return {};
}

std::vector<std::string> filesOf(const Sample& sample) {
    std::vector<std::string> files;
    const auto add = [&files](const std::string& file) {
        if (std::find(files.begin(), files.end(), file) == files.end())
            files.push_back(file);
    };
    for (const Stain stain : allStains)
        for (const PlaneSource& plane : planesOf(sample, stain))
            add(plane.file);
    if (sample.planes)
        for (const std::string& file : sample.planes->otherFiles)
            add(file);
    return files;
}

std::optional<Problem> missingStains(const Plate& plate, const Sample& sample) {
    std::string names;
    for (const Stain stain : allStains)
        if (!sample.files[stain] && !plate.absentStains[stain])
            names += (names.empty() ? "" : ", ") + wordFor(plate, stain);
    if (names.empty())
        return {};
    return Problem{{}, sample.id, ErrorKind::NotFound, "incomplete: " + names + " missing"};
}

std::string normalisedWell(std::string_view text) {
    int row = 0;
    std::size_t letters = 0;
    while (letters < text.size() && isLetter(text[letters]) && letters < 3)
        row = row * 26 + (upper(text[letters++]) - 'A' + 1);
    const std::string_view digits = digitsAt(text, letters);
    const std::string_view value = withoutLeadingZeros(digits);
    if (row < 1 || row > maxRow || digits.size() > 3 || letters + digits.size() != text.size() || value.empty() ||
        value.size() > 2)
        return {};
    const int column = value.size() == 1 ? value[0] - '0' : (value[0] - '0') * 10 + (value[1] - '0');
    if (column > maxColumn)
        return {};
    std::string well(text.substr(0, letters));
    std::transform(well.begin(), well.end(), well.begin(), upper);
    return well + (column < 10 ? "0" : "") + std::to_string(column);
}

bool naturallyBefore(std::string_view left, std::string_view right) {
    std::size_t i = 0, j = 0;
    while (i < left.size() && j < right.size()) {
        if (isDigit(left[i]) && isDigit(right[j])) {
            const std::string_view leftRun = digitsAt(left, i), rightRun = digitsAt(right, j);
            if (const int order = compareValues(leftRun, rightRun); order != 0)
                return order < 0;
            i += leftRun.size();
            j += rightRun.size();
        } else if (left[i] != right[j]) {
            return static_cast<unsigned char>(left[i]) < static_cast<unsigned char>(right[j]);
        } else {
            ++i;
            ++j;
        }
    }
    if ((i < left.size()) != (j < right.size()))
        return j < right.size();
    return left < right;
}

std::string percentEncoded(std::string_view bytes) {
    constexpr std::string_view hex = "0123456789ABCDEF";
    std::string text;
    text.reserve(bytes.size());
    for (const char byte : bytes) {
        if (isUnreserved(byte)) {
            text += byte;
            continue;
        }
        const auto value = static_cast<unsigned char>(byte);
        text += {'%', hex[value >> 4], hex[value & 15]};
    }
    return text;
}

std::string percentDecoded(std::string_view text) {
    std::string bytes;
    bytes.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        unsigned int value = 0;
        const std::string_view digits = text.substr(i + 1, 2);
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
        if (text[i] == '%' && digits.size() == 2 && error == std::errc{} && end == digits.data() + 2) {
            bytes += static_cast<char>(value);
            i += 2;
        } else {
            bytes += text[i];
        }
    }
    return bytes;
}

std::vector<std::string> csvIds(const Plate& plate) {
    std::unordered_map<std::string_view, std::size_t> uses;
    uses.reserve(plate.samples.size());
    for (const Sample& sample : plate.samples)
        ++uses[sample.shortId];
    std::vector<std::string> ids;
    ids.reserve(plate.samples.size());
    for (const Sample& sample : plate.samples)
        ids.push_back(percentEncoded(uses[sample.shortId] == 1 ? sample.shortId : sample.id));
    return ids;
}

std::string plateFingerprint(const Plate& plate) {
    const std::vector<std::string> files = sortedFiles(plate);
    std::string text;
    for (const std::string& file : files)
        text += file + '\0' + sizeText(plate.root / file) + '\n';
    const std::size_t digests = std::min(files.size(), fingerprintFiles);
    for (std::size_t i = 0; i < digests; ++i)
        text += digestText(plate.root / files[i * files.size() / digests]) + '\n';
    return sha256(text);
}

} // namespace locascope
