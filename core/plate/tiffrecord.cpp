#include "core/plate/tiffrecord.h"

#include "core/files/packvalues.h"
#include "core/files/tiffpages.h"

#include <algorithm>
#include <numeric>

namespace locascope {

namespace {

enum Flag : std::uint64_t { Nothing = 0, Colour = 1, Ome = 2, Document = 4, FirstPages = 8 };

/// As nearly always: all of the file.
bool arePagesTheFirst(const std::vector<int>& pages) {
    return std::all_of(pages.begin(), pages.end(), [&](const int& page) { return page == &page - pages.data(); });
}

void put(BytePacker& to, const TiffContents& contents, bool firstPages) {
    to.number(contents.pages.size());
    if (!firstPages)
        for (const int page : contents.pages)
            to.number(static_cast<std::uint64_t>(page));
    to.number(static_cast<std::uint64_t>(contents.chain));
    to.number(static_cast<std::uint64_t>(contents.unlikeTheFirst));
    to.number(contents.width);
    to.number(contents.height);
    to.number(static_cast<std::uint64_t>(contents.samples));
    to.real(contents.pixelsPerUnit);
}

TiffContents takeContents(ByteUnpacker& from, bool firstPages) {
    TiffContents contents;
    if (firstPages) {
        contents.pages.resize(std::min<std::uint64_t>(from.number(), mostTiffPages));
        std::iota(contents.pages.begin(), contents.pages.end(), 0);
    } else {
        contents.pages = takeList(from, takeInt);
    }
    contents.chain = takeInt(from);
    contents.unlikeTheFirst = takeInt(from);
    contents.width = from.number();
    contents.height = from.number();
    contents.samples = takeInt(from);
    contents.pixelsPerUnit = from.real();
    return contents;
}

void put(BytePacker& to, const OmeTiffData& data) {
    to.number(data.line);
    to.number(static_cast<std::uint64_t>(data.firstC));
    to.number(static_cast<std::uint64_t>(data.firstZ));
    to.number(static_cast<std::uint64_t>(data.firstT));
    putMaybe(to, data.ifd);
    putMaybe(to, data.count);
    to.text(data.fileName);
    to.text(data.uuid);
}

OmeTiffData takeData(ByteUnpacker& from) {
    OmeTiffData data;
    data.line = from.number();
    data.firstC = takeInt(from);
    data.firstZ = takeInt(from);
    data.firstT = takeInt(from);
    data.ifd = takeMaybeInt(from);
    data.count = takeMaybeInt(from);
    data.fileName = from.text();
    data.uuid = from.text();
    return data;
}

void put(BytePacker& to, const OmeImage& image) {
    to.text(image.id);
    to.number(image.line);
    to.number(static_cast<std::uint64_t>(image.sizeC));
    to.number(static_cast<std::uint64_t>(image.sizeZ));
    to.number(static_cast<std::uint64_t>(image.sizeT));
    to.text(image.order);
    to.number(image.channels.size());
    for (const std::string& channel : image.channels)
        to.text(channel);
    putMaybe(to, image.pixelSizeUm);
    to.number(image.data.size());
    for (const OmeTiffData& data : image.data)
        put(to, data);
    to.text(image.plateName);
    to.text(image.well);
    putMaybe(to, image.site);
}

OmeImage takeImage(ByteUnpacker& from) {
    OmeImage image;
    image.id = from.text();
    image.line = from.number();
    image.sizeC = takeInt(from);
    image.sizeZ = takeInt(from);
    image.sizeT = takeInt(from);
    image.order = from.text();
    image.channels = takeList(from, [](ByteUnpacker& one) { return one.text(); });
    image.pixelSizeUm = takeMaybeReal(from);
    image.data = takeList(from, takeData);
    image.plateName = from.text();
    image.well = from.text();
    image.site = takeMaybeInt(from);
    return image;
}

void put(BytePacker& to, const OmeDocument& document) {
    to.text(document.uuid);
    to.text(document.metadataFile);
    to.number(document.metadataLine);
    to.number(document.images.size());
    for (const OmeImage& image : document.images)
        put(to, image);
}

OmeDocument takeDocument(ByteUnpacker& from) {
    OmeDocument document;
    document.uuid = from.text();
    document.metadataFile = from.text();
    document.metadataLine = from.number();
    document.images = takeList(from, takeImage);
    return document;
}

/// What follows from the parsers' promises and is built upon: sizes and channels that fit each other, an order of three axes.
bool isSound(const TiffRecord& record) {
    if (record.contents.pages.empty() || record.contents.samples < 1)
        return false;
    return !record.document || std::all_of(record.document->images.begin(), record.document->images.end(), [](const OmeImage& image) {
        std::string order = image.order;
        std::sort(order.begin(), order.end());
        return image.sizeC >= 1 && image.sizeZ >= 1 && image.sizeT >= 1 && image.channels.size() == static_cast<std::size_t>(image.sizeC) && order == "CTZ";
    });
}

} // namespace

std::string packedRecord(const TiffRecord& record) {
    const bool firstPages = arePagesTheFirst(record.contents.pages);
    BytePacker to;
    to.number((record.contents.isColour ? Colour : Nothing) | (record.isOme ? Ome : Nothing) | (record.document ? Document : Nothing) | (firstPages ? FirstPages : Nothing));
    put(to, record.contents, firstPages);
    to.text(record.description);
    to.text(record.omeUuid);
    if (record.document)
        put(to, *record.document);
    return to.bytes();
}

std::optional<TiffRecord> unpackedRecord(std::string_view bytes) {
    ByteUnpacker from(bytes);
    const std::uint64_t flags = from.number();
    TiffRecord record;
    record.contents = takeContents(from, (flags & FirstPages) != 0);
    record.contents.isColour = (flags & Colour) != 0;
    record.isOme = (flags & Ome) != 0;
    record.description = from.text();
    record.omeUuid = from.text();
    if ((flags & Document) != 0)
        record.document = takeDocument(from);
    return from.isWhole() && isSound(record) ? std::optional(std::move(record)) : std::nullopt;
}

} // namespace locascope
