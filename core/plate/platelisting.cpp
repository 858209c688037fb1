#include "core/plate/platelisting.h"

#include "core/files/systemerror.h"
#include "core/plate/naming.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <memory>

namespace locascope {

namespace {

constexpr std::size_t entriesPerReport = 4096;

struct DirectoryCloser {
    void operator()(DIR* directory) const { ::closedir(directory); }
};
using Directory = std::unique_ptr<DIR, DirectoryCloser>;

/// A directory still to be listed.
struct Pending {
    std::uint32_t folder = 0; ///< its number in the listing
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

/// One listing, used once.
class Lister final {
public:
    Lister(const std::filesystem::path& root, std::size_t maxDepth, const std::vector<std::string>& companionNames, const Progress& progress,
           const std::stop_token& stop)
        : m_maxDepth(maxDepth), m_companionNames(companionNames), m_progress(progress), m_stop(stop) {
        m_listing.root = root;
        m_listing.folders.emplace_back();
        m_listing.stamps.emplace_back();
    }

    PlateListing list() {
        m_pending.push_back({});
        while (!m_pending.empty() && !m_stop.stop_requested()) {
            const Pending next = m_pending.back();
            m_pending.pop_back();
            list(next);
        }
        return std::move(m_listing);
    }

private:
    const std::string& prefixOf(const Pending& pending) const { return m_listing.folders[pending.folder]; }

    void list(const Pending& pending) {
        const std::filesystem::path path = m_listing.root / prefixOf(pending);
        const int number = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
        Directory directory(number < 0 ? nullptr : ::fdopendir(number));
        if (!directory) {
            reportUnreadable(pending, readError(errno, path, "cannot be listed"));
            return;
        }
        m_listing.stamps[pending.folder] = stampOfFolder(number);
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
        ++m_listing.unreadableFolders;
        std::string folder = prefixOf(pending);
        folder.pop_back();
        addProblem(std::move(folder), error.kind(), error.detail());
    }

    void take(int directory, const dirent& entry, const Pending& pending) {
        const std::string_view name = entry.d_name;
        if (name == "." || name == "..")
            return;
        switch (typeOf(directory, entry)) {
        case EntryType::Folder: enter(name, pending); return;
        case EntryType::File: takeFile(name, pending, ListedFile::Link::None); return;
        case EntryType::Link: takeLink(directory, name, pending); return;
        case EntryType::Special: note(Note::Kind::SpecialFileSkipped, prefixOf(pending) + std::string(name)); return;
        case EntryType::Gone: return;
        }
    }

    void enter(std::string_view name, const Pending& pending) {
        std::string path = prefixOf(pending) + std::string(name);
        if (name.starts_with('.'))
            note(Note::Kind::FilesIgnored, path);
        else if (isZarrName(name)) {
            ++m_listing.zarrFolders;
            addProblem(path, ErrorKind::Unsupported, zarrClause);
        }
        else if (pending.depth + 1 > m_maxDepth)
            addProblem(path, ErrorKind::TooLarge, "lies more than " + std::to_string(m_maxDepth) + " folders deep; move it further up");
        else if (isTooLong(path))
            addProblem(path, ErrorKind::TooLarge, "its path is longer than the system allows; shorten it");
        else {
            m_pending.push_back({static_cast<std::uint32_t>(m_listing.folders.size()), pending.depth + 1});
            m_listing.folders.push_back(std::move(path += '/'));
            m_listing.stamps.emplace_back();
        }
    }

    bool isTooLong(std::string_view path) const { return m_listing.root.native().size() + path.size() + 2 >= PATH_MAX; }

    void takeFile(std::string_view name, const Pending& pending, ListedFile::Link link) {
        const bool isCompanion = std::find(m_companionNames.begin(), m_companionNames.end(), name) != m_companionNames.end();
        if (!isCompanion && !splitImageName(name).hasExtension)
            return;
        if (m_listing.root.native().size() + prefixOf(pending).size() + name.size() + 2 >= PATH_MAX) {
            addProblem(prefixOf(pending) + std::string(name), ErrorKind::TooLarge, "its path is longer than the system allows; shorten it");
            return;
        }
        const ListedFile file{pending.folder, static_cast<std::uint32_t>(name.size()), m_listing.names.size(), link};
        m_listing.names.append(name);
        (isCompanion ? m_listing.companions : m_listing.images).push_back(file);
    }

    /// Whether a link that leads nowhere or outside matters depends on its name, which is read later.
    void takeLink(int directory, std::string_view name, const Pending& pending) {
        struct stat status {};
        if (::fstatat(directory, std::string(name).c_str(), &status, 0) != 0) {
            takeFile(name, pending, ListedFile::Link::Broken);
            return;
        }
        const EntryType type = typeOfMode(status.st_mode);
        std::string path = prefixOf(pending) + std::string(name);
        if (type == EntryType::Special)
            note(Note::Kind::SpecialFileSkipped, std::move(path));
        else if (type == EntryType::Folder)
            note(Note::Kind::LinkSkipped, std::move(path));
        else if (type == EntryType::File)
            takeFile(name, pending, leadsInside(path) ? ListedFile::Link::None : ListedFile::Link::Outside);
    }

    bool leadsInside(const std::string& path) const {
        std::error_code error;
        const std::string target = std::filesystem::canonical(m_listing.root / path, error).native();
        const std::string& root = m_listing.root.native();
        return !error && target.starts_with(root) && (root.ends_with('/') || target[root.size()] == '/');
    }

    void note(Note::Kind kind, std::string subject) { m_listing.notes.push_back({kind, std::move(subject), 1}); }
    void addProblem(std::string file, ErrorKind kind, std::string cause) { m_listing.problems.push_back({std::move(file), {}, kind, std::move(cause)}); }

    std::size_t m_maxDepth;
    const std::vector<std::string>& m_companionNames;
    const Progress& m_progress;
    const std::stop_token& m_stop;
    PlateListing m_listing;
    std::vector<Pending> m_pending;
    std::size_t m_entries = 0;
};

bool isImage(const PlateListing& listing, const ListedFile& file) { return splitImageName(listing.nameOf(file)).isImage; }

} // namespace

bool isZarrName(std::string_view name) {
    constexpr std::string_view suffix = ".zarr";
    return name.size() > suffix.size() && std::equal(suffix.begin(), suffix.end(), name.end() - suffix.size(), [](char expected, char found) {
        return (found >= 'A' && found <= 'Z' ? static_cast<char>(found - 'A' + 'a') : found) == expected;
    });
}

PlateListing listPlate(const std::filesystem::path& root, std::size_t maxDepth, const std::vector<std::string>& companionNames, const Progress& progress,
                       const std::stop_token& stop) {
    return Lister(root, maxDepth, companionNames, progress, stop).list();
}

std::size_t countImages(const PlateListing& listing) {
    return static_cast<std::size_t>(std::count_if(listing.images.begin(), listing.images.end(), [&](const ListedFile& file) { return isImage(listing, file); }));
}

std::vector<std::string> firstImagePaths(const PlateListing& listing, std::size_t most) {
    std::vector<std::string> paths;
    paths.reserve(listing.images.size());
    for (const ListedFile& file : listing.images)
        if (isImage(listing, file))
            paths.push_back(listing.pathOf(file));
    const std::size_t count = std::min(most, paths.size());
    std::partial_sort(paths.begin(), paths.begin() + static_cast<std::ptrdiff_t>(count), paths.end(), naturallyBefore);
    paths.resize(count);
    return paths;
}

} // namespace locascope
