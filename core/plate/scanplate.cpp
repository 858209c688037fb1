#include "core/plate/scanplate.h"

#include "core/files/systemerror.h"
#include "core/plate/channelfiles.h"
#include "core/plate/companionuse.h"
#include "core/plate/gathersamples.h"
#include "core/plate/namereader.h"
#include "core/plate/namingcatalogue.h"
#include "core/plate/platelisting.h"
#include "core/plate/recognise.h"
#include "core/plate/scanstamp.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace locascope {

namespace {

constexpr std::size_t namedChannels = 8; // in a note; a plate of more is not meant
// Zarr specifications 2 and 3: what a group or an array has in its directory.
constexpr std::array<const char*, 3> zarrMetadata = {".zgroup", ".zarray", "zarr.json"};
constexpr std::string_view onlyChannel = "image"; // where names do not tell channels apart

std::string_view lastComponent(std::string_view path) { return path.substr(path.rfind('/') + 1); }

std::string counted(std::size_t count, const char* one, const char* many) { return " (" + std::to_string(count) + " " + (count == 1 ? one : many) + ")"; }

std::vector<std::string> companionNames(const std::vector<NamingScheme>& schemes) {
    std::vector<std::string> names;
    for (const NamingScheme& scheme : schemes)
        names.insert(names.end(), scheme.rules().companions.begin(), scheme.rules().companions.end());
    return names;
}

/// One scan, used once.
class Scanner final {
public:
    Scanner(const std::filesystem::path& root, const ScanOptions& options, const std::vector<NamingScheme>& schemes, const Progress& progress, std::stop_token stop)
        : m_options(options)
        , m_schemes(schemes)
        , m_progress(progress)
        , m_stop(std::move(stop))
        , m_listing(listPlate(root, options.maxDepth, companionNames(schemes), progress, m_stop))
        , m_tiffs(root, options.cacheDirectory)
        , m_gathering(m_listing) {
        m_plate.root = root;
        if (options.plane && *options.plane > 0)
            m_plate.chosenPlane = options.plane;
        m_plate.enteredPixelSizeUm = options.pixelSizeUm;
        m_plate.problems = std::move(m_listing.problems);
        m_plate.notes = std::move(m_listing.notes);
        m_plate.stamp = scanStamp(m_listing, options);
    }

    Plate scan() {
        const NamingScheme* scheme = chosenScheme();
        if (scheme) {
            m_plate.scheme = scheme->key();
            m_plate.schemeName = scheme->rules().name;
            m_plate.isSchemeChosen = !m_options.scheme.empty();
            m_companions = readCompanions(m_listing, scheme->rules(), m_plate.problems);
            m_plate.readsPages = scheme->rules().contents == FileContents::Channels;
            readNames(*scheme);
        } else {
            m_withoutStain = static_cast<std::size_t>(std::count_if(m_listing.images.begin(), m_listing.images.end(), [](const ListedFile& file) {
                return file.link == ListedFile::Link::None;
            }));
            noteOutsideLinks();
        }
        if (m_gathering.samples().empty() && !m_stop.stop_requested())
            throw Error(ErrorKind::Empty, m_plate.root, emptyCause());
        finish();
        return std::move(m_plate);
    }

private:
    const NamingScheme* chosenScheme() {
        if (m_options.scheme.empty())
            return recognisedScheme(m_listing, m_schemes, m_stop, [this] { return channelsAreInside(m_listing, m_tiffs, m_stop); });
        if (const NamingScheme* scheme = schemeOfKey(m_schemes, m_options.scheme))
            return scheme;
        throw Error(ErrorKind::Invalid, m_plate.root, "there is no naming scheme " + m_options.scheme + "; known are " + schemeKeys(m_schemes));
    }

