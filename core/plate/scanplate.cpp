#include "core/plate/scanplate.h"

#include "core/files/systemerror.h"
#include "core/plate/samplename.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <memory>
#include <numeric>
#include <unordered_map>

namespace locascope {

namespace {

constexpr std::size_t entriesPerReport = 4096;

struct DirectoryCloser {
    void operator()(DIR* directory) const { ::closedir(directory); }
};
using Directory = std::unique_ptr<DIR, DirectoryCloser>;

/// A directory still to be listed: its path in the plate with a final '/', or empty for the root.
struct Pending {
    std::string prefix;
    std::size_t depth = 0;
};

enum class EntryType { Folder, File, Link, Special, Gone };

EntryType typeOfMode(mode_t mode) {
    if (S_ISDIR(mode))
        return EntryType::Folder;
    if (S_ISREG(mode))
        return EntryType::File;
    return S_ISLNK(mode) ? EntryType::Link : EntryType::Special;
}

EntryType typeOf(int directory, const dirent& entry) {
    switch (entry.d_type) {
    case DT_DIR: return EntryType::Folder;
    case DT_REG: return EntryType::File;
    case DT_LNK: return EntryType::Link;
    case DT_UNKNOWN: break;
    default: return EntryType::Special;
    }
    struct stat status {};
    if (::fstatat(directory, entry.d_name, &status, AT_SYMLINK_NOFOLLOW) != 0)
        return EntryType::Gone;
    return typeOfMode(status.st_mode);
}

std::string_view lastComponent(std::string_view path) { return path.substr(path.rfind('/') + 1); }

std::string_view parentComponent(std::string_view path) {
    const std::size_t end = path.rfind('/');
    return end == std::string_view::npos ? std::string_view() : lastComponent(path.substr(0, end));
}

std::string counted(std::size_t count, const char* one, const char* many) {
    return " (" + std::to_string(count) + " " + (count == 1 ? one : many) + ")";
}

struct StringHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

/// One scan, used once.
class Scanner final {
public:
    Scanner(std::filesystem::path root, const ScanOptions& options, const Progress& progress, std::stop_token stop)
        : m_options(options)
        , m_progress(progress)
        , m_stop(std::move(stop)) {
        m_plate.root = std::move(root);
    }

    Plate scan() {
        m_pending.push_back({});
        while (!m_pending.empty() && !m_stop.stop_requested()) {
            const Pending next = std::move(m_pending.back());
            m_pending.pop_back();
            list(next);
        }
        if (m_plate.samples.empty() && !m_stop.stop_requested())
            throw Error(ErrorKind::Empty, m_plate.root, emptyCause());
        finish();
        return std::move(m_plate);
    }

private:
    void list(const Pending& pending) {
        const std::filesystem::path path = m_plate.root / pending.prefix;
        const int number = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
        Directory directory(number < 0 ? nullptr : ::fdopendir(number));
        if (!directory) {
            reportUnreadable(pending, readError(errno, path, "cannot be listed"));
            return;
        }
        errno = 0;
        while (const dirent* entry = ::readdir(directory.get())) {
            if (++m_entries % entriesPerReport == 0 && m_progress)
                m_progress(m_entries, 0);
            if (m_stop.stop_requested())
                return;
            take(number, *entry, pending);
            errno = 0;
        }
        if (errno != 0)
            reportUnreadable(pending, readError(errno, path, "cannot be listed to its end"));
    }

    void reportUnreadable(const Pending& pending, const Error& error) {
        if (pending.depth == 0)
            throw error;
        ++m_unreadable;
        addProblem(directoryOf(pending.prefix), {}, error.kind(), error.detail());
    }

    void take(int directory, const dirent& entry, const Pending& pending) {
        const std::string_view name = entry.d_name;
        if (name == "." || name == "..")
            return;
        switch (typeOf(directory, entry)) {
        case EntryType::Folder: enter(name, pending); return;
        case EntryType::File: takeFile(name, pending); return;
        case EntryType::Link: takeLink(directory, name, pending); return;
        case EntryType::Special: note(Note::Kind::SpecialFileSkipped, pending.prefix + std::string(name)); return;
        case EntryType::Gone: return;
        }
    }

