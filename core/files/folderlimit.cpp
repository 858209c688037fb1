#include "core/files/folderlimit.h"

#include <algorithm>
#include <vector>

namespace locascope {

namespace {

namespace fs = std::filesystem;

struct KeptFile {
    fs::file_time_type written;
    fs::path path;
    std::uint64_t bytes = 0;
};

std::vector<KeptFile> filesIn(const fs::path& folder, std::string_view extension) {
    std::vector<KeptFile> files;
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
        if (entry->path().extension() != extension)
            continue;
        std::error_code gone; // another program made room, too
        const KeptFile file{entry->last_write_time(gone), entry->path(), gone ? 0 : entry->file_size(gone)};
        if (!gone)
            files.push_back(file);
    }
    return files;
}

} // namespace

void keepWithin(const fs::path& folder, std::string_view extension, std::uint64_t mostBytes, const fs::path& newest) {
    std::vector<KeptFile> files = filesIn(folder, extension);
    std::sort(files.begin(), files.end(), [](const KeptFile& a, const KeptFile& b) { return a.written < b.written; });
    std::uint64_t total = 0;
    for (const KeptFile& file : files)
        total += file.bytes;
    for (const KeptFile& file : files) {
        if (total <= mostBytes)
            return;
        std::error_code error;
        if (file.path != newest && (fs::remove(file.path, error), !error))
            total -= file.bytes;
    }
}

} // namespace locascope