    void readNames(const NamingScheme& scheme) {
        NameReader reader(scheme, m_plate.root.filename().native());
        std::vector<std::uint32_t> unknown;
        for (std::uint32_t i = 0; i < m_listing.images.size() && !m_stop.stop_requested(); ++i) {
            const ListedFile& file = m_listing.images[i];
            const ImageName name = splitImageName(m_listing.nameOf(file));
            switch (reader.read({m_listing.folderOf(file), name})) {
            case ParsedName::Outcome::Image: takeImage(reader, i); break;
            case ParsedName::Outcome::TooCostly:
                addProblem(m_listing.pathOf(file), {}, ErrorKind::TimedOut, "naming scheme " + scheme.key() + " takes too many steps to read its name; make its expressions simpler");
                break;
            case ParsedName::Outcome::NotMatched:
                if (file.link == ListedFile::Link::None)
                    unknown.push_back(i);
                break;
            case ParsedName::Outcome::Ignored:
            case ParsedName::Outcome::NoImage: break;
            }
        }
        m_withoutStain = unknown.size();
        if (m_plate.readsPages)
            lookInside(reader, unknown);
        for (const auto& [key, name] : m_companions.channels)
            m_channels.setName(key, name);
        if (!m_stop.stop_requested())
            m_companions.reportMissing(m_plate.problems);
        m_channels.assign(m_stop.stop_requested() ? ChannelStains() : m_options.channelStains, m_options.rememberedStains, m_plate.root);
        m_plate.channels = m_channels.sorted();
        m_gathering.distribute(m_channels, m_plate.problems);
        m_plate.depth = m_gathering.depth();
    }

    void takeImage(const NameReader& reader, std::uint32_t number) {
        const ListedFile& file = m_listing.images[number];
        if (file.link == ListedFile::Link::Broken)
            addProblem(m_listing.pathOf(file), {}, ErrorKind::NotFound, "is a link to nothing that can be reached");
        else if (file.link == ListedFile::Link::Outside)
            note(Note::Kind::LinkSkipped, m_listing.pathOf(file));
        else if (m_plate.readsPages)
            m_ofChannels.push_back(number);
        else
            addPlane(reader, number);
    }

    void lookInside(NameReader& reader, const std::vector<std::uint32_t>& unknown) {
        ChannelFiles files(m_listing, m_tiffs, reader, m_gathering, m_channels, m_plate.problems);
        files.read(inNaturalOrder(m_listing, std::move(m_ofChannels)), m_progress, m_stop);
        if (!m_stop.stop_requested())
            m_tiffs.keep();
        m_withoutStain = static_cast<std::size_t>(std::count_if(unknown.begin(), unknown.end(), [&](std::uint32_t file) { return !files.isClaimed(file); }));
    }

    void addPlane(const NameReader& reader, std::uint32_t number) {
        const auto [index, isNew] = m_gathering.sampleOf(reader.id());
        if (isNew) {
            Sample& sample = m_gathering.samples().back();
            sample.plateName = reader.plateName();
            sample.well = reader.well();
            sample.site = reader.site();
        }
        if (!m_companions.isEmpty())
            if (const CompanionImage* told = m_companions.take(m_listing.pathOf(m_listing.images[number])))
                useCompanion(*told, m_gathering.samples()[index]);
        const std::uint32_t channel = m_channels.numberOf(reader.channel().empty() ? onlyChannel : reader.channel(), reader.stain());
        m_gathering.add({index, channel, reader.z().value_or(0), number, 0, -1});
    }

    void useCompanion(const CompanionImage& told, Sample& sample) const {
        if (!told.well.empty())
            sample.well = told.well;
        if (told.site)
            sample.site = told.site;
        if (told.pixelSizeUm && !sample.pixelSizeUm)
            sample.pixelSizeUm = told.pixelSizeUm;
        if (sample.plateName.empty())
            sample.plateName = m_companions.plateName;
    }

    void noteOutsideLinks() {
        for (const ListedFile& file : m_listing.images)
            if (file.link == ListedFile::Link::Outside)
                note(Note::Kind::LinkSkipped, m_listing.pathOf(file));
    }

