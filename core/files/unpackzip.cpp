#include "core/files/unpackzip.h"

#include "core/files/error.h"
#include "core/files/readfile.h"
#include "core/files/utf8.h"
#include "core/files/writefile.h"

#include <zip.h>

#include <algorithm>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <sys/stat.h>
#include <vector>

namespace locascope {

namespace {

constexpr std::size_t endRecordBytes = 22;       // APPNOTE 4.3.16, without its comment
constexpr std::size_t longestComment = 65'535;
constexpr std::size_t locatorBytes = 20;         // of zip64, 4.3.15
constexpr std::size_t longestDirectory = std::size_t{1} << 20;
constexpr std::size_t longestName = 200;
constexpr std::uint64_t freeOfSuspicion = std::uint64_t{64} << 20;
constexpr std::uint64_t mostTimesLarger = 200;

struct Archive {
    const std::filesystem::path& path;
    ZipLimits limits;
    std::unique_ptr<zip_t, decltype(&zip_discard)> zip{nullptr, zip_discard};
};

struct Entry {
    zip_uint64_t index = 0;
    std::string name;
    std::uint64_t size = 0;
    bool isFolder = false;
};

std::string said(const std::string& name) {
    std::string shown;
    for (const char letter : name.substr(0, longestName))
        shown += static_cast<unsigned char>(letter) >= ' ' && letter != '\x7f' ? letter : '?';
    return isUtf8Text(shown) ? "'" + shown + "'" : "of a name that is not UTF-8";
}

[[noreturn]] void fail(const Archive& archive, ErrorKind kind, const std::string& name, const std::string& cause) {
    throw Error(kind, archive.path, "its entry " + said(name) + " " + cause);
}

std::uint32_t numberAt(std::span<const std::byte> bytes, std::size_t at, std::size_t count) {
    std::uint32_t number = 0;
    for (std::size_t byte = 0; byte < count; ++byte)
        number |= std::to_integer<std::uint32_t>(bytes[at + byte]) << (8 * byte);
    return number;
}

bool hasMark(std::span<const std::byte> bytes, std::size_t at, char third, char fourth) {
    return numberAt(bytes, at, 4) == (0x4b50U | static_cast<std::uint32_t>(third) << 16U | static_cast<std::uint32_t>(fourth) << 24U);
}

// What any end of a directory says, before libzip makes room for it: it believes the one it likes best.
void requireModestDirectory(std::span<const std::byte> bytes, const std::filesystem::path& path, const ZipLimits& limits) {
    if (bytes.size() < endRecordBytes)
        throw Error(ErrorKind::Damaged, path, "is not a zip archive, or one that is cut");
    const std::size_t last = bytes.size() - endRecordBytes;
    for (std::size_t at = last - std::min(last, longestComment); at <= last; ++at) {
        if (!hasMark(bytes, at, 5, 6))
            continue;
        const std::uint32_t entries = numberAt(bytes, at + 10, 2);
        const std::uint32_t size = numberAt(bytes, at + 12, 4);
        if (entries == 0xFFFFU || size == 0xFFFFFFFFU || (at >= locatorBytes && hasMark(bytes, at - locatorBytes, 6, 7)))
            throw Error(ErrorKind::Unsupported, path, "is a zip64 archive, or says that it has 65,535 entries or more; pack what is needed of it anew");
        if (entries > limits.entries || size > longestDirectory)
            throw Error(ErrorKind::TooLarge, path, "says that it has " + std::to_string(entries) + " entries; no more than " + std::to_string(limits.entries) + " are unpacked");
    }
}

void open(Archive& archive, std::span<const std::byte> bytes) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    archive.zip.reset(source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY, &error));
    const std::string cause = zip_error_strerror(&error);
    zip_error_fini(&error);
    if (archive.zip)
        return;
    if (source != nullptr)
        zip_source_free(source);
    throw Error(ErrorKind::Damaged, archive.path, "is not a zip archive, or a damaged one (" + cause + ")");
}

void requireInside(const Archive& archive, const std::string& name) {
    if (name.empty() || name.find('\0') != std::string::npos || !isUtf8Text(name) ||
        std::any_of(name.begin(), name.end(), [](char letter) { return static_cast<unsigned char>(letter) < ' ' || letter == '\x7f'; }))
        fail(archive, ErrorKind::Invalid, name, "has a name that no file here may have; it was not unpacked");
    if (name.front() == '/' || name.find('\\') != std::string::npos || name.find(':') != std::string::npos)
        fail(archive, ErrorKind::Invalid, name, "has an absolute path or one of another system; it was not unpacked");
    for (std::size_t from = 0; from < name.size();) {
        const std::size_t end = std::min(name.find('/', from), name.size());
        const std::string_view part = std::string_view(name).substr(from, end - from);
        if (part.empty() || part == "." || part == ".." || part.size() > longestName)
            fail(archive, ErrorKind::Invalid, name, "has a path that leads out of its folder or is none; it was not unpacked");
        from = end + 1;
    }
}

void requireOrdinary(const Archive& archive, const Entry& entry) {
    zip_uint8_t system = 0;
    zip_uint32_t attributes = 0;
    zip_file_get_external_attributes(archive.zip.get(), entry.index, 0, &system, &attributes);
    const mode_t type = system == ZIP_OPSYS_UNIX || system == ZIP_OPSYS_OS_X ? (attributes >> 16U) & S_IFMT : 0;
    if (S_ISLNK(type))
        fail(archive, ErrorKind::Invalid, entry.name, "is a symbolic link; it was not unpacked");
    if (type != 0 && !S_ISREG(type) && !S_ISDIR(type))
        fail(archive, ErrorKind::Invalid, entry.name, "is a device or something else that is no file; it was not unpacked");
}

