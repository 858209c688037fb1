#include "core/plate/companion.h"

#include "core/files/error.h"
#include "core/files/readfile.h"
#include "core/plate/xmldocument.h"

#include <algorithm>

namespace locascope {

namespace {

constexpr int maxRow = 32; // AF, of 1,536 wells
constexpr const char* detailName = "MeasurementDetail.mrf";

std::string textOfFile(const std::filesystem::path& root, const std::string& path) {
    const Bytes bytes = readFile(root / path, {.maxBytes = maxCompanionBytes, .inside = root, .prefixBytes = {}});
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// What lies beside a companion helps; where it cannot be read that is a problem and no more. A file that is not there is none.
template <class Use>
void tryBeside(const std::filesystem::path& root, const std::string& path, std::vector<Problem>& problems, Use use) {
    try {
        use(textOfFile(root, path), root / path);
    } catch (const Error& error) {
        if (error.kind() != ErrorKind::NotFound)
            problems.push_back({path, {}, error.kind(), error.detail()});
    }
}

Companion readYokogawa(const std::filesystem::path& root, const std::string& path, std::vector<Problem>& problems) {
    const std::string folder = path.substr(0, path.rfind('/') + 1);
    YokogawaDetail detail;
    std::map<int, std::string> names;
    tryBeside(root, folder + detailName, problems, [&](const std::string& text, const std::filesystem::path& file) { detail = parseYokogawaDetail(text, file); });
    if (const auto setting = pathInPlate(folder, detail.settingFile); setting && !detail.settingFile.empty())
        tryBeside(root, *setting, problems, [&](const std::string& text, const std::filesystem::path& file) { names = parseYokogawaSetting(text, file); });
    Companion companion = parseYokogawaMeasurement(textOfFile(root, path), root / path, detail);
    for (const auto& [number, name] : names)
        companion.channels[(number < 10 ? "C0" : "C") + std::to_string(number)] = name;
    return companion;
}

} // namespace

Companion readCompanion(const std::filesystem::path& root, const std::string& path, CompanionFormat format, std::vector<Problem>& problems) {
    switch (format) {
    case CompanionFormat::OperaIndex: return parseOperaIndex(textOfFile(root, path), root / path);
    case CompanionFormat::YokogawaMeasurement: return readYokogawa(root, path, problems);
    case CompanionFormat::None: break;
    }
    return {};
}

std::string wellOfNumbers(std::string_view row, std::string_view column) {
    const std::optional<int> number = wholeNumber(row);
    if (!number || *number < 1 || *number > maxRow)
        return {};
    const int index = *number - 1;
    const std::string letters = (index < 26 ? std::string() : std::string("A")) + static_cast<char>('A' + index % 26);
    return normalisedWell(letters + std::string(column));
}

std::optional<std::string> pathInPlate(std::string_view folder, std::string_view name) {
    std::string path(name);
    std::replace(path.begin(), path.end(), '\\', '/');
    const bool hasDrive = path.size() > 1 && path[1] == ':';
    if (path.starts_with('/') || hasDrive)
        return {};
    std::string inPlate = (std::filesystem::path(folder) / path).lexically_normal().string();
    if (inPlate == ".." || inPlate.starts_with("../"))
        return {};
    return inPlate;
}

} // namespace locascope
