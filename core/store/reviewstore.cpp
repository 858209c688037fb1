#include "core/store/reviewstore.h"

#include "core/files/digest.h"
#include "core/store/postgresreviewstore.h"
#include "core/store/sqlitereviewstore.h"

#include <QUuid>

#include <algorithm>

namespace locascope {

namespace {

constexpr std::size_t digestCharacters = 16;
constexpr std::size_t maxNameCharacters = 64;

bool isPlain(char character) {
    return (character >= '0' && character <= '9') || (character >= 'a' && character <= 'z') ||
           (character >= 'A' && character <= 'Z') || character == '-' || character == '_';
}

std::string plainName(const std::filesystem::path& root) {
    std::string name = root.filename().native().substr(0, maxNameCharacters);
    std::replace_if(name.begin(), name.end(), [](char character) { return !isPlain(character); }, '_');
    return name.empty() ? "plate" : name;
}

} // namespace

std::unique_ptr<ReviewStore> ReviewStore::open(const ReviewPlace& place, const PlateIdentity& plate, StoreMode wanted) {
    if (place.isServer())
        return std::make_unique<PostgresReviewStore>(place, plate, wanted);
    return std::make_unique<SqliteReviewStore>(place.file(), plate, wanted);
}

std::filesystem::path defaultReviewFile(const std::filesystem::path& dataDirectory,
                                        const std::filesystem::path& plateRoot) {
    return dataDirectory / "reviews" / reviewFileName(plateRoot, plateRoot.native());
}

std::string reviewFileName(const std::filesystem::path& plateRoot, std::string_view key) {
    return plainName(plateRoot) + "-" + sha256(key).substr(0, digestCharacters) + ".sqlite";
}

std::string newUuid() { return QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString(); }

} // namespace locascope
