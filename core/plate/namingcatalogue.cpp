#include "core/plate/namingcatalogue.h"

#include "core/files/readfile.h"
#include "core/plate/namingyaml.h"

#include <algorithm>

namespace locascope {

namespace embedded {
std::string_view colourNaming();
std::string_view instrumentNaming();
std::string_view stackNaming();
}

namespace {

constexpr std::uintmax_t maxSchemeFileBytes = 256 * 1024;

std::vector<NamingScheme> readShipped() {
    std::vector<NamingScheme> schemes;
    for (const std::string_view text : {embedded::colourNaming(), embedded::instrumentNaming(), embedded::stackNaming()}) {
        std::vector<NamingScheme> read = parseNamingSchemes(text, "resources/naming");
        std::move(read.begin(), read.end(), std::back_inserter(schemes));
    }
    return schemes;
}

std::vector<std::filesystem::path> schemeFiles(const std::filesystem::path& directory) {
    std::vector<std::filesystem::path> files;
    std::error_code error;
    for (std::filesystem::directory_iterator entry(directory, error), end; !error && entry != end; entry.increment(error))
        if (entry->path().extension() == ".yaml")
            files.push_back(entry->path());
    std::sort(files.begin(), files.end());
    return files;
}

std::vector<NamingScheme> readSchemeFile(const std::filesystem::path& file) {
    const Bytes bytes = readFile(file, {.maxBytes = maxSchemeFileBytes, .inside = {}, .prefixBytes = {}});
    return parseNamingSchemes({reinterpret_cast<const char*>(bytes.data()), bytes.size()}, file);
}

} // namespace

const std::vector<NamingScheme>& shippedNamingSchemes() {
    static const std::vector<NamingScheme> schemes = readShipped();
    return schemes;
}

std::filesystem::path userNamingDirectory(const std::filesystem::path& dataDirectory) { return dataDirectory / "naming"; }

NamingCatalogue namingCatalogue(const std::filesystem::path& dataDirectory) {
    NamingCatalogue catalogue{shippedNamingSchemes(), {}};
    for (const std::filesystem::path& file : schemeFiles(userNamingDirectory(dataDirectory))) {
        try {
            for (NamingScheme& scheme : readSchemeFile(file)) {
                if (schemeOfKey(catalogue.schemes, scheme.key()))
                    catalogue.faults.emplace_back(ErrorKind::Invalid, file, "the key " + scheme.key() + " is taken by another scheme; choose another");
                else
                    catalogue.schemes.push_back(std::move(scheme));
            }
        } catch (const Error& error) {
            catalogue.faults.push_back(error);
        }
    }
    return catalogue;
}

const NamingScheme* schemeOfKey(const std::vector<NamingScheme>& schemes, std::string_view key) {
    const auto found = std::find_if(schemes.begin(), schemes.end(), [key](const NamingScheme& scheme) { return scheme.key() == key; });
    return found == schemes.end() ? nullptr : &*found;
}

std::string schemeKeys(const std::vector<NamingScheme>& schemes) {
    std::string text;
    for (const NamingScheme& scheme : schemes)
        text += (text.empty() ? "" : ", ") + scheme.key();
    return text;
}

} // namespace locascope
