#pragma once

#include "core/plate/namepattern.h"
#include "core/plate/stain.h"

#include <compare>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace locascope {

/// The file beside the images that tells more about them.
enum class CompanionFormat : std::uint8_t { None, OperaIndex, YokogawaMeasurement };

/// What one file holds.
enum class FileContents : std::uint8_t {
    Plane,   ///< one plane of one channel: names say all
    Channels ///< several: TIFFs are looked into (ChannelFiles), and names need not tell the channel
};

inline constexpr std::size_t maxNamingExpressions = 32; ///< of files, and of ignored

/// How files are named, as a user may write it down (see resources/naming). Strings are bytes.
struct NamingRules {
    std::string key;                     ///< a to z, 0 to 9 and '-', at most 40
    std::string name;                    ///< for people
    std::string example;                 ///< a name that it takes
    std::vector<std::string> files;      ///< expressions (NamePattern), the first that matches counts
    std::vector<std::string> ignored;    ///< expressions of images that are no samples, as corrections and thumbnails
    std::vector<std::string> extensions; ///< png, jpg, jpeg, tif, tiff; empty: all
    std::map<std::string, Stain> stains; ///< what the group `stain` catches, in lower case
    std::vector<std::string> companions; ///< names of the companion file, any of them
    CompanionFormat companionFormat = CompanionFormat::None;
    FileContents contents = FileContents::Plane;
    bool isFallback = false; ///< takes nearly any name, so that it is recognised only where no other scheme takes any; one of Channels where no other takes half and one of
                             ///< the first TIFFs holds several channels
    friend bool operator==(const NamingRules&, const NamingRules&) = default;
};

/// What the name of one file says.
struct ParsedName {
    enum class Outcome : std::uint8_t {
        NoImage,    ///< by its extension
        NotMatched, ///< an image of which the scheme knows nothing
        Ignored,    ///< an image that is no sample
        TooCostly,  ///< an expression gave up
        Image
    };
    Outcome outcome = Outcome::NotMatched;
    std::string id;        ///< of its sample; so are the others: of images only
    std::string plateName;
    std::string well;      ///< as normalisedWell; empty where the name does not tell
    std::optional<int> site;
    std::string channel;   ///< what names the channel: in lower case where it is a stain's word
    std::optional<Stain> stain;
    std::optional<int> z;
    std::optional<int> time;
    friend bool operator==(const ParsedName&, const ParsedName&) = default;
};

/// Rules that can be used. Immutable, cheap to copy, any thread.
class NamingScheme {
public:
    /// Throws Error Invalid that names the field, the expression's number and the position in it ("files, expression 2, position 7: …").
    explicit NamingScheme(NamingRules rules);

    const NamingRules& rules() const { return *m_rules; }
    const std::string& key() const { return m_rules->key; }

    /// What the path of one file, relative to a plate's root, says. `rootName` is the name of the root itself, for images that lie in it by their colour alone.
    /// The time is a part of the id where it is not the first ("A01_t2").
    ParsedName parse(std::string_view path, std::string_view rootName = {}) const;

    friend class NameReader;

private:
    std::shared_ptr<const NamingRules> m_rules;
    std::vector<NamePattern> m_files;
    std::vector<NamePattern> m_ignored;
};

/// parse() of many paths, in order: the live preview of a dialog.
std::vector<ParsedName> parseNames(const NamingScheme& scheme, std::span<const std::string> paths, std::string_view rootName = {});

/// Extensions of images that are read, in lower case.
std::span<const std::string_view> imageExtensions();

/// A file's name taken apart by its extension.
struct ImageName {
    bool isImage = false;       ///< one of imageExtensions, any case; not what macOS keeps beside a file on foreign disks ("._name")
    bool hasExtension = false;  ///< of an image, whatever the name
    std::string_view stem;      ///< views into the name
    std::string_view extension; ///< "tif" of "a.tif.gz": a packed image is unpacked when it is read
};
ImageName splitImageName(std::string_view name);

} // namespace locascope
