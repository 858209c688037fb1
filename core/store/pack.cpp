#include "core/store/pack.h"

#include "core/files/error.h"
#include "core/files/readfile.h"
#include "core/files/writefile.h"
#include "core/store/displaysettings.h"
#include "core/store/packreading.h"
#include "core/store/reviewvocabulary.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>
#include <unistd.h>

namespace locascope {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr const char* noteFile = "locascope-pack.json";
constexpr const char* answersFile = "locascope-answers.sqlite";
constexpr std::uintmax_t roomForReview = std::uintmax_t{4} << 20;

/// What the reviewer shall see as the owner does.
std::vector<std::string> displayKeys(const Plate& plate, const std::vector<std::size_t>& samples) {
    std::vector<std::string> keys{contrastByHandSetting, shownStainsSetting};
    int depth = 1;
    for (const std::size_t sample : samples)
        for (const Stain stain : allStains)
            depth = std::max(depth, static_cast<int>(planesOf(plate.samples[sample], stain).size()));
    for (int plane = 0; plane <= std::min(depth, mostContrastPlanes); ++plane)
        keys.push_back(contrastSettingOf(plane));
    return keys;
}

std::map<std::string, std::string> displayOf(const Plate& plate, const PackRequest& request) {
    std::map<std::string, std::string> display;
    for (const std::string& key : displayKeys(plate, request.samples))
        if (const auto found = request.settings.find(key); found != request.settings.end())
            display.insert(*found);
    return display;
}

bool isThere(const fs::path& path) {
    std::error_code ignored;
    return fs::exists(fs::symlink_status(path, ignored));
}

/// Gone again unless it is kept.
class PassingFolder final {
public:
    explicit PassingFolder(const fs::path& target)
        : m_path(target.parent_path() / ("." + target.filename().native() + ".part-" + std::to_string(getpid()))) {
        if (isThere(m_path))
            throw Error(ErrorKind::Busy, m_path, "is in the way of packing; remove it");
        makeDirectory(m_path);
    }
    ~PassingFolder() {
        std::error_code ignored;
        if (!m_isKept)
            fs::remove_all(m_path, ignored);
    }
    PassingFolder(const PassingFolder&) = delete;
    PassingFolder& operator=(const PassingFolder&) = delete;

    const fs::path& path() const { return m_path; }
    void become(const fs::path& target) {
        if (isThere(target))
            throw Error(ErrorKind::Busy, target, "is there already; name a new folder");
        std::error_code failure;
        fs::rename(m_path, target, failure);
        if (failure)
            throw Error(ErrorKind::WriteFailed, target, "could not be put in place: " + failure.message());
        m_isKept = true;
    }

private:
    fs::path m_path;
    bool m_isKept = false;
};

std::vector<std::string> filesToCopy(const Plate& plate, const std::vector<std::size_t>& samples) {
    std::set<std::string> files;
    for (const std::size_t sample : samples)
        for (const std::string& file : filesOf(plate.samples[sample]))
            files.insert(file);
    return {files.begin(), files.end()};
}

std::uintmax_t sizeOf(const Plate& plate, const std::vector<std::string>& files) {
    std::uintmax_t bytes = 0;
    for (const std::string& file : files) {
        std::error_code failure;
        const std::uintmax_t size = fs::file_size(plate.root / file, failure);
        if (failure)
            throw Error(ErrorKind::ReadFailed, plate.root / file, failure.message());
        bytes += size;
    }
    return bytes;
}

void requireRoom(const fs::path& folder, std::uintmax_t bytes) {
    std::error_code ignored;
    const fs::space_info space = fs::space(folder, ignored);
    if (!ignored && space.available < bytes + roomForReview)
        throw Error(ErrorKind::DiskFull, folder, "has " + std::to_string(space.available >> 20) + " MB left, and the pack needs " + std::to_string((bytes + roomForReview) >> 20));
}

void copyFiles(const Plate& plate, const std::vector<std::string>& files, const fs::path& folder, const Progress& progress, const std::stop_token& stop) {
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (stop.stop_requested())
            throw Error(ErrorKind::TimedOut, folder, "was not packed: interrupted");
        const fs::path target = folder / files[i];
        makeDirectory(target.parent_path());
        writeFile(target, readFile(plate.root / files[i], {.maxBytes = maxImageFileBytes, .inside = plate.root, .prefixBytes = {}}), {.durability = Durability::Ordered});
        if (progress)
            progress(i + 1, files.size());
    }
    if (plate.simulated)
        writeFile(folder / simulationMark, readFile(plate.root / simulationMark, {.maxBytes = maxImageFileBytes, .inside = plate.root, .prefixBytes = {}}));
}

