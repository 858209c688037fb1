#pragma once

#include "core/files/error.h"
#include "core/files/progress.h"
#include "core/plate/channelkeys.h"
#include "core/plate/channeltable.h"
#include "core/plate/gathersamples.h"
#include "core/plate/namereader.h"
#include "core/plate/omefiles.h"
#include "core/plate/placedimage.h"

#include <map>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

namespace locascope {

/// Reads what TIFFs of several channels say of themselves and makes samples of it. A file of several images makes a sample of each, named by the file and "_s1", "_s2", …; a later
/// time is a sample named with "_t2", …; both as far as there are several. Channels are "c1", "c2", … in the order of the file, with the file's names; where two files call one
/// number by two names they are two channels (ChannelKeys). Position and pixel size are OME-XML's where it says them, else the name's. A text that cannot be used is a problem
/// with its line, and the file is read as a plain TIFF; so is one that cannot be opened. Used once, on one thread.
class ChannelFiles final {
public:
    /// Everything must outlive it; `listing` gets entries for files that are named and not there.
    ChannelFiles(PlateListing& listing, PlateTiffs& tiffs, NameReader& reader, SampleGathering& gathering, ChannelTable& channels, std::vector<Problem>& problems);

    /// `files`: numbers in the listing, in the order in which they are looked at. `progress` counts them.
    void read(const std::vector<std::uint32_t>& files, const Progress& progress, const std::stop_token& stop);

    /// Whether OME-XML names this file, whatever the scheme says of its name.
    bool isClaimed(std::uint32_t file) const { return m_claimed.contains(file); }

private:
    /// What the name of a file says.
    struct Named {
        std::string id;
        std::string plateName;
        std::string well;
        std::string channel;
        std::optional<int> site;
        std::optional<int> z;
    };

    /// Why a file of metadata is of no use to those that name it.
    struct Unusable {
        ErrorKind kind;
        const char* clause;
    };

    void readFile(std::uint32_t file);
    bool takeOme(PlateTiffs::Look& tiff, std::uint32_t file);
    void takeOwn(const std::vector<PlacedImage>& images, const std::string& path);
    std::vector<PlacedImage> ofMetadataFile(const OmeDocument& document, const std::string& path);
    OmeDocument readMetadataFile(const std::string& path);
    bool isLookedInto(const std::string& path);
    void takePlain(const TiffContents& contents, const std::string& description, std::uint32_t file);
    void take(const std::vector<PlacedImage>& images);
    void take(const PlacedImage& image, int series);
    Named nameOf(std::uint32_t file);
    void addProblem(std::uint32_t file, ErrorKind kind, std::string cause);

    PlateListing& m_listing;
    PlateTiffs& m_tiffs;
    NameReader& m_reader;
    SampleGathering& m_gathering;
    ChannelTable& m_channels;
    std::vector<Problem>& m_problems;
    OmeFiles m_omeFiles;
    std::set<std::uint32_t> m_claimed;
    std::map<std::string, std::optional<Unusable>> m_metadataFiles; ///< by path, those that were read
    ChannelKeys m_keys;
};

/// Whether one of the first TIFFs of a plate holds more than one picture, or OME-XML. Opens three at most.
bool channelsAreInside(const PlateListing& listing, PlateTiffs& tiffs, const std::stop_token& stop);

/// Numbers of the images of a listing in natural order of their paths.
std::vector<std::uint32_t> inNaturalOrder(const PlateListing& listing, std::vector<std::uint32_t> files);

} // namespace locascope
