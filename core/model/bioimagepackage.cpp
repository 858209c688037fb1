#include "core/model/bioimagepackage.h"

#include "core/files/digest.h"
#include "core/files/error.h"
#include "core/files/readfile.h"

#include <algorithm>
#include <array>
#include <set>
#include <system_error>

namespace locascope {

namespace {

constexpr std::array<const char*, 2> descriptionNames{"rdf.yaml", "bioimageio.yaml"};

bool isThere(const std::filesystem::path& path) {
    std::error_code ignored;
    return std::filesystem::exists(path, ignored);
}

std::optional<std::filesystem::path> descriptionIn(const std::filesystem::path& folder) {
    for (const char* name : descriptionNames)
        if (isThere(folder / name))
            return folder / name;
    return {};
}

// Zips are often made of a folder instead of what is in it.
std::optional<std::filesystem::path> onlyFolderIn(const std::filesystem::path& folder) {
    std::optional<std::filesystem::path> found;
    std::error_code failure;
    for (std::filesystem::directory_iterator entry(folder, failure), end; !failure && entry != end; entry.increment(failure)) {
        if (!entry->is_directory(failure) || entry->is_symlink(failure))
            continue;
        if (found)
            return {};
        found = entry->path();
    }
    return found;
}

std::filesystem::path descriptionOf(const std::filesystem::path& path) {
    std::error_code ignored;
    if (!std::filesystem::is_directory(path, ignored))
        return path;
    if (const auto own = descriptionIn(path))
        return *own;
    if (const auto inner = onlyFolderIn(path))
        if (const auto own = descriptionIn(*inner))
            return *own;
    throw Error(ErrorKind::NotFound, path, "holds no rdf.yaml (or bioimageio.yaml), so that it is no bioimage.io package");
}

bool isUrl(const std::string& source) { return source.find("://") != std::string::npos; }

// The last part of a URL, without what is asked for behind it.
std::string nameOfUrl(std::string url) {
    url = url.substr(0, url.find_first_of("?#"));
    if (url.ends_with("/content")) // as zenodo.org says it
        url.resize(url.rfind('/'));
    return url.substr(url.rfind('/') + 1);
}

bool isInside(const std::filesystem::path& path, const std::filesystem::path& folder) {
    std::error_code failure;
    const auto real = std::filesystem::weakly_canonical(path, failure);
    const auto home = std::filesystem::weakly_canonical(folder.empty() ? "." : folder, failure);
    return !failure && std::mismatch(home.begin(), home.end(), real.begin(), real.end()).first == home.end();
}

} // namespace

bool isBioimagePackage(const std::filesystem::path& path) {
    std::error_code ignored;
    std::string extension = path.extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(), [](char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter; });
    return extension == ".zip" || extension == ".yaml" || extension == ".yml" || std::filesystem::is_directory(path, ignored);
}

BioimagePackage openBioimagePackage(const std::filesystem::path& path) {
    BioimagePackage package{descriptionOf(path), {}, {}};
    const Bytes bytes = readFile(package.description, {.maxBytes = maxDescriptionBytes});
    package.digest = sha256(bytes);
    package.model = parseBioimage({reinterpret_cast<const char*>(bytes.data()), bytes.size()}, package.description);
    return package;
}

std::optional<std::filesystem::path> placeOf(const BioimagePackage& package, const StatedFile& file) {
    const std::filesystem::path relative = isUrl(file.source) ? nameOfUrl(file.source) : file.source;
    if (relative.empty() || relative.filename().empty())
        return {};
    const std::filesystem::path place = package.folder() / relative;
    if (relative.is_absolute() || !isInside(place, package.folder()))
        throw Error(ErrorKind::Invalid, package.description, "names the file '" + file.source.substr(0, 200) + "', which leads out of its folder; it is not read");
    return isThere(place) ? std::optional(place) : std::nullopt;
}

std::filesystem::path requiredPlaceOf(const BioimagePackage& package, const StatedFile& file, const std::string& what) {
    if (const auto place = placeOf(package, file))
        return *place;
    const std::string beside = package.description.filename().string();
    throw Error(ErrorKind::NotFound, package.description,
                isUrl(file.source) ? what + " lie at " + file.source.substr(0, 200) + ", and nothing is fetched from there; download it and put it beside " + beside
                                   : what + " '" + file.source.substr(0, 200) + "' are not beside it; fetch the package again");
}

void requireStatedDigests(const BioimagePackage& package) {
    std::set<std::pair<std::string, std::string>> compared;
    for (const StatedFile& file : package.model.digests) {
        if (!compared.emplace(file.source, file.sha256).second)
            continue;
        const auto place = placeOf(package, file);
        if (!place)
            continue;
        const Bytes bytes = readFile(*place, {.maxBytes = maxPackageFileBytes, .inside = package.folder().empty() ? "." : package.folder(), .prefixBytes = {}});
        if (sha256(bytes) != file.sha256)
            throw Error(ErrorKind::Mismatch, *place, "is not the file that " + package.description.filename().string() + " describes (SHA-256 differs); fetch the package again");
    }
}

} // namespace locascope
