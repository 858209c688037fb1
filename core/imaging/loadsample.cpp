#include "core/imaging/loadsample.h"

#include "core/files/digest.h"
#include "core/imaging/projection.h"
#include "core/imaging/samplefiles.h"
#include "core/imaging/sampleproblems.h"

#include <algorithm>
#include <atomic>
#include <functional>
#include <memory>
#include <new>
#include <string>
#include <thread>
#include <utility>

namespace locascope {

namespace {

// What became of one stain's file. Written by one thread, read by the caller after that thread has ended.
struct StainFile {
    Plane plane;
    ImageHeader header;
    std::string digest;
    std::shared_ptr<const FileContent> undigested; // the digest is computed later, of this
    std::vector<Problem> problems;
};

// Of a picture within a file its place counts too: another channel of the same file is another picture.
std::string planeDigest(const std::string& fileDigest, const PlaneSource& source) {
    if (fileDigest.empty() || (source.page == 0 && source.channel < 0))
        return fileDigest;
    return sha256(fileDigest + " page " + std::to_string(source.page) + " channel " + std::to_string(source.channel) + "\n");
}

/// One sample on its way.
struct SampleLoading {
    const Plate& plate;
    const Sample& sample;
    const LoadOptions& options;
    const std::stop_token& stop;
    SampleFiles& files;
};

StainFile readPlane(const SampleLoading& loading, Stain stain, const PlaneSource& source) {
    const auto& [plate, sample, options, stop, files] = loading;
    StainFile result;
    const std::string& file = source.file;
    const std::filesystem::path path = plate.root / file;
    try {
        const std::shared_ptr<const FileContent> content = files.content(file);
        if (options.digest && options.decoded)
            result.undigested = content;
        else if (options.digest)
            result.digest = planeDigest(content->digest(stop), source);
        result.header = readImageHeader(content->bytes(), path, options.limits, {source.page, source.channel});
        if (result.header.pages > 1 && !plate.readsPages)
            result.problems.push_back({file, sample.id, ErrorKind::Unsupported, firstPageClause(result.header.format)});
        result.plane = decodePlane(content->bytes(), path,
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

// Stays empty when `stop` is requested meanwhile.
void digestNow(StainFile& file, const PlaneSource& source, const std::stop_token& stop) {
    if (const auto content = std::exchange(file.undigested, nullptr))
        file.digest = planeDigest(content->digest(stop), source);
}

// One more z plane for a maximum projection, which is not shown where any of them fails.
void project(const SampleLoading& loading, const PlaneSource& source, StainFile next, StainFile& result) {
    const Sample& sample = loading.sample;
    digestNow(next, source, loading.stop);
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

StainFile readStain(const SampleLoading& loading, Stain stain) {
    const std::stop_token& stop = loading.stop;
    const std::vector<PlaneSource> planes = chosenPlanes(loading.plate, loading.sample, stain);
    StainFile result = readPlane(loading, stain, planes.front());
    if (planes.size() > 1)
        digestNow(result, planes.front(), stop); // the files of a whole stack are not held
    for (std::size_t i = 1; i < planes.size() && !stop.stop_requested(); ++i)
        project(loading, planes[i], readPlane(loading, stain, planes[i]), result);
    if (stop.stop_requested() && planes.size() > 1)
        result.plane = {};
    return result;
}

// On the calling thread and `threads` - 1 others, for the stains that the sample has a file of.
void forEachStain(const Sample& sample, int threads, const std::function<void(Stain)>& work) {
    std::atomic<std::size_t> next{0};
    const auto run = [&] {
        for (std::size_t i = next++; i < stainCount; i = next++)
            if (sample.files[allStains[i]])
                work(allStains[i]);
    };
    std::vector<std::jthread> others;
    for (int i = 1; i < std::min<int>(threads, stainCount); ++i)
        others.emplace_back(run);
    run();
}

PerStain<StainFile> readStains(const Plate& plate, const Sample& sample, const LoadOptions& options, const std::stop_token& stop) {
    PerStain<StainFile> files;
    SampleFiles read(plate, options);
    const SampleLoading loading{plate, sample, options, stop, read};
    forEachStain(sample, options.threads, [&](Stain stain) {
        if (!stop.stop_requested())
            files[stain] = readStain(loading, stain);
    });
    return files;
}

// Those that were put off. One that cannot be computed stays empty.
void digestStains(const Plate& plate, const Sample& sample, int threads, PerStain<StainFile>& files, const std::stop_token& stop) {
    forEachStain(sample, threads, [&](Stain stain) {
        try {
            digestNow(files[stain], chosenPlanes(plate, sample, stain).front(), stop);
        } catch (const std::exception&) {
            files[stain].digest.clear();
        }
    });
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

// Behind a digest: which of several z planes was read.
std::string planeMark(const Plate& plate, const Sample& sample) {
    const int depth = depthOf(sample);
    return plate.chosenPlane && depth > 1 ? "/" + std::to_string(std::min(*plate.chosenPlane, depth)) : std::string();
}

std::string contentDigest(const Plate& plate, const Sample& sample, const PerStain<StainFile>& files) {
    std::string text;
    for (const Stain stain : allStains) {
        if (!sample.files[stain])
            continue;
        if (files[stain].digest.empty())
            return {};
        text += std::string(stainKey(stain)) + " " + files[stain].digest + "\n";
    }
    return text.empty() ? text : sha256(text) + planeMark(plate, sample);
}

bool isComplete(const Plate& plate, const ChannelStack& stack) {
    return !stack.isEmpty() && std::all_of(allStains.begin(), allStains.end(), [&](Stain stain) {
        return plate.absentStains[stain] || !stack.planes[stain].isEmpty();
    });
}

} // namespace

std::vector<PlaneSource> chosenPlanes(const Plate& plate, const Sample& sample, Stain stain) {
    std::vector<PlaneSource> planes = planesOf(sample, stain);
    if (!plate.chosenPlane || planes.size() < 2)
        return planes;
    return {planes[static_cast<std::size_t>(std::clamp(*plate.chosenPlane, 1, static_cast<int>(planes.size())) - 1)]};
}

bool isOfChosenPlane(const Plate& plate, const Sample& sample, std::string_view contentDigest) {
    const std::size_t mark = std::min(contentDigest.find('/'), contentDigest.size());
    return contentDigest.empty() || contentDigest.substr(mark) == planeMark(plate, sample);
}

LoadedSample loadSample(const Plate& plate, const Sample& sample, const LoadOptions& options, std::stop_token stop) {
    LoadedSample loaded;
    if (const auto missing = missingStains(plate, sample))
        loaded.problems.push_back(*missing);
    PerStain<StainFile> files = readStains(plate, sample, options, stop);
    for (const StainFile& file : files.values)
        loaded.problems.insert(loaded.problems.end(), file.problems.begin(), file.problems.end());
    stackPlanes(sample, files, options.reduction, loaded);
    loaded.complete = isComplete(plate, loaded.stack);
    const bool allDecoded = std::all_of(allStains.begin(), allStains.end(), [&](Stain stain) {
        return !sample.files[stain] || !files[stain].plane.isEmpty();
    });
    if (!options.digest || !allDecoded || stop.stop_requested())
        return loaded;
    if (options.decoded) {
        loaded.digestFollows = true;
        options.decoded(loaded);
        loaded.digestFollows = false;
        digestStains(plate, sample, options.threads, files, stop);
    }
    loaded.contentDigest = contentDigest(plate, sample, files);
    return loaded;
}

} // namespace locascope