Entry entryAt(const Archive& archive, zip_uint64_t index) {
    const char* raw = zip_get_name(archive.zip.get(), index, ZIP_FL_ENC_RAW);
    Entry entry{index, raw == nullptr ? "" : raw, 0, false};
    requireInside(archive, entry.name);
    requireOrdinary(archive, entry);
    zip_stat_t about;
    zip_stat_init(&about);
    if (zip_stat_index(archive.zip.get(), index, 0, &about) != 0 || (about.valid & ZIP_STAT_SIZE) == 0 || (about.valid & ZIP_STAT_COMP_SIZE) == 0)
        fail(archive, ErrorKind::Damaged, entry.name, "has no size");
    if (about.encryption_method != ZIP_EM_NONE)
        fail(archive, ErrorKind::Unsupported, entry.name, "is encrypted; unpack it with the program it was made by");
    if (about.comp_method != ZIP_CM_STORE && about.comp_method != ZIP_CM_DEFLATE)
        fail(archive, ErrorKind::Unsupported, entry.name, "is packed in a way that is not read (method " + std::to_string(about.comp_method) + "); pack it anew");
    entry.size = about.size;
    entry.isFolder = entry.name.back() == '/';
    if (entry.isFolder && entry.size != 0)
        fail(archive, ErrorKind::Invalid, entry.name, "is a folder with content");
    if (entry.size > freeOfSuspicion && entry.size / mostTimesLarger > about.comp_size)
        fail(archive, ErrorKind::TooLarge, entry.name, "unpacks to more than 200 times its size; it was made to fill the disk");
    return entry;
}

std::string folded(std::string name) {
    if (name.back() == '/')
        name.pop_back();
    std::transform(name.begin(), name.end(), name.begin(), [](char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter; });
    return name;
}

// Neither twice nor, where case does not count, once more; and no file where another entry needs a folder.
void requireApart(const Archive& archive, const std::vector<Entry>& entries) {
    std::set<std::string> names;
    std::set<std::string> files;
    for (const Entry& entry : entries) {
        if (!names.insert(folded(entry.name)).second)
            fail(archive, ErrorKind::Invalid, entry.name, "is there twice, or differs from another in upper and lower case alone");
        if (!entry.isFolder)
            files.insert(folded(entry.name));
    }
    for (const Entry& entry : entries)
        for (std::size_t slash = entry.name.find('/'); slash != std::string::npos; slash = entry.name.find('/', slash + 1))
            if (slash + 1 < entry.name.size() && files.contains(folded(entry.name.substr(0, slash))))
                fail(archive, ErrorKind::Invalid, entry.name, "lies in a folder that is a file of the same archive");
}

std::vector<Entry> entriesOf(const Archive& archive) {
    const zip_int64_t count = zip_get_num_entries(archive.zip.get(), 0);
    if (count < 0 || static_cast<std::uint64_t>(count) > archive.limits.entries)
        throw Error(ErrorKind::TooLarge, archive.path, "has " + std::to_string(count) + " entries; no more than " + std::to_string(archive.limits.entries) + " are unpacked");
    std::vector<Entry> entries;
    std::uint64_t all = 0;
    for (zip_uint64_t index = 0; index < static_cast<zip_uint64_t>(count); ++index) {
        entries.push_back(entryAt(archive, index));
        if (entries.back().size > archive.limits.bytes || (all += entries.back().size) > archive.limits.bytes)
            fail(archive, ErrorKind::TooLarge, entries.back().name, "would bring what is unpacked above " + std::to_string(archive.limits.bytes >> 20U) + " MB");
    }
    requireApart(archive, entries);
    return entries;
}

Bytes contentOf(const Archive& archive, const Entry& entry) {
    const std::unique_ptr<zip_file_t, decltype(&zip_fclose)> file(zip_fopen_index(archive.zip.get(), entry.index, 0), zip_fclose);
    if (!file)
        fail(archive, ErrorKind::Damaged, entry.name, std::string("cannot be unpacked: ") + zip_strerror(archive.zip.get()));
    // A size may lie: room is made as content comes, and one byte more than was said is one too many.
    constexpr std::uint64_t step = std::uint64_t{1} << 22;
    Bytes content;
    for (;;) {
        const std::size_t before = content.size();
        content.resize(before + static_cast<std::size_t>(std::min(step, entry.size + 1 - before)));
        const zip_int64_t read = zip_fread(file.get(), content.data() + before, content.size() - before);
        if (read < 0)
            fail(archive, ErrorKind::Damaged, entry.name, std::string("is damaged: ") + zip_file_strerror(file.get()));
        content.resize(before + static_cast<std::size_t>(read));
        if (content.size() > entry.size)
            fail(archive, ErrorKind::Invalid, entry.name, "is larger than it says");
        if (read == 0)
            break;
    }
    if (content.size() != entry.size)
        fail(archive, ErrorKind::Invalid, entry.name, "is smaller than it says");
    return content;
}

} // namespace

bool isZip(std::span<const std::byte> bytes) {
    return bytes.size() >= 4 && hasMark(bytes, 0, 3, 4);
}

void unpackZip(std::span<const std::byte> bytes, const std::filesystem::path& path, const std::filesystem::path& folder, const ZipLimits& limits) {
    requireModestDirectory(bytes, path, limits);
    Archive archive{path, limits};
    open(archive, bytes);
    for (const Entry& entry : entriesOf(archive)) {
        const std::filesystem::path to = folder / entry.name;
        makeDirectory(entry.isFolder ? to : to.parent_path(), FileAccess::Private);
        if (!entry.isFolder)
            writeFile(to, contentOf(archive, entry), {.durability = Durability::Ordered, .access = FileAccess::Private});
    }
}

} // namespace locascope
