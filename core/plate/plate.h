#pragma once

#include "core/files/error.h"
#include "core/plate/stain.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace locascope {

/// Where one grey plane of a sample lies.
struct PlaneSource {
    std::string file; ///< relative to the plate's root
    int page = 0;     ///< TIFF directory, from 0
    int channel = -1; ///< which sample of an interleaved pixel, from 0; -1: grey, or the colour of the stain
    friend bool operator==(const PlaneSource&, const PlaneSource&) = default;
};

/// The planes of a sample that is more than one plane a file and one file a stain.
struct SamplePlanes {
    PerStain<std::vector<PlaneSource>> stains; ///< by z, lowest first
    std::vector<std::string> otherFiles;       ///< of channels that are no stain
};

/// One field of view. Strings are bytes as the file system has them; they need not be UTF-8.
struct Sample {
    std::string id;                            ///< path in the plate without the part that names the stain; unique in a plate
    std::string shortId;                       ///< last component of `id`
    std::string plateName;                     ///< empty where names do not tell
    std::string well;                          ///< "A01", or empty
    std::optional<int> site;
    PerStain<std::optional<std::string>> files; ///< relative to the plate's root; of several planes the first
    std::shared_ptr<const SamplePlanes> planes; ///< null where each stain is the one plane of its file and there are no other channels
    int width = 0;                             ///< pixels; 0 until the headers were read, or where they disagree
    int height = 0;
    int bits = 0;                              ///< 8 or 16 as stored; 0 as width
    std::optional<double> pixelSizeUm;
};

/// Something of the plate that could not be used. The rest of the plate opens.
struct Problem {
    std::string file;     ///< relative to the root; empty where the sample as a whole is meant
    std::string sampleId; ///< empty where no sample is concerned
    ErrorKind kind{};
    std::string cause;    ///< English clause, as Error::detail
    friend bool operator==(const Problem&, const Problem&) = default;
};

/// A remark on the whole plate that is not a problem ("no sample has a reticulum stain").
struct Note {
    enum class Kind { StainAbsent, ContentUnlikeName, ValuesRounded, LinkSkipped, SpecialFileSkipped, FilesIgnored, ChannelsWithoutStain };
    Kind kind{};
    std::string subject;     ///< a stain key, a file, or channels as "ch1 (Alexa 647), ch2"
    std::size_t count = 0;   ///< files, or channels, concerned
    friend bool operator==(const Note&, const Note&) = default;
};

/// A file of this name in a plate's root says that its images were simulated.
inline constexpr const char* simulationMark = "locascope-simulation.txt";

/// A channel that files or their names tell of.
struct Channel {
    /// Who says which stain it is.
    enum class Source : std::uint8_t { Nobody, Scheme, Guess, User };

    std::string key;            ///< "green", "ch5", "C01"
    std::string name;           ///< "HOECHST 33342", or empty
    std::optional<Stain> stain;
    Source source = Source::Nobody;
    friend bool operator==(const Channel&, const Channel&) = default;
};

/// A directory (tree) of images opened together. Immutable once scanned and inspected.
struct Plate {
    std::filesystem::path root; ///< canonical
    std::string scheme;         ///< key of the naming scheme by which it was read
    std::vector<Channel> channels; ///< in natural order of key
    int depth = 1;                 ///< z planes of the sample that has most
    std::optional<int> chosenPlane; ///< which z plane is read, from 1 up; none: the maximum of all
    std::vector<Sample> samples; ///< in natural order of id (digits by value)
    std::vector<Problem> problems;
    std::vector<Note> notes;
    PerStain<bool> absentStains{}; ///< stains that no sample has
    bool simulated = false;        ///< simulationMark lies in the root
};

/// The planes of one stain of a sample, lowest z first; empty where it has none.
std::vector<PlaneSource> planesOf(const Sample& sample, Stain stain);

/// Every file of a sample once: by stain, then by z, then those of channels that are no stain.
std::vector<std::string> filesOf(const Sample& sample);

/// "incomplete: blue, yellow missing" for stains that other samples of the plate have, by the keys of their channels; nothing where none is missing.
std::optional<Problem> missingStains(const Plate& plate, const Sample& sample);

/// "A1", "a01", "A001" → "A01". Empty where `text` is no well name. Rows A…AF, columns 1…48.
std::string normalisedWell(std::string_view text);

/// Natural order: runs of digits compare by value, everything else by byte; equal only where the bytes are.
bool naturallyBefore(std::string_view left, std::string_view right);

/// RFC 3986 percent-encoding of every byte but the unreserved characters and '/'. One to one.
std::string percentEncoded(std::string_view bytes);

/// Its inverse; a '%' without two hexadecimal digits behind it stays as it is.
std::string percentDecoded(std::string_view text);

/// The id used in CSV files: the short id where it is unique in the plate, else the id; percent-encoded (RFC 3986
/// unreserved characters and '/' kept) where it is not plain. One entry per sample, in order.
std::vector<std::string> csvIds(const Plate& plate);

/// SHA-256 over sorted relative paths, file sizes and the digests of 16 evenly spaced files: finds a plate that was moved.
/// A file that cannot be read counts by the kind of its error. Looks at every file: 124,288 take some tenths of a second.
std::string plateFingerprint(const Plate& plate);

} // namespace locascope