    void enter(std::string_view name, const Pending& pending) {
        std::string path = pending.prefix + std::string(name);
        if (name.starts_with('.'))
            note(Note::Kind::FilesIgnored, path);
        else if (pending.depth + 1 > m_options.maxDepth)
            addProblem(path, {}, ErrorKind::TooLarge,
                       "lies more than " + std::to_string(m_options.maxDepth) + " folders deep; move it further up");
        else if (m_plate.root.native().size() + path.size() + 2 >= PATH_MAX)
            addProblem(path, {}, ErrorKind::TooLarge, "its path is longer than the system allows; shorten it");
        else
            m_pending.push_back({std::move(path += '/'), pending.depth + 1});
    }

    void takeFile(std::string_view name, const Pending& pending) {
        const ParsedFileName parsed = parseFileName(name);
        switch (parsed.kind) {
        case FileNameKind::Other: return;
        case FileNameKind::ImageWithoutStain: ++m_withoutStain; return;
        case FileNameKind::StainImage: addStain(name, parsed, pending); return;
        }
    }

    /// A link to an image inside the plate is that image under another name; every other link is noted.
    void takeLink(int directory, std::string_view name, const Pending& pending) {
        std::string path = pending.prefix + std::string(name);
        const bool isStain = parseFileName(name).kind == FileNameKind::StainImage;
        struct stat status {};
        if (::fstatat(directory, path.c_str() + pending.prefix.size(), &status, 0) != 0) {
            if (isStain)
                addProblem(std::move(path), {}, ErrorKind::NotFound, "is a link to nothing that can be reached");
            return;
        }
        const EntryType type = typeOfMode(status.st_mode);
        if (type == EntryType::Special)
            note(Note::Kind::SpecialFileSkipped, std::move(path));
        else if (type == EntryType::File && isStain && leadsInside(path))
            takeFile(name, pending);
        else if (type == EntryType::Folder || isStain)
            note(Note::Kind::LinkSkipped, std::move(path));
    }

    bool leadsInside(const std::string& path) const {
        std::error_code error;
        const std::string target = std::filesystem::canonical(m_plate.root / path, error).native();
        const std::string& root = m_plate.root.native();
        return !error && target.starts_with(root) && (root.ends_with('/') || target[root.size()] == '/');
    }

    void addStain(std::string_view name, const ParsedFileName& parsed, const Pending& pending) {
        m_id.assign(pending.prefix).append(parsed.base);
        if (parsed.base.empty())
            m_id = pending.prefix.empty() ? m_plate.root.filename().native() : directoryOf(pending.prefix);
        std::string path = pending.prefix + std::string(name);
        if (m_plate.root.native().size() + path.size() + 2 >= PATH_MAX) {
            addProblem(std::move(path), m_id, ErrorKind::TooLarge, "its path is longer than the system allows; shorten it");
            return;
        }
        std::optional<std::string>& kept = sampleOf(m_id).files[parsed.stain];
        if (!kept) {
            kept = std::move(path);
            return;
        }
        if (path < *kept)
            std::swap(path, *kept);
        addProblem(std::move(path), m_id, ErrorKind::Mismatch,
                   "is a second " + std::string(colourWord(parsed.stain)) + " image of this sample; " + *kept +
                       " is used, remove one of them");
    }

    Sample& sampleOf(std::string_view id) {
        const auto known = m_index.find(id);
        if (known != m_index.end())
            return m_plate.samples[known->second];
        m_index.emplace(id, m_plate.samples.size());
        Sample& sample = m_plate.samples.emplace_back();
        sample.id = id;
        return sample;
    }

    void finish() {
        place();
        sortSamples();
        findMissingStains();
        std::error_code ignored;
        m_plate.simulated = std::filesystem::is_regular_file(m_plate.root / simulationMark, ignored);
        if (m_withoutStain > 0)
            m_plate.notes.push_back({Note::Kind::FilesIgnored, {}, m_withoutStain});
        std::sort(m_plate.notes.begin(), m_plate.notes.end(), [](const Note& left, const Note& right) {
            return left.kind != right.kind ? left.kind < right.kind : naturallyBefore(left.subject, right.subject);
        });
        std::sort(m_plate.problems.begin(), m_plate.problems.end(), [](const Problem& left, const Problem& right) {
            return left.sampleId != right.sampleId ? naturallyBefore(left.sampleId, right.sampleId)
                                                   : naturallyBefore(left.file, right.file);
        });
    }

