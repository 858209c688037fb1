#include "core/imaging/fileheader.h"
#include "core/imaging/headermemory.h"
#include "core/imaging/loadsample.h"
#include "core/imaging/sampleproblems.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <mutex>
#include <new>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <tuple>

namespace locascope {

namespace {

constexpr int inspectingThreads = 2;
constexpr std::size_t samplesAtOnce = 64; // taken by a thread in one go, so that the threads seldom meet

struct Finding {
    SampleShape shape;
    std::optional<double> pixelSizeUm;
    std::vector<Problem> problems;
    std::vector<std::string> unlikeTheirNames; // files whose content is another format than their name says
    std::vector<std::string> rounded;          // files of floating-point values
    std::vector<HeaderMemory::Entry> headers;  // to be remembered
};

// What an inspection is told and never changes.
struct Task {
    const Plate& plate;
    const DecodeLimits& limits;
    const HeaderMemory* known = nullptr; // null: nothing is remembered
    std::chrono::system_clock::time_point now = std::chrono::system_clock::now();
};

struct StainHeader {
    Stain stain{};
    ImageHeader header;
};

// Asks for the identity before the file is read: one that changes meanwhile is another one the next time.
ImageHeader knownOrReadHeader(const Task& task, const PlaneSource& plane, Finding& finding) {
    const std::filesystem::path path = task.plate.root / plane.file;
    const ImagePlace place{plane.page, plane.channel};
    const auto identity = task.known ? identityOfFile(path) : std::nullopt;
    if (!identity)
        return headerOfFile(task.plate.root, path, task.limits, place);
    const HeaderMemory::Key key = HeaderMemory::keyOf(plane.file, *identity, place);
    const auto known = task.known->find(key);
    const ImageHeader header = known ? *known : headerOfFile(task.plate.root, path, task.limits, place);
    if (const auto entry = HeaderMemory::entryOf(key, header); entry && !identity->isFresh(task.now))
        finding.headers.push_back(*entry);
    return header;
}

std::optional<ImageHeader> inspectFile(const Task& task, const Sample& sample, const PlaneSource& plane, Finding& finding) {
    const std::string& file = plane.file;
    try {
        const ImageHeader header = knownOrReadHeader(task, plane, finding);
        if (!finding.pixelSizeUm)
            finding.pixelSizeUm = header.pixelSizeUm;
        if (!isLikeItsName(file, header))
            finding.unlikeTheirNames.push_back(file);
        if (header.isFloatingPoint)
            finding.rounded.push_back(file);
        if (header.pages > 1 && !task.plate.readsPages)
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
        finding.shape = {first.width, first.height, first.planeBits()};
    } else {
        finding.problems.push_back({{},
                                    sample.id,
                                    ErrorKind::Mismatch,
                                    "its stains disagree in size or depth: " + shapesText(headers)});
    }
}

Finding inspectSample(const Task& task, const Sample& sample) {
    Finding finding;
    if (const auto missing = missingStains(task.plate, sample))
        finding.problems.push_back(*missing);
    std::vector<StainHeader> headers;
    for (const Stain stain : allStains) {
        const std::vector<PlaneSource> planes = planesOf(sample, stain);
        for (std::size_t i = 0; i < planes.size(); ++i) { // later z planes are only looked at for what is wrong with their files
            if (i > 0 && planes[i].file == planes[i - 1].file)
                continue;
            const auto header = inspectFile(task, sample, planes[i], finding);
            if (header && i == 0)
                headers.push_back({stain, *header});
        }
    }
    compareShapes(sample, headers, finding);
    return finding;
}

// The samples of a plate, handed out to threads in runs; findings are kept by sample, so that their order
// never depends on the threads.
class Inspection final {
public:
    Inspection(const Task& task, const Progress& progress, std::stop_token stop)
        : m_task(task)
        , m_progress(progress)
        , m_stop(std::move(stop))
        , m_findings(task.plate.samples.size()) {}

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
                m_findings[i] = inspectSample(m_task, m_task.plate.samples[i]);
            report(end - begin);
        }
    }

    void report(std::size_t count) {
        const std::lock_guard lock(m_reporting);
        m_done += count;
        if (m_progress)
            m_progress(m_done, m_findings.size());
    }

    const Task& m_task;
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

HeaderMemory memoryOf(std::vector<Finding>& findings) {
    std::vector<HeaderMemory::Entry> entries;
    for (Finding& finding : findings) {
        entries.insert(entries.end(), finding.headers.begin(), finding.headers.end());
        finding.headers = {};
    }
    return HeaderMemory(std::move(entries));
}

// Edits the list only where it has to: copies of the plate share it.
void takePixelSizes(Plate& plate, const std::vector<Finding>& findings) {
    for (std::size_t i = 0; i < findings.size(); ++i)
        if (findings[i].pixelSizeUm && !plate.samples[i].pixelSizeUm)
            plate.samples.edit()[i].pixelSizeUm = findings[i].pixelSizeUm;
}

} // namespace

void inspectPlate(Plate& plate, const DecodeLimits& limits, const Progress& progress, std::stop_token stop, HeaderMemory* memory) {
    std::vector<Finding> findings = Inspection({plate, limits, memory}, progress, stop).run();
    if (memory && !stop.stop_requested())
        *memory = memoryOf(findings);
    const std::set<ProblemKey> known = keysOf(plate.problems);
    std::vector<std::string> unlike, rounded;
    plate.shapes.assign(findings.size(), {});
    takePixelSizes(plate, findings);
    for (std::size_t i = 0; i < findings.size(); ++i) {
        Finding& finding = findings[i];
        plate.shapes[i] = finding.shape;
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
