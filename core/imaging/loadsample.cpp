#include "core/imaging/loadsample.h"

#include "core/files/digest.h"
#include "core/imaging/projection.h"
#include "core/imaging/sampleproblems.h"

#include <algorithm>
#include <atomic>
#include <new>
#include <string>
#include <thread>

namespace locascope {

namespace {

// What became of one stain's file. Written by one thread, read by the caller after that thread has ended.
struct StainFile {
    Plane plane;
    ImageHeader header;
    std::string digest;
    std::vector<Problem> problems;
};

StainFile readPlane(const Plate& plate, const Sample& sample, Stain stain, const PlaneSource& source, const LoadOptions& options, const std::stop_token& stop) {
    StainFile result;
    const std::string& file = source.file;
    const std::filesystem::path path = plate.root / file;
    try {
        Bytes bytes = readFile(path, {.maxBytes = maxImageFileBytes, .inside = plate.root, .prefixBytes = {}});
        if (options.digest)
            result.digest = sha256(bytes);
        bytes = unpackedImage(std::move(bytes), path, options.limits);
        result.header = readImageHeader(bytes, path, options.limits, {source.page, source.channel});
        if (result.header.pages > 1)
            result.problems.push_back({file, sample.id, ErrorKind::Unsupported, firstPageClause(result.header.format)});
        result.plane = decodePlane(bytes, path,
                                   {.stain = stain, .page = source.page, .channel = source.channel, .reduction = options.reduction, .limits = options.limits, .stop = stop});
    } catch (const Error& error) {
        result.problems.push_back({file, sample.id, error.kind(), error.detail()});
    } catch (const std::bad_alloc&) {
        result.problems.push_back({file, sample.id, ErrorKind::TooLarge, "needs more memory than there is"});
    }
    return result;
}

bool haveSameShape(const StainFile& left, const StainFile& right) {
    return left.header.width == right.header.width && left.header.height == right.header.height &&
           left.header.planeBits() == right.header.planeBits();
}

// Of several z planes the one that the plate's user chose, or all.
std::vector<PlaneSource> chosenPlanes(const Plate& plate, const Sample& sample, Stain stain) {
    std::vector<PlaneSource> planes = planesOf(sample, stain);
    if (!plate.chosenPlane || planes.size() < 2)
        return planes;
    return {planes[static_cast<std::size_t>(std::clamp(*plate.chosenPlane, 1, static_cast<int>(planes.size())) - 1)]};
}

// One more z plane for a maximum projection, which is not shown where any of them fails.
void project(const Sample& sample, const PlaneSource& source, StainFile next, StainFile& result) {
    result.problems.insert(result.problems.end(), next.problems.begin(), next.problems.end());
    result.digest = result.digest.empty() || next.digest.empty() ? std::string() : sha256(result.digest + "\n" + next.digest + "\n");
    if (result.plane.isEmpty() || next.plane.isEmpty()) {
        result.plane = {};
    } else if (!haveSameShape(result, next)) {
        result.plane = {};
        result.problems.push_back({source.file, sample.id, ErrorKind::Mismatch,
                                   shapeClause(next.header) + ", unlike the first of its z planes (" + shapeClause(result.header) + "); the stain is left out"});
    } else {
        raiseToMaximum(result.plane, next.plane);
    }
}

StainFile readStain(const Plate& plate, const Sample& sample, Stain stain, const LoadOptions& options, const std::stop_token& stop) {
    const std::vector<PlaneSource> planes = chosenPlanes(plate, sample, stain);
    StainFile result = readPlane(plate, sample, stain, planes.front(), options, stop);
    for (std::size_t i = 1; i < planes.size() && !stop.stop_requested(); ++i)
        project(sample, planes[i], readPlane(plate, sample, stain, planes[i], options, stop), result);
    if (stop.stop_requested() && planes.size() > 1)
        result.plane = {};
    return result;
}

PerStain<StainFile> readStains(const Plate& plate, const Sample& sample, const LoadOptions& options, const std::stop_token& stop) {
    PerStain<StainFile> files;
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
        for (std::size_t i = next++; i < stainCount && !stop.stop_requested(); i = next++)
            if (sample.files[allStains[i]])
                files[allStains[i]] = readStain(plate, sample, allStains[i], options, stop);
    };
    std::vector<std::jthread> others;
    for (int i = 1; i < std::min<int>(options.threads, stainCount); ++i)
        others.emplace_back(work);
    work();
    others.clear();
    return files;
}

// The file whose size and depth most of the sample's planes share; the first of them where numbers are equal. Null where there is no plane.
const StainFile* prevailing(const PerStain<StainFile>& files) {
    const StainFile* best = nullptr;
    std::ptrdiff_t bestCount = 0;
    for (const StainFile& candidate : files.values) {
        const auto count = std::count_if(files.values.begin(), files.values.end(), [&](const StainFile& other) {
            return !other.plane.isEmpty() && haveSameShape(candidate, other);
        });
        if (!candidate.plane.isEmpty() && count > bestCount) {
            best = &candidate;
            bestCount = count;
        }
    }
    return best;
}

// The planes of one shape go into the stack; each other one is a problem.
void stackPlanes(const Sample& sample, const PerStain<StainFile>& files, int reduction, LoadedSample& loaded) {
    const StainFile* model = prevailing(files);
    if (!model)
        return;
    loaded.stack.width = model->plane.width();
    loaded.stack.height = model->plane.height();
    loaded.stack.bits = model->plane.bits();
    loaded.stack.reduction = reduction;
    loaded.stack.fullWidth = model->header.width;
    loaded.stack.fullHeight = model->header.height;
    for (const Stain stain : allStains) {
        const StainFile& file = files[stain];
        if (file.plane.isEmpty())
            continue;
        if (haveSameShape(file, *model)) {
            loaded.stack.planes[stain] = file.plane;
            loaded.coarseChroma[stain] = coarseChroma(file.header, stain);
        } else {
            loaded.problems.push_back({*sample.files[stain], sample.id, ErrorKind::Mismatch,
                                       shapeClause(file.header) + ", unlike the other stains of this sample (" +
                                           shapeClause(model->header) + "); it is left out"});
        }
    }
}

std::string contentDigest(const Sample& sample, const PerStain<StainFile>& files) {
    std::string text;
    for (const Stain stain : allStains) {
        if (!sample.files[stain])
            continue;
        if (files[stain].digest.empty())
            return {};
        text += std::string(stainKey(stain)) + " " + files[stain].digest + "\n";
    }
    return text.empty() ? text : sha256(text);
}

bool isComplete(const Plate& plate, const ChannelStack& stack) {
    return !stack.isEmpty() && std::all_of(allStains.begin(), allStains.end(), [&](Stain stain) {
        return plate.absentStains[stain] || !stack.planes[stain].isEmpty();
    });
}

} // namespace

LoadedSample loadSample(const Plate& plate, const Sample& sample, const LoadOptions& options, std::stop_token stop) {
    LoadedSample loaded;
    if (const auto missing = missingStains(plate, sample))
        loaded.problems.push_back(*missing);
    const PerStain<StainFile> files = readStains(plate, sample, options, stop);
    for (const StainFile& file : files.values)
        loaded.problems.insert(loaded.problems.end(), file.problems.begin(), file.problems.end());
    stackPlanes(sample, files, options.reduction, loaded);
    loaded.complete = isComplete(plate, loaded.stack);
    const bool allDecoded = std::all_of(allStains.begin(), allStains.end(), [&](Stain stain) {
        return !sample.files[stain] || !files[stain].plane.isEmpty();
    });
    if (options.digest && allDecoded)
        loaded.contentDigest = contentDigest(sample, files);
    return loaded;
}

} // namespace locascope
