#include "core/plate/platerecall.h"

#include "core/files/digest.h"
#include "core/files/error.h"
#include "core/files/packvalues.h"
#include "core/files/sealedfile.h"
#include "core/plate/platerecord.h"
#include "core/plate/scanstamp.h"

#include <utility>

namespace locascope {

namespace {

constexpr FileSeal seal{"LocaPlt1", mostRecallBytes};

void putStamp(BytePacker& to, const ScanStamp& stamp) {
    to.text(stamp.options);
    putList(to, stamp.folders, [](BytePacker& one, const ScanStamp::Folder& folder) {
        one.text(folder.path);
        one.number(static_cast<std::uint64_t>(folder.stamp.changedNs));
        one.number(static_cast<std::uint64_t>(folder.stamp.statusNs));
        one.number(folder.stamp.number);
    });
}

std::shared_ptr<const ScanStamp> takeStamp(ByteUnpacker& from) {
    auto stamp = std::make_shared<ScanStamp>();
    stamp->options = from.text();
    stamp->folders = takeList(from, [](ByteUnpacker& one) {
        ScanStamp::Folder folder;
        folder.path = one.text();
        folder.stamp.changedNs = static_cast<std::int64_t>(one.number());
        folder.stamp.statusNs = static_cast<std::int64_t>(one.number());
        folder.stamp.number = one.number();
        return folder;
    });
    return stamp;
}

} // namespace

std::optional<Plate> recalledPlate(const std::filesystem::path& root, const ScanOptions& options) {
    if (options.cacheDirectory.empty())
        return std::nullopt;
    const std::string body = readSealed(recallFile(options.cacheDirectory, root), seal);
    ByteUnpacker from(body);
    const auto stamp = takeStamp(from);
    const std::string_view record = from.view();
    if (!from.isWhole() || stamp->options != scanOptionsDigest(options) || !holds(*stamp, root))
        return std::nullopt;
    std::optional<Plate> plate = unpackedPlate(record);
    if (plate) {
        plate->root = root;
        plate->stamp = stamp;
    }
    return plate;
}

void keepForRecall(const std::filesystem::path& cacheDirectory, const Plate& scanned) {
    if (cacheDirectory.empty() || !scanned.stamp)
        return;
    try {
        BytePacker to;
        putStamp(to, *scanned.stamp);
        to.text(packedPlate(scanned));
        writeSealed(recallFile(cacheDirectory, scanned.root), seal, to.bytes());
    } catch (const Error&) {
        // Promised in the header.
    }
}

std::filesystem::path recallFile(const std::filesystem::path& cacheDirectory, const std::filesystem::path& root) {
    return cacheDirectory / "headers" / (sha256(root.native()).substr(0, 16) + ".plate");
}

} // namespace locascope