void makeReview(const Plate& plate, const PackRequest& request, const PackNote& note, const fs::path& folder) {
    const auto review = ReviewStore::open(folder / answersFile, {});
    if (const auto vocabulary = request.settings.find(vocabularySetting); vocabulary != request.settings.end())
        review->putSetting(vocabularySetting, vocabulary->second);
    for (const auto& [key, value] : displayOf(plate, request))
        review->putSetting(key, value);
    review->putSetting(packSetting, formatPackNote(note));
}

json jsonOf(const PackNote& note) {
    return {{"format", "locascope-pack"}, {"version", 1}, {"question", note.question}, {"plate", note.plateName}, {"fingerprint", note.fingerprint}};
}

std::string textOf(const json& value, int indent) { return value.dump(indent, ' ', false, json::error_handler_t::replace); }

/// For people, and for other programs: the review has it all.
std::string describe(const Plate& plate, const PackRequest& request, const PackNote& note) {
    json described = jsonOf(note);
    described["samples"] = request.samples.size();
    described["display"] = json::object();
    for (const auto& [key, value] : displayOf(plate, request)) {
        const json parsed = json::parse(value, nullptr, false);
        described["display"][key] = parsed.is_discarded() ? json(value) : parsed;
    }
    return textOf(described, 2) + "\n";
}

/// Whoever may read the images may read and, as the owner of a copy, answer.
void shareAsImages(const fs::path& folder) {
    std::error_code ignored;
    fs::permissions(folder / answersFile, fs::status(folder / noteFile, ignored).permissions(), ignored);
}

} // namespace

std::string formatPackNote(const PackNote& note) { return textOf(jsonOf(note), -1); }

std::optional<PackNote> parsePackNote(const std::string& text) {
    const json read = json::parse(text, nullptr, false);
    if (!read.is_object() || read.value("format", json()) != "locascope-pack")
        return {};
    const auto word = [&](const char* key) {
        const auto found = read.find(key);
        return found != read.end() && found->is_string() ? found->get<std::string>() : std::string();
    };
    return PackNote{word("question"), word("plate"), word("fingerprint")};
}

std::optional<PackNote> packNoteOf(const ReviewStore& review) {
    const auto kept = review.setting(packSetting);
    return kept ? parsePackNote(*kept) : std::nullopt;
}

fs::path answersOfPack(const fs::path& root) {
    std::error_code ignored;
    if (root.empty() || fs::symlink_status(root / noteFile, ignored).type() != fs::file_type::regular)
        return {};
    const fs::file_type type = fs::symlink_status(root / answersFile, ignored).type();
    return type == fs::file_type::regular || type == fs::file_type::not_found ? root / answersFile : fs::path();
}

PackedPlate packPlate(const Plate& plate, const PackRequest& request, const fs::path& wanted, const Progress& progress, std::stop_token stop) {
    const fs::path target = fs::absolute(wanted / "").lexically_normal().parent_path();
    std::error_code failure;
    if (!fs::is_directory(target.parent_path(), failure))
        throw Error(ErrorKind::NotFound, target.parent_path(), "there is no such directory to make the pack in");
    if (isThere(target))
        throw Error(ErrorKind::Busy, target, "is there already; name a new folder");
    const fs::path inside = fs::canonical(target.parent_path()).lexically_relative(plate.root);
    if (!inside.empty() && *inside.begin() != "..")
        throw Error(ErrorKind::Invalid, target, "lies in the plate, whose samples it would repeat; name a folder elsewhere");
    const std::vector<std::string> files = filesToCopy(plate, request.samples);
    const PackedPlate packed{files.size(), sizeOf(plate, files)};
    requireRoom(target.parent_path(), packed.bytes);
    const PackNote note{request.question, plate.root.filename().native(), request.fingerprint};
    PassingFolder folder(target);
    copyFiles(plate, files, folder.path(), progress, stop);
    makeReadTheSame(plate, request.samples, request.schemes, folder.path());
    makeReview(plate, request, note, folder.path());
    writeFile(folder.path() / noteFile, describe(plate, request, note));
    shareAsImages(folder.path());
    folder.become(target);
    return packed;
}

} // namespace locascope