    void place() {
        std::string_view common;
        for (Sample& sample : m_plate.samples) {
            sample.shortId = lastComponent(sample.id);
            ParsedPosition position = parsePosition(sample.shortId, parentComponent(sample.id));
            common = common.empty() || common == position.scheme ? position.scheme : "mixed";
            sample.plateName = std::move(position.plateName);
            sample.well = std::move(position.well);
            sample.site = position.site;
        }
        m_plate.scheme = common;
    }

    void sortSamples() {
        std::vector<std::size_t> order(m_plate.samples.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::sort(order.begin(), order.end(), [this](std::size_t left, std::size_t right) {
            return naturallyBefore(m_plate.samples[left].id, m_plate.samples[right].id);
        });
        std::vector<Sample> sorted;
        sorted.reserve(order.size());
        for (const std::size_t index : order)
            sorted.push_back(std::move(m_plate.samples[index]));
        m_plate.samples = std::move(sorted);
    }

    void findMissingStains() {
        for (const Stain stain : allStains) {
            m_plate.absentStains[stain] = std::none_of(m_plate.samples.begin(), m_plate.samples.end(),
                                                       [stain](const Sample& sample) { return sample.files[stain].has_value(); });
            if (m_plate.absentStains[stain])
                m_plate.notes.push_back({Note::Kind::StainAbsent, std::string(stainKey(stain)), m_plate.samples.size()});
        }
        for (const Sample& sample : m_plate.samples)
            reportMissing(sample);
    }

    void reportMissing(const Sample& sample) {
        std::string missing;
        for (const Stain stain : allStains)
            if (!sample.files[stain] && !m_plate.absentStains[stain])
                missing += (missing.empty() ? "" : ", ") + std::string(colourWord(stain));
        if (!missing.empty())
            addProblem({}, sample.id, ErrorKind::NotFound, "incomplete: " + missing + " missing");
    }

    std::string emptyCause() const {
        std::string cause = "no image named <id>_<red|green|blue|yellow>.<png|jpg|tif> in it";
        if (m_withoutStain > 0)
            cause += counted(m_withoutStain, "image names no stain", "images name no stain");
        if (const std::size_t links = noted(Note::Kind::LinkSkipped); links > 0)
            cause += counted(links, "link out of it was not followed", "links out of it were not followed");
        if (m_unreadable > 0)
            cause += counted(m_unreadable, "folder cannot be listed", "folders cannot be listed");
        return cause;
    }

    std::size_t noted(Note::Kind kind) const {
        return static_cast<std::size_t>(std::count_if(m_plate.notes.begin(), m_plate.notes.end(),
                                                      [kind](const Note& entry) { return entry.kind == kind; }));
    }

    static std::string directoryOf(std::string_view prefix) {
        return std::string(prefix.substr(0, prefix.empty() ? 0 : prefix.size() - 1));
    }
    void note(Note::Kind kind, std::string subject) { m_plate.notes.push_back({kind, std::move(subject), 1}); }
    void addProblem(std::string file, std::string sample, ErrorKind kind, std::string cause) {
        m_plate.problems.push_back({std::move(file), std::move(sample), kind, std::move(cause)});
    }

    const ScanOptions& m_options;
    const Progress& m_progress;
    std::stop_token m_stop;
    Plate m_plate;
    std::vector<Pending> m_pending;
    std::unordered_map<std::string, std::size_t, StringHash, std::equal_to<>> m_index;
    std::string m_id; ///< scratch, so that a known id costs no allocation
    std::size_t m_entries = 0;
    std::size_t m_withoutStain = 0;
    std::size_t m_unreadable = 0;
};

} // namespace

Plate scanPlate(const std::filesystem::path& root, const ScanOptions& options, const Progress& progress,
                std::stop_token stop) {
    std::error_code error;
    const std::filesystem::path canonical = std::filesystem::canonical(root, error);
    if (root.empty() || error == std::errc::no_such_file_or_directory || error == std::errc::not_a_directory)
        throw Error(ErrorKind::NotFound, root, "there is no such folder; check its name, or whether it was moved");
    if (error)
        throw readError(error.value(), root, "cannot be opened");
    if (!std::filesystem::is_directory(canonical, error))
        throw Error(ErrorKind::NotARegularFile, root, "is not a folder; name the folder that holds the images");
    return Scanner(canonical, options, progress, std::move(stop)).scan();
}

} // namespace locascope
