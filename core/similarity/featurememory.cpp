#include "core/similarity/featurememory.h"

#include "core/files/bytepack.h"
#include "core/files/digest.h"
#include "core/files/error.h"
#include "core/files/folderlimit.h"
#include "core/files/sealedfile.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <string_view>
#include <system_error>
#include <utility>

namespace locascope {

namespace {

namespace fs = std::filesystem;

static_assert(std::endian::native == std::endian::little, "halves are written as they lie in memory");

constexpr std::size_t shownDigits = 16;
constexpr FileSeal seal{"LocaFea1", std::size_t{640} << 20U}; ///< FeatureTable::usualBytes with keys
constexpr const char* extension = ".features";

fs::path folderIn(const fs::path& cacheDirectory) { return cacheDirectory / "features"; }

fs::path fileOf(const fs::path& cacheDirectory, const FeatureSubject& subject) {
    const std::string plate = sha256(std::string_view(subject.plate.native())), model = sha256(std::string_view(subject.model));
    return folderIn(cacheDirectory) / (plate.substr(0, shownDigits) + "-" + model.substr(0, shownDigits) + extension);
}

template <class Value>
std::string_view bytesOf(const std::vector<Value>& values) {
    return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(Value)};
}

template <class Value>
bool fill(std::vector<Value>& values, std::string_view bytes) {
    if (bytes.size() != values.size() * sizeof(Value))
        return false;
    if (!bytes.empty())
        std::memcpy(values.data(), bytes.data(), bytes.size());
    return true;
}

} // namespace

std::string packedFeatures(const FeatureSubject& subject, const FeatureTable& table) {
    std::vector<FeatureKey> keys;
    for (std::size_t row = 0; row < table.count(); ++row)
        keys.push_back(table.key(row));
    BytePacker to;
    to.text(subject.plate.native());
    to.text(subject.model);
    to.number(table.length());
    to.text(bytesOf(keys));
    to.text({reinterpret_cast<const char*>(table.rows()), table.count() * table.length() * sizeof(std::uint16_t)});
    return to.bytes();
}

KeptFeatures unpackedFeatures(std::string_view bytes, const FeatureSubject& subject) {
    ByteUnpacker from(bytes);
    const bool isOfSubject = from.view() == subject.plate.native() && from.view() == subject.model;
    KeptFeatures kept;
    kept.length = static_cast<std::size_t>(from.number());
    const std::string_view keys = from.view(), halves = from.view();
    const std::size_t count = keys.size() / sizeof(FeatureKey);
    if (!isOfSubject || !from.isWhole() || kept.length == 0 || halves.size() % sizeof(std::uint16_t) != 0 || halves.size() / sizeof(std::uint16_t) / kept.length != count)
        return {};
    kept.keys.resize(count);
    kept.halves.resize(count * kept.length);
    return fill(kept.keys, keys) && fill(kept.halves, halves) ? kept : KeptFeatures();
}

KeptFeatures recallFeatures(const fs::path& cacheDirectory, const FeatureSubject& subject) {
    if (cacheDirectory.empty())
        return {};
    const fs::path file = fileOf(cacheDirectory, subject);
    KeptFeatures kept = unpackedFeatures(readSealed(file, seal), subject);
    std::error_code ignored;
    if (!kept.keys.empty())
        fs::last_write_time(file, fs::file_time_type::clock::now(), ignored);
    return kept;
}

void keepFeatures(const fs::path& cacheDirectory, const FeatureSubject& subject, const FeatureTable& table, std::uint64_t mostBytes) {
    if (cacheDirectory.empty() || table.count() == 0)
        return;
    try {
        const fs::path file = fileOf(cacheDirectory, subject);
        writeSealed(file, seal, packedFeatures(subject, table));
        keepWithin(folderIn(cacheDirectory), extension, mostBytes, file);
    } catch (const Error&) {
        // It is a cache.
    }
}

} // namespace locascope
