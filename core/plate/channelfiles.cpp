#include "core/plate/channelfiles.h"

#include "core/files/error.h"
#include "core/files/readfile.h"
#include "core/plate/companion.h"
#include "core/plate/tiffimages.h"
#include "core/plate/xmldocument.h"

#include <algorithm>
#include <map>

namespace locascope {

namespace {

constexpr std::size_t tastedFiles = 3;
constexpr const char* asPlain = "; its pages are read as those of a plain TIFF";

bool isTiffName(std::string_view name) {
    const ImageName split = splitImageName(name);
    return split.isImage && (split.extension.front() == 't' || split.extension.front() == 'T');
}

bool holdsChannels(PlateTiffs& tiffs, const std::string& path) {
    try {
        const TiffRecord record = tiffs.look(path).record();
        return record.contents.planes() > 1 || record.isOme;
    } catch (const Error&) {
        return false;
    }
}

} // namespace

ChannelFiles::ChannelFiles(PlateListing& listing, PlateTiffs& tiffs, NameReader& reader, SampleGathering& gathering, ChannelTable& channels, std::vector<Problem>& problems)
    : m_listing(listing), m_tiffs(tiffs), m_reader(reader), m_gathering(gathering), m_channels(channels), m_problems(problems), m_omeFiles(listing, tiffs) {}

void ChannelFiles::read(const std::vector<std::uint32_t>& files, const Progress& progress, const std::stop_token& stop) {
    for (std::size_t i = 0; i < files.size() && !stop.stop_requested(); ++i) {
        if (!m_claimed.contains(files[i]))
            readFile(files[i]);
        if (progress)
            progress(i + 1, files.size());
    }
    for (const auto& [key, name] : m_keys.names())
        m_channels.setName(key, name);
}

void ChannelFiles::readFile(std::uint32_t file) {
    TiffContents contents;
    std::string description;
    try {
        PlateTiffs::Look tiff = m_tiffs.look(m_listing.pathOf(m_listing.images[file]));
        contents = tiff.record().contents;
        description = tiff.record().description;
        if (tiff.record().isOme && takeOme(tiff, file))
            return;
    } catch (const Error& error) { // the first picture is tried whatever it is; other formats have one
        if (error.kind() != ErrorKind::Unsupported)
            addProblem(file, error.kind(), error.detail());
        contents.pages = {0};
    }
    takePlain(contents, description, file);
}

/// False where the text cannot be used, which then is a problem.
bool ChannelFiles::takeOme(PlateTiffs::Look& tiff, std::uint32_t file) {
    const std::string path = m_listing.pathOf(m_listing.images[file]);
    try {
        const OmeDocument& document = tiff.document();
        m_omeFiles.remember(file, tiff.record().contents, document.uuid);
        const bool isElsewhere = !document.metadataFile.empty();
        if (isElsewhere)
            take(ofMetadataFile(document, path));
        else if (m_metadataFiles.try_emplace(path).second) // else a file before it named it, and its text was used
            takeOwn(m_omeFiles.place(document, {path, file}, m_problems), path);
        if (m_claimed.contains(file))
            return true;
        if (isElsewhere)
            throw Error(ErrorKind::Mismatch, m_listing.root / path, document.metadataFile + ", which it names, says nothing of it");
        throw Error(ErrorKind::Mismatch, m_listing.root / path, "its OME-XML places no plane in it");
    } catch (const Error& error) {
        m_problems.push_back({path, nameOf(file).id, error.kind(), error.detail() + asPlain});
        return false;
    }
}

void ChannelFiles::takeOwn(const std::vector<PlacedImage>& images, const std::string& path) {
    if (images.empty())
        throw Error(ErrorKind::Invalid, m_listing.root / path, "its OME-XML describes no image that can be used");
    take(images);
}

/// Nothing where the file was read before.
std::vector<PlacedImage> ChannelFiles::ofMetadataFile(const OmeDocument& document, const std::string& path) {
    const std::string line = "line " + std::to_string(document.metadataLine) + ": names " + document.metadataFile;
    const auto other = pathInPlate(std::string_view(path).substr(0, path.rfind('/') + 1), document.metadataFile);
    if (!other)
        throw Error(ErrorKind::OutsidePlate, m_listing.root / path, line + ", which lies outside the plate and is not opened");
    const auto [known, isNew] = m_metadataFiles.try_emplace(*other);
    std::optional<Unusable>& unusable = known->second;
    try {
        const OmeDocument told = isNew ? readMetadataFile(*other) : OmeDocument();
        if (isNew && told.metadataFile.empty())
            return m_omeFiles.place(told, {*other, m_omeFiles.numberOf(*other)}, m_problems);
        if (isNew)
            unusable = {ErrorKind::Invalid, ", which only names another in its turn"};
    } catch (const Error& error) {
        const bool isMissing = error.kind() == ErrorKind::NotFound;
        unusable = {error.kind(), isMissing ? ", which is not there; copy it from its source" : ", which cannot be used"};
        if (!isMissing && !isLookedInto(*other))
            m_problems.push_back({*other, {}, error.kind(), error.detail()});
    }
    if (unusable)
        throw Error(unusable->kind, m_listing.root / path, line + unusable->clause);
    return {};
}

/// A text, or an image of the set that holds it.
OmeDocument ChannelFiles::readMetadataFile(const std::string& path) {
    if (const auto file = m_omeFiles.numberOf(path)) {
        PlateTiffs::Look tiff = m_tiffs.look(path);
        m_omeFiles.remember(*file, tiff.record().contents, tiff.document().uuid);
        return tiff.document();
    }
    const Bytes bytes = locascope::readFile(m_listing.root / path, {.maxBytes = maxCompanionBytes, .inside = m_listing.root, .prefixBytes = {}});
    return parseOmeXml({reinterpret_cast<const char*>(bytes.data()), bytes.size()}, m_listing.root / path, maxCompanionBytes);
}

/// It will say itself what is wrong with it.
bool ChannelFiles::isLookedInto(const std::string& path) {
    const auto file = m_omeFiles.numberOf(path);
    if (!file || m_listing.images[*file].link != ListedFile::Link::None)
        return false;
    const ListedFile& listed = m_listing.images[*file];
    return m_reader.read({m_listing.folderOf(listed), splitImageName(m_listing.nameOf(listed))}) == ParsedName::Outcome::Image;
}

void ChannelFiles::takePlain(const TiffContents& contents, const std::string& description, std::uint32_t file) {
    std::string trouble;
    const PlacedImage image = plainTiffImage(contents, description, file, trouble);
    if (!trouble.empty())
        addProblem(file, ErrorKind::Mismatch, trouble);
    take({image});
}

void ChannelFiles::take(const std::vector<PlacedImage>& images) {
    std::map<std::uint32_t, int> ofFile, taken;
    for (const PlacedImage& image : images)
        ++ofFile[image.firstFile()];
    for (const PlacedImage& image : images)
        take(image, ofFile[image.firstFile()] > 1 ? ++taken[image.firstFile()] : 0);
}

/// `series` is the number of the image among those of its file, from 1; 0 where it is the only one.
void ChannelFiles::take(const PlacedImage& image, int series) {
    const Named named = nameOf(image.firstFile());
    const std::string base = series > 0 ? named.id + "_s" + std::to_string(series) : named.id;
    const bool isOne = std::all_of(image.planes.begin(), image.planes.end(), [](const PlacedPlane& plane) { return plane.channel == 0; });
    const std::string prefix = named.channel.empty() || isOne ? named.channel : named.channel + '-';
    std::optional<int> site = image.site ? image.site : named.site;
    if (!site && series > 0)
        site = series;
    m_keys.beginImage();
    std::map<int, std::uint32_t> channels;
    for (const PlacedPlane& plane : image.planes) {
        m_claimed.insert(plane.file);
        const auto [number, isNew] = m_gathering.sampleOf(plane.t == 0 ? base : base + "_t" + std::to_string(plane.t + 1));
        if (isNew) {
            Sample& sample = m_gathering.samples().back();
            sample.plateName = image.plateName.empty() ? named.plateName : image.plateName;
            sample.well = image.well.empty() ? named.well : image.well;
            sample.site = site;
            sample.pixelSizeUm = image.pixelSizeUm;
        }
        const auto [channel, isUnknown] = channels.try_emplace(plane.channel);
        if (isUnknown) {
            const auto index = static_cast<std::size_t>(plane.channel);
            const std::string name = index < image.channels.size() ? image.channels[index] : std::string();
            channel->second = m_channels.numberOf(!prefix.empty() && isOne ? prefix : m_keys.keyOf(prefix, plane.channel + 1, name), {});
        }
        m_gathering.add({number, channel->second, plane.z + named.z.value_or(0), plane.file, plane.page, plane.component});
    }
}

/// A file of which the scheme knows nothing is called as it is.
ChannelFiles::Named ChannelFiles::nameOf(std::uint32_t file) {
    const ListedFile& listed = m_listing.images[file];
    const ImageName name = splitImageName(m_listing.nameOf(listed));
    if (m_reader.read({m_listing.folderOf(listed), name}) == ParsedName::Outcome::Image)
        return {m_reader.id(), std::string(m_reader.plateName()), m_reader.well(), std::string(m_reader.channel()), m_reader.site(), m_reader.z()};
    return {std::string(m_listing.folderOf(listed)) + std::string(name.hasExtension ? name.stem : m_listing.nameOf(listed)), {}, {}, {}, {}, {}};
}

void ChannelFiles::addProblem(std::uint32_t file, ErrorKind kind, std::string cause) {
    m_problems.push_back({m_listing.pathOf(m_listing.images[file]), nameOf(file).id, kind, std::move(cause)});
}

bool channelsAreInside(const PlateListing& listing, PlateTiffs& tiffs, const std::stop_token& stop) {
    std::vector<std::uint32_t> named;
    for (std::uint32_t i = 0; i < listing.images.size(); ++i)
        if (listing.images[i].link == ListedFile::Link::None && isTiffName(listing.nameOf(listing.images[i])))
            named.push_back(i);
    named = inNaturalOrder(listing, std::move(named));
    for (std::size_t i = 0; i < std::min(tastedFiles, named.size()) && !stop.stop_requested(); ++i)
        if (holdsChannels(tiffs, listing.pathOf(listing.images[named[i]])))
            return true;
    return false;
}

std::vector<std::uint32_t> inNaturalOrder(const PlateListing& listing, std::vector<std::uint32_t> files) {
    std::vector<std::pair<std::string, std::uint32_t>> named;
    named.reserve(files.size());
    for (const std::uint32_t file : files)
        named.emplace_back(listing.pathOf(listing.images[file]), file);
    std::sort(named.begin(), named.end(), [](const auto& left, const auto& right) { return naturallyBefore(left.first, right.first); });
    std::transform(named.begin(), named.end(), files.begin(), [](const auto& one) { return one.second; });
    return files;
}

} // namespace locascope
