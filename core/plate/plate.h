#pragma once

#include "core/files/error.h"
#include "core/plate/sample.h"
#include "core/plate/samplelist.h"
#include "core/plate/stain.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace locascope {

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

struct ScanStamp;

/// A directory (tree) of images opened together. Immutable once scanned and inspected.
struct Plate {
    std::filesystem::path root; ///< canonical
    std::string scheme;         ///< key of the naming scheme by which it was read
    std::string schemeName;     ///< the same for people
    bool isSchemeChosen = false; ///< by the user; else it was recognised
    std::vector<Channel> channels; ///< in natural order of key
    bool readsPages = false;       ///< the scheme tells pages and channels within a file apart: a file of several is nothing to wonder at
    int depth = 1;                 ///< z planes of the sample that has most
    std::optional<int> chosenPlane; ///< which z plane is read, from 1 up; none: the maximum of all
    std::optional<double> enteredPixelSizeUm; ///< what the user says of all samples, whatever the files say
    SampleList samples;              ///< in natural order of id (digits by value)
    std::vector<SampleShape> shapes; ///< one a sample; empty until the headers were read
    std::vector<Problem> problems;
    std::vector<Note> notes;
    PerStain<bool> absentStains{}; ///< stains that no sample has
    bool simulated = false;        ///< simulationMark lies in the root
    std::shared_ptr<const ScanStamp> stamp; ///< by what it was scanned; null where that cannot be told later on
};

/// Of the sample at this place in Plate::samples.
SampleShape shapeOf(const Plate& plate, std::size_t sample);

/// How wide a pixel is, and who says so.
struct PixelSize {
    double micrometres = 0;
    bool isEntered = false; ///< by the user; else the files or their companion say it
    friend bool operator==(const PixelSize&, const PixelSize&) = default;
};

/// Of a sample of this plate; nothing where nobody says.
std::optional<PixelSize> pixelSizeOf(const Plate& plate, const Sample& sample);

/// "plane 3 of 5", "maximum of 5 planes"; empty where the sample has one.
std::string planesText(const Plate& plate, const Sample& sample);

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
