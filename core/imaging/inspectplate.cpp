#include "core/imaging/loadsample.h"

#include "core/imaging/decodeformat.h"
#include "core/imaging/sampleproblems.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cctype>
#include <mutex>
#include <new>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <thread>
#include <tuple>

namespace locascope {

namespace {

constexpr int inspectingThreads = 2;
constexpr std::size_t samplesAtOnce = 64; // taken by a thread in one go, so that the threads seldom meet

// Read of each file at first: a page, which holds the header of any PNG and of a JPEG without embedded
// thumbnail or profile.
constexpr std::size_t firstPrefix = 4096;
constexpr std::size_t secondPrefix = 64 * 1024;

// Read of its end: room for the end marker and for what some programs append.
constexpr std::size_t tailBytes = 128;

struct Finding {
    int width = 0;
    int height = 0;
    int bits = 0;
    std::vector<Problem> problems;
    std::vector<std::string> unlikeTheirNames; // files whose content is another format than their name says
    std::vector<std::string> rounded;          // files of floating-point values
};

bool isPrefix(const Bytes& bytes, std::size_t asked) {
    return bytes.size() == asked;
}

// What the last bytes of a whole file hold: the chunk IEND of a PNG, the marker EOI of a JPEG. Those of a TIFF are checked with its header.
bool hasEndMarker(std::span<const std::byte> bytes, FileFormat format) {
    static constexpr std::string_view pngEnd("IEND\xae\x42\x60\x82"), jpegEnd("\xff\xd9");
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    return format == FileFormat::Tiff || text.rfind(format == FileFormat::Png ? pngEnd : jpegEnd) != std::string_view::npos;
}

// A file that seems cut is read whole, for something long may have been appended.
void requireEndMarker(const FileEnds& ends, FileFormat format, const std::filesystem::path& path, const ReadOptions& options) {
    if (!hasEndMarker(ends.end, format) && !hasEndMarker(readFile(path, options), format))
        throwEndsEarly(ends.fileSize, path);
}

// A JPEG's header may lie behind long profiles: then more is read, at last the whole file. A TIFF's lies
// anywhere, and is read where it lies. Of a gzip stream no more is unpacked than the header takes: how it ends is known once it is shown.
ImageHeader headerOfFile(const Plate& plate, const std::filesystem::path& path, const DecodeLimits& limits) {
    const ReadOptions options{.maxBytes = maxImageFileBytes, .inside = plate.root, .prefixBytes = {}};
    for (const std::size_t prefix : {firstPrefix, secondPrefix}) {
        const FileEnds ends = readFileEnds(path, prefix, tailBytes, options);
        if (formatOfBytes(ends.start) == FileFormat::Tiff && isPrefix(ends.start, prefix)) {
            TiffInFile tiff(path, options);
            return readTiffHeader(tiff, path, limits);
        }
        std::optional<ImageHeader> header;
        try {
            header = readImageHeader(ends.start, path, limits);
        } catch (const Error& error) {
            if (error.kind() != ErrorKind::EndsEarly || !isPrefix(ends.start, prefix))
                throw;
        }
        if (header) {
            if (!header->isGzipped)
                requireEndMarker(ends, header->format, path, options);
            return *header;
        }
    }
    const Bytes bytes = readFile(path, options);
    const ImageHeader header = readImageHeader(bytes, path, limits);
    if (!header.isGzipped)
        requireEndMarker({{}, bytes, bytes.size()}, header.format, path, options);
    return header;
}

std::string lowerSuffix(const std::string& file) {
    const std::size_t dot = file.rfind('.');
    std::string suffix = dot == std::string::npos ? std::string() : file.substr(dot + 1);
    std::transform(suffix.begin(), suffix.end(), suffix.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return suffix;
}

bool isLikeItsName(const std::string& file, const ImageHeader& header) {
    std::string suffix = lowerSuffix(file);
    if ((suffix == "gz") != header.isGzipped)
        return false;
    if (header.isGzipped)
        suffix = lowerSuffix(file.substr(0, file.size() - suffix.size() - 1));
    switch (header.format) {
    case FileFormat::Png:
        return suffix == "png";
    case FileFormat::Jpeg:
        return suffix == "jpg" || suffix == "jpeg";
    case FileFormat::Tiff:
        return suffix == "tif" || suffix == "tiff";
    }
    return false;
}

struct StainHeader {
    Stain stain{};
    ImageHeader header;
};

std::optional<ImageHeader> inspectFile(const Plate& plate, const Sample& sample, const std::string& file,
                                       const DecodeLimits& limits, Finding& finding) {
    try {
        const ImageHeader header = headerOfFile(plate, plate.root / file, limits);
        if (!isLikeItsName(file, header))
            finding.unlikeTheirNames.push_back(file);
        if (header.isFloatingPoint)
            finding.rounded.push_back(file);
        if (header.pages > 1)
            finding.problems.push_back(
                {file, sample.id, ErrorKind::Unsupported, firstPageClause(header.format)});
        return header;
    } catch (const Error& error) {
        finding.problems.push_back({file, sample.id, error.kind(), error.detail()});
    } catch (const std::bad_alloc&) {
        finding.problems.push_back({file, sample.id, ErrorKind::TooLarge, "needs more memory than there is"});
    }
    return {};
}

std::string shapesText(const std::vector<StainHeader>& headers) {
    std::string text;
    for (const auto& [stain, header] : headers)
        text += (text.empty() ? "" : ", ") + std::string(colourWord(stain)) + " " + shapeClause(header);
    return text;
}

void compareShapes(const Sample& sample, const std::vector<StainHeader>& headers, Finding& finding) {
    if (headers.empty())
        return;
    const ImageHeader& first = headers.front().header;
    const bool agree = std::all_of(headers.begin(), headers.end(), [&](const StainHeader& other) {
        return other.header.width == first.width && other.header.height == first.height &&
               other.header.planeBits() == first.planeBits();
    });
    if (agree) {
        finding.width = first.width;
        finding.height = first.height;
        finding.bits = first.planeBits();
    } else {
        finding.problems.push_back({{},
                                    sample.id,
                                    ErrorKind::Mismatch,
                                    "its stains disagree in size or depth: " + shapesText(headers)});
    }
}

Finding inspectSample(const Plate& plate, const Sample& sample, const DecodeLimits& limits) {
    Finding finding;
    if (const auto missing = missingStains(plate, sample))
        finding.problems.push_back(*missing);
    std::vector<StainHeader> headers;
    for (const Stain stain : allStains) {
        bool isFirst = true;
        for (const PlaneSource& plane : planesOf(sample, stain)) { // later z planes are only looked at for what is wrong with them
            const auto header = inspectFile(plate, sample, plane.file, limits, finding);
            if (header && isFirst)
                headers.push_back({stain, *header});
            isFirst = false;
        }
    }
    compareShapes(sample, headers, finding);
    return finding;
}

// The samples of a plate, handed out to threads in runs; findings are kept by sample, so that their order
// never depends on the threads.
class Inspection final {
public:
    Inspection(const Plate& plate, const DecodeLimits& limits, const Progress& progress, std::stop_token stop)
        : m_plate(plate)
        , m_limits(limits)
        , m_progress(progress)
        , m_stop(std::move(stop))
        , m_findings(plate.samples.size()) {}

    std::vector<Finding> run() {
        {
            std::array<std::jthread, inspectingThreads> threads;
            for (std::jthread& thread : threads)
                thread = std::jthread([this] { work(); });
        }
        return std::move(m_findings);
    }

private:
    void work() {
        const std::size_t total = m_findings.size();
        for (std::size_t begin = m_next.fetch_add(samplesAtOnce); begin < total && !m_stop.stop_requested();
             begin = m_next.fetch_add(samplesAtOnce)) {
            const std::size_t end = std::min(begin + samplesAtOnce, total);
            for (std::size_t i = begin; i < end; ++i)
                m_findings[i] = inspectSample(m_plate, m_plate.samples[i], m_limits);
            report(end - begin);
        }
    }

    void report(std::size_t count) {
        const std::lock_guard lock(m_reporting);
        m_done += count;
        if (m_progress)
            m_progress(m_done, m_findings.size());
    }

    const Plate& m_plate;
    const DecodeLimits& m_limits;
    const Progress& m_progress;
    std::stop_token m_stop;
    std::vector<Finding> m_findings;
    std::atomic<std::size_t> m_next{0};
    std::mutex m_reporting;
    std::size_t m_done = 0;
};

// What a plate's problems are known by, so that one that the scan has listed is not listed again.
using ProblemKey = std::tuple<std::string, std::string, std::string>;

ProblemKey keyOf(const Problem& problem) {
    return {problem.sampleId, problem.file, problem.cause};
}

std::set<ProblemKey> keysOf(const std::vector<Problem>& problems) {
    std::set<ProblemKey> keys;
    for (const Problem& problem : problems)
        keys.insert(keyOf(problem));
    return keys;
}

} // namespace

void inspectPlate(Plate& plate, const DecodeLimits& limits, const Progress& progress, std::stop_token stop) {
    std::vector<Finding> findings = Inspection(plate, limits, progress, stop).run();
    const std::set<ProblemKey> known = keysOf(plate.problems);
    std::vector<std::string> unlike, rounded;
    for (std::size_t i = 0; i < findings.size(); ++i) {
        Finding& finding = findings[i];
        plate.samples[i].width = finding.width;
        plate.samples[i].height = finding.height;
        plate.samples[i].bits = finding.bits;
        std::copy_if(finding.problems.begin(), finding.problems.end(), std::back_inserter(plate.problems),
                     [&](const Problem& problem) { return !known.contains(keyOf(problem)); });
        std::move(finding.unlikeTheirNames.begin(), finding.unlikeTheirNames.end(),
                  std::back_inserter(unlike));
        std::move(finding.rounded.begin(), finding.rounded.end(), std::back_inserter(rounded));
    }
    if (!unlike.empty())
        plate.notes.push_back({Note::Kind::ContentUnlikeName, unlike.front(), unlike.size()});
    if (!rounded.empty())
        plate.notes.push_back({Note::Kind::ValuesRounded, rounded.front(), rounded.size()});
}

} // namespace locascope