    void finish() {
        m_plate.samples = std::move(m_gathering.samples());
        for (Sample& sample : m_plate.samples.edit())
            sample.shortId = lastComponent(sample.id);
        sortSamples();
        findMissingStains();
        noteChannelsWithoutStain();
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

    void sortSamples() {
        std::vector<std::size_t> order(m_plate.samples.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::sort(order.begin(), order.end(), [this](std::size_t left, std::size_t right) {
            return naturallyBefore(m_plate.samples[left].id, m_plate.samples[right].id);
        });
        std::vector<Sample>& found = m_plate.samples.edit();
        std::vector<Sample> sorted;
        sorted.reserve(order.size());
        for (const std::size_t index : order)
            sorted.push_back(std::move(found[index]));
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
            if (auto missing = missingStains(m_plate, sample))
                m_plate.problems.push_back(std::move(*missing));
    }

    void noteChannelsWithoutStain() {
        std::string names;
        std::size_t count = 0;
        for (const Channel& channel : m_plate.channels) {
            if (channel.stain)
                continue;
            if (++count <= namedChannels)
                names += (names.empty() ? "" : ", ") + channel.key + (channel.name.empty() ? "" : " (" + channel.name + ")");
        }
        if (count > namedChannels)
            names += ", …";
        if (count > 0)
            m_plate.notes.push_back({Note::Kind::ChannelsWithoutStain, names, count});
    }

    std::string emptyCause() const {
        const NamingScheme* forced = m_options.scheme.empty() ? nullptr : schemeOfKey(m_schemes, m_options.scheme);
        std::string cause = forced ? "no image in it is named as the scheme " + forced->key() + " wants, as in " + forced->rules().example
                                   : std::string("no image named <id>_<red|green|blue|yellow>.<png|jpg|tif> in it");
        if (m_withoutStain > 0)
            cause += counted(m_withoutStain, "image names no stain", "images name no stain");
        if (const std::size_t links = noted(Note::Kind::LinkSkipped); links > 0)
            cause += counted(links, "link out of it was not followed", "links out of it were not followed");
        if (m_listing.zarrFolders > 0)
            cause += counted(m_listing.zarrFolders, "OME-Zarr image is not read, export it as OME-TIFF", "OME-Zarr images are not read, export them as OME-TIFF");
        if (m_listing.unreadableFolders > 0)
            cause += counted(m_listing.unreadableFolders, "folder cannot be listed", "folders cannot be listed");
        return cause;
    }

    std::size_t noted(Note::Kind kind) const {
        return static_cast<std::size_t>(std::count_if(m_plate.notes.begin(), m_plate.notes.end(),
                                                      [kind](const Note& entry) { return entry.kind == kind; }));
    }

    void note(Note::Kind kind, std::string subject) { m_plate.notes.push_back({kind, std::move(subject), 1}); }
    void addProblem(std::string file, std::string sample, ErrorKind kind, std::string cause) {
        m_plate.problems.push_back({std::move(file), std::move(sample), kind, std::move(cause)});
    }

    const ScanOptions& m_options;
    const std::vector<NamingScheme>& m_schemes;
    const Progress& m_progress;
    std::stop_token m_stop;
    PlateListing m_listing;
    PlateTiffs m_tiffs;
    SampleGathering m_gathering;
    ChannelTable m_channels;
    CompanionUse m_companions;
    Plate m_plate;
    std::vector<std::uint32_t> m_ofChannels; ///< numbers of images that are looked into
    std::size_t m_withoutStain = 0;
};

} // namespace

std::filesystem::path usableRoot(const std::filesystem::path& root) {
    std::error_code error;
    std::filesystem::path canonical = std::filesystem::canonical(root, error);
    if (root.empty() || error == std::errc::no_such_file_or_directory || error == std::errc::not_a_directory)
        throw Error(ErrorKind::NotFound, root, "there is no such folder; check its name, or whether it was moved");
    if (error)
        throw readError(error.value(), root, "cannot be opened");
    if (!std::filesystem::is_directory(canonical, error))
        throw Error(ErrorKind::NotARegularFile, root, "is not a folder; name the folder that holds the images");
    const bool holdsZarr = std::any_of(zarrMetadata.begin(), zarrMetadata.end(), [&](const char* name) { return std::filesystem::exists(canonical / name, error); });
    if (holdsZarr || isZarrName(canonical.filename().native()))
        throw Error(ErrorKind::Unsupported, canonical, zarrClause);
    return canonical;
}

Plate scanPlate(const std::filesystem::path& root, const ScanOptions& options, const Progress& progress,
                std::stop_token stop) {
    const std::vector<NamingScheme>& schemes = options.schemes.empty() ? shippedNamingSchemes() : options.schemes;
    return Scanner(usableRoot(root), options, schemes, progress, std::move(stop)).scan();
}

std::vector<std::string> imagePaths(const std::filesystem::path& root, std::size_t most, const Progress& progress, std::stop_token stop) {
    const PlateListing listing = listPlate(usableRoot(root), ScanOptions{}.maxDepth, {}, progress, stop);
    return firstImagePaths(listing, most);
}

} // namespace locascope
