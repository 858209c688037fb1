#include "core/plate/naming.h"

#include "core/files/error.h"
#include "core/plate/namereader.h"

#include <algorithm>
#include <array>

namespace locascope {

namespace {

constexpr std::array<std::string_view, 5> extensions = {"png", "jpg", "jpeg", "tif", "tiff"};
constexpr std::size_t maxKeyBytes = 40;

[[noreturn]] void refuse(const std::string& cause) { throw Error(ErrorKind::Invalid, {}, cause); }

bool isPlainKey(const std::string& key) {
    return !key.empty() && key.size() <= maxKeyBytes && std::all_of(key.begin(), key.end(), [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '-';
    });
}

bool equalIgnoringCase(std::string_view text, std::string_view lowerCase) {
    return std::equal(text.begin(), text.end(), lowerCase.begin(), lowerCase.end(),
                      [](char a, char b) { return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b; });
}

bool isImageExtension(std::string_view text) {
    return text.size() >= 3 && text.size() <= 4 &&
           std::any_of(extensions.begin(), extensions.end(), [text](std::string_view extension) { return equalIgnoringCase(text, extension); });
}

std::vector<NamePattern> compiled(const std::vector<std::string>& expressions, const std::string& field) {
    if (expressions.size() > maxNamingExpressions)
        refuse(field + ": more than " + std::to_string(maxNamingExpressions) + " expressions");
    std::vector<NamePattern> patterns;
    for (const std::string& expression : expressions) {
        try {
            patterns.emplace_back(expression);
        } catch (const Error& error) {
            refuse(field + ", expression " + std::to_string(patterns.size() + 1) + ", " + error.detail());
        }
    }
    return patterns;
}

void requireGroups(const std::vector<NamePattern>& patterns, const NamingRules& rules) {
    for (std::size_t i = 0; i < patterns.size(); ++i) {
        const std::string which = "files, expression " + std::to_string(i + 1) + ": ";
        if (!patterns[i].has(NameGroup::Sample))
            refuse(which + "no group is named sample, as in (?<sample>.+)_(?<stain>[a-z]+)");
        const bool tellsChannel = patterns[i].has(NameGroup::Stain) || patterns[i].has(NameGroup::Channel);
        if (!tellsChannel && rules.contents == FileContents::Plane)
            refuse(which + "no group is named stain or channel, so that the images of a sample cannot be told apart");
        if (patterns[i].has(NameGroup::Stain) && rules.stains.empty())
            refuse(which + "it has a group stain, but there is no table stains");
    }
}

} // namespace

NamingScheme::NamingScheme(NamingRules rules) {
    if (!isPlainKey(rules.key))
        refuse("key: \"" + rules.key + "\" is not made of a to z, 0 to 9 and -, at most " + std::to_string(maxKeyBytes));
    if (rules.files.empty())
        refuse("files: no expression");
    for (const std::string& extension : rules.extensions)
        if (std::find(extensions.begin(), extensions.end(), extension) == extensions.end())
            refuse("extensions: \"" + extension + "\" is none of png, jpg, jpeg, tif, tiff");
    for (const auto& [word, stain] : rules.stains)
        if (std::any_of(word.begin(), word.end(), [](char letter) { return letter >= 'A' && letter <= 'Z'; }))
            refuse("stains: \"" + word + "\" must be in lower case (names match in any case)");
    if (rules.companions.empty() != (rules.companionFormat == CompanionFormat::None))
        refuse("companion: its name and its format belong together");
    m_files = compiled(rules.files, "files");
    m_ignored = compiled(rules.ignored, "ignored");
    requireGroups(m_files, rules);
    m_rules = std::make_shared<const NamingRules>(std::move(rules));
}

ParsedName NamingScheme::parse(std::string_view path, std::string_view rootName) const {
    const std::size_t folders = path.rfind('/') + 1;
    NameReader reader(*this, rootName);
    ParsedName parsed;
    parsed.outcome = reader.read({path.substr(0, folders), splitImageName(path.substr(folders))});
    if (parsed.outcome != ParsedName::Outcome::Image)
        return parsed;
    parsed.id = reader.id();
    parsed.plateName = reader.plateName();
    parsed.well = reader.well();
    parsed.site = reader.site();
    parsed.channel = reader.channel();
    parsed.stain = reader.stain();
    parsed.z = reader.z();
    parsed.time = reader.time();
    return parsed;
}

std::vector<ParsedName> parseNames(const NamingScheme& scheme, std::span<const std::string> paths, std::string_view rootName) {
    std::vector<ParsedName> parsed;
    parsed.reserve(paths.size());
    for (const std::string& path : paths)
        parsed.push_back(scheme.parse(path, rootName));
    return parsed;
}

std::span<const std::string_view> imageExtensions() { return extensions; }

ImageName splitImageName(std::string_view name) {
    ImageName split;
    const bool isForeign = name.starts_with("._");
    std::size_t dot = name.rfind('.');
    if (dot != std::string_view::npos && equalIgnoringCase(name.substr(dot + 1), "gz")) { // unpacked when it is read
        name = name.substr(0, dot);
        dot = name.rfind('.');
    }
    if (dot == std::string_view::npos || !isImageExtension(name.substr(dot + 1)))
        return {};
    split.hasExtension = true;
    split.isImage = !isForeign;
    split.stem = name.substr(0, dot);
    split.extension = name.substr(dot + 1);
    return split;
}

} // namespace locascope
