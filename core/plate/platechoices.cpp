#include "core/plate/platechoices.h"

#include "core/files/digest.h"
#include "core/files/error.h"
#include "core/files/readfile.h"
#include "core/files/writefile.h"

#include <array>
#include <charconv>
#include <sstream>
#include <string_view>

namespace locascope {

namespace {

constexpr std::size_t maxChoiceBytes = 1 << 16;
constexpr std::string_view schemeWord = "scheme", planeWord = "plane", pixelSizeWord = "pixel-size-um";

std::filesystem::path choiceFile(const std::filesystem::path& dataDirectory, const std::filesystem::path& root) {
    return dataDirectory / "plates" / (sha256(root.native()).substr(0, 16) + ".txt");
}

template <class Number>
std::optional<Number> numberIn(std::string_view text) {
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

std::string numberText(double number) {
    std::array<char, 32> text{};
    return {text.data(), std::to_chars(text.data(), text.data() + text.size(), number).ptr};
}

void take(PlateChoices& choices, std::string_view what, std::string_view choice) {
    if (what == schemeWord) {
        choices.scheme = choice;
    } else if (what == planeWord) {
        if (const auto plane = numberIn<int>(choice); plane && *plane > 0)
            choices.plane = plane;
    } else if (what == pixelSizeWord) {
        if (const auto size = numberIn<double>(choice); size && isPixelSize(*size))
            choices.pixelSizeUm = size;
    }
}

/// Nothing where it cannot be read.
std::optional<PlateChoices> readChoices(const std::filesystem::path& file, const std::optional<std::filesystem::path>& inside) {
    try {
        const Bytes bytes = readFile(file, {.maxBytes = maxChoiceBytes, .inside = inside, .prefixBytes = {}});
        std::istringstream text(std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
        PlateChoices choices;
        for (std::string line; std::getline(text, line);)
            if (const std::size_t equals = line.find('='); equals != std::string::npos)
                take(choices, std::string_view(line).substr(0, equals), std::string_view(line).substr(equals + 1));
        return choices;
    } catch (const Error&) {
        return {};
    }
}

} // namespace

bool isPixelSize(double micrometres) { return micrometres >= 0.0001 && micrometres <= 1000; }

PlateChoices rememberedChoices(const std::filesystem::path& dataDirectory, const std::filesystem::path& root) {
    const auto chosen = dataDirectory.empty() ? std::nullopt : readChoices(choiceFile(dataDirectory, root), {});
    return chosen ? *chosen : readChoices(root / carriedChoicesFile, root).value_or(PlateChoices());
}

void rememberChoices(const std::filesystem::path& dataDirectory, const std::filesystem::path& root, const PlateChoices& choices) {
    const std::filesystem::path file = choiceFile(dataDirectory, root);
    makeDirectory(file.parent_path());
    writeChoices(file, choices);
}

void writeChoices(const std::filesystem::path& file, const PlateChoices& choices) {
    std::string text;
    const auto add = [&text](std::string_view what, const std::string& choice) { text += std::string(what) + "=" + choice + "\n"; };
    if (!choices.scheme.empty())
        add(schemeWord, choices.scheme);
    if (choices.plane)
        add(planeWord, std::to_string(*choices.plane));
    if (choices.pixelSizeUm)
        add(pixelSizeWord, numberText(*choices.pixelSizeUm));
    writeFile(file, text.empty() ? "\n" : text); // an empty file would be taken for a damaged one
}

} // namespace locascope
