#include "core/plate/namingcatalogue.h"

#include "core/files/readfile.h"
#include "core/files/writefile.h"
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

std::filesystem::path freeFile(const std::filesystem::path& directory, const std::string& key) {
    std::filesystem::path file = directory / (key + ".yaml");
    std::error_code error;
    for (int number = 2; std::filesystem::symlink_status(file, error).type() != std::filesystem::file_type::not_found; ++number)
        file = directory / (key + "-" + std::to_string(number) + ".yaml");
    return file;
}

std::vector<NamingRules> rulesIn(const std::filesystem::path& file) {
    std::vector<NamingRules> rules;
    for (const NamingScheme& scheme : readSchemeFile(file))
        rules.push_back(scheme.rules());
    return rules;
}

void writeSchemeFile(const std::filesystem::path& file, const std::vector<NamingRules>& rules) {
    const std::string text = formatNamingRules(rules);
    std::vector<NamingRules> again;
    for (const NamingScheme& scheme : parseNamingSchemes(text, file))
        again.push_back(scheme.rules());
    if (again != rules)
        throw Error(ErrorKind::Invalid, file, "cannot be written so that it reads back the same; leave out unusual characters");
    makeDirectory(file.parent_path());
    writeFile(file, text);
}

} // namespace

const std::vector<NamingScheme>& shippedNamingSchemes() {
    static const std::vector<NamingScheme> schemes = readShipped();
    return schemes;
}

std::filesystem::path userNamingDirectory(const std::filesystem::path& dataDirectory) { return dataDirectory / "naming"; }

NamingCatalogue namingCatalogue(const std::filesystem::path& dataDirectory) {
    NamingCatalogue catalogue{shippedNamingSchemes(), {}, {}};
    for (const std::filesystem::path& file : schemeFiles(userNamingDirectory(dataDirectory))) {
        try {
            for (NamingScheme& scheme : readSchemeFile(file)) {
                if (schemeOfKey(catalogue.schemes, scheme.key()))
                    catalogue.faults.emplace_back(ErrorKind::Invalid, file, "the key " + scheme.key() + " is taken by another scheme; choose another");
                else {
                    catalogue.files[scheme.key()] = file;
                    catalogue.schemes.push_back(std::move(scheme));
                }
            }
        } catch (const Error& error) {
            catalogue.faults.push_back(error);
        }
    }
    return catalogue;
}

void saveUserScheme(const std::filesystem::path& dataDirectory, const NamingRules& rules, const std::string& replaced) {
    const NamingScheme usable(rules);
    const NamingCatalogue catalogue = namingCatalogue(dataDirectory);
    const auto place = catalogue.files.find(replaced);
    const bool replaces = place != catalogue.files.end();
    if ((!replaces || rules.key != replaced) && schemeOfKey(catalogue.schemes, rules.key))
        throw Error(ErrorKind::Invalid, {}, "the key " + rules.key + " is taken by another scheme; choose another");
    if (!replaces)
        return writeSchemeFile(freeFile(userNamingDirectory(dataDirectory), rules.key), {rules});
    std::vector<NamingRules> all = rulesIn(place->second);
    std::replace_if(all.begin(), all.end(), [&](const NamingRules& one) { return one.key == replaced; }, rules);
    writeSchemeFile(place->second, all);
}

void deleteUserScheme(const std::filesystem::path& dataDirectory, const std::string& key) {
    const NamingCatalogue catalogue = namingCatalogue(dataDirectory);
    const auto place = catalogue.files.find(key);
    if (place == catalogue.files.end())
        return;
    std::vector<NamingRules> left = rulesIn(place->second);
    std::erase_if(left, [&](const NamingRules& one) { return one.key == key; });
    if (!left.empty())
        return writeSchemeFile(place->second, left);
    std::error_code error;
    std::filesystem::remove(place->second, error);
    if (error)
        throw Error(ErrorKind::WriteFailed, place->second, "cannot be deleted: " + error.message());
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
