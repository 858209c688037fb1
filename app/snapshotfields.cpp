#include "app/snapshotfields.h"

#include "app/openmodel.h"
#include "app/openreview.h"
#include "app/snapshotheaders.h"
#include "app/terminal.h"
#include "core/files/error.h"
#include "core/imaging/loadstains.h"

#include <algorithm>

namespace locascope {

namespace {

/// How many fields the plate's contrast is taken from.
constexpr std::size_t contrastFields = 16;

constexpr PerStain<bool> everyStain{{true, true, true, true}};

std::size_t requireSample(const Plate& plate, const std::vector<std::string>& ids, const std::string& name) {
    for (std::size_t i = 0; i < ids.size(); ++i) {
        if (ids[i] == name || plate.samples[i].id == name) {
            return i;
        }
    }
    throw Error(ErrorKind::NotFound, plate.root / name, "is no sample of the plate (locascope index lists them)");
}

void requireChannels(const Plate& plate, const SnapshotRequest& request) {
    for (const Stain stain : allStains) {
        if (request.channels && (*request.channels)[stain] && plate.absentStains[stain]) {
            throw Error(ErrorKind::NotFound, plate.root, "has no " + std::string(stainKey(stain)) + " in any sample; leave it out of --channels");
        }
    }
}

/// The model sees every stain, whatever is shown.
PerStain<bool> neededStains(const SnapshotRequest& request) {
    return request.channels && !request.usesModel() ? *request.channels : everyStain;
}

ChannelStack requireImage(const Plate& plate, const Sample& sample, const PerStain<bool>& stains) {
    LoadedSample loaded = loadStains(plate, sample, stains);
    if (!loaded.problems.empty()) {
        const Problem& problem = loaded.problems.front();
        throw problem.file.empty() ? Error(problem.kind, plate.root / sample.id, problem.cause + "; put the whole sample into the plate, or choose another")
                                   : Error(problem.kind, plate.root / problem.file, problem.cause);
    }
    return loaded.stack;
}

PixelRectangle cropOf(const SnapshotRequest& request, const ChannelStack& stack, const std::filesystem::path& sample) {
    const PixelRectangle crop = request.crop.value_or(PixelRectangle{0, 0, stack.fullWidth, stack.fullHeight});
    if (!liesIn(crop, stack.fullWidth, stack.fullHeight)) {
        throw Error(ErrorKind::Mismatch, sample,
                    "has " + std::to_string(stack.fullWidth) + " x " + std::to_string(stack.fullHeight) + " pixels, and --crop leads beyond them; choose a part that lies within");
    }
    return crop;
}

void requirePixelSize(const SnapshotRequest& request, const Plate& plate, const Sample& sample) {
    if (request.typed.scaleBar && !pixelSizeOf(plate, sample)) {
        throw Error(ErrorKind::Mismatch, plate.root / sample.id, "its pixel size is not known, so that no scale bar can be drawn; say it with --pixel-size, or leave out --scale-bar");
    }
}

void requireOneDepth(const SnapshotFields& snapshot) {
    const int bits = snapshot.fields.front().stack.bits;
    for (const SnapshotField& field : snapshot.fields) {
        if (field.stack.bits != bits) {
            throw Error(ErrorKind::Mismatch, snapshot.plate.root / snapshot.sample(field).id,
                        "has " + std::to_string(field.stack.bits) + " bits where the first sample has " + std::to_string(bits) + "; common ranges need fields of one depth");
        }
    }
}

/// One window per stain for the whole plate, pooled over evenly spaced fields of the same depth as those shown. Ranges that were typed need no reading.
void usePlateContrast(SnapshotFields& snapshot, const SnapshotRequest& request) {
    DisplaySettings& display = snapshot.display;
    const ChannelStack& shown = snapshot.fields.front().stack;
    PerStain<bool> sought{};
    for (const Stain stain : allStains) {
        sought[stain] = !request.ranges[stain] && isShown(request, snapshot, stain) && !shown.planes[stain].isEmpty();
    }
    PerStain<Histogram> pooled;
    const Plate& plate = snapshot.plate;
    const std::size_t fields = sought == PerStain<bool>{} ? 0 : std::min(contrastFields, plate.samples.size());
    const Progress progress = terminalProgress("contrast");
    for (std::size_t i = 0; i < fields; ++i) {
        const LoadedSample field = loadStains(plate, plate.samples[i * plate.samples.size() / fields], sought);
        for (const Stain stain : allStains) {
            if (sought[stain] && !field.stack.planes[stain].isEmpty() && field.stack.bits == shown.bits) {
                pooled[stain].add(field.stack.planes[stain]);
            }
        }
        if (progress) {
            progress(i + 1, fields);
        }
    }
    for (const Stain stain : allStains) {
        if (sought[stain] && pooled[stain].total() == 0) {
            pooled[stain].add(shown.planes[stain]);
        }
        if (pooled[stain].total() > 0) {
            display.stains[stain].window = plateWindow(pooled[stain], defaultClip()[stain]);
        }
        if (request.ranges[stain]) {
            display.stains[stain].window = *request.ranges[stain];
        }
    }
}

void chooseDisplay(SnapshotFields& snapshot, const SnapshotRequest& request) {
    DisplaySettings& display = snapshot.display;
    display = defaultDisplay();
    for (const Stain stain : allStains) {
        if (request.channels) {
            display.stains[stain].visible = (*request.channels)[stain];
        }
    }
    usePlateContrast(snapshot, request);
    const auto isVisible = [&display](Stain stain) { return display.stains[stain].visible; };
    if (std::count_if(allStains.begin(), allStains.end(), isVisible) == 1 && (request.typed.grey || request.isFigure())) {
        display.active = *std::find_if(allStains.begin(), allStains.end(), isVisible);
        display.mode = request.typed.grey ? DisplayMode::Greyscale : DisplayMode::Colour;
    }
}

/// A review that cannot be opened keeps nobody from a picture without its labels.
Vocabulary vocabularyOf(const SnapshotRequest& request, const Plate& plate, const CommandContext& context) {
    if (!request.typed.labels && !request.usesModel()) {
        return {};
    }
    try {
        return vocabularyOfReview(plate, request.typed.review, context).value_or(humanProteinAtlasVocabulary());
    } catch (const Error&) {
        if (request.typed.labels) {
            throw;
        }
        return humanProteinAtlasVocabulary();
    }
}

void askModel(SnapshotFields& snapshot, const SnapshotRequest& request, const CommandContext& context) {
    const OpenedModel model = openModel(request.typed.model, "auto", snapshot.vocabulary, context);
    snapshot.model = model.card();
    for (SnapshotField& field : snapshot.fields) {
        const InputTensor input = preprocess(field.stack, model.card().input);
        field.verdict.probabilities = model.engine->predictShown(input).front();
        if (request.saliency) {
            field.verdict.method = model.engine->methods().front();
            field.verdict.saliency = model.engine->explain(input, snapshot.sample(field).id, *request.saliency, field.verdict.method);
        }
    }
}

SnapshotField chosenField(const SnapshotRequest& request, Plate& plate, std::size_t index) {
    const SampleHeaders headers = headersOf(plate, plate.samples[index], neededStains(request));
    if (headers.pixelSizeUm != plate.samples[index].pixelSizeUm) {
        plate.samples.edit()[index].pixelSizeUm = headers.pixelSizeUm;
    }
    const Sample& sample = plate.samples[index];
    requirePixelSize(request, plate, sample);
    SnapshotField field{.index = index, .stack = {}, .crop = {}, .verdict = {}};
    field.stack.fullWidth = headers.shape.width;
    field.stack.fullHeight = headers.shape.height;
    if (headers.shape.width > 0) {
        field.crop = cropOf(request, field.stack, plate.root / sample.id);
    }
    return field;
}

} // namespace

SnapshotFields chosenFields(const SnapshotRequest& request, const CommandContext& context) {
    SnapshotFields snapshot;
    snapshot.plate = scanNamedPlate(request.typed.plate, request.typed.naming, context);
    snapshot.vocabulary = vocabularyOf(request, snapshot.plate, context);
    const std::vector<std::string> ids = csvIds(snapshot.plate);
    std::vector<std::size_t> samples;
    for (const std::string& name : request.typed.samples) {
        samples.push_back(requireSample(snapshot.plate, ids, name));
    }
    requireChannels(snapshot.plate, request);
    for (const std::size_t index : samples) {
        snapshot.fields.push_back(chosenField(request, snapshot.plate, index));
    }
    return snapshot;
}

void readFields(SnapshotFields& snapshot, const SnapshotRequest& request, const CommandContext& context) {
    for (SnapshotField& field : snapshot.fields) {
        field.stack = requireImage(snapshot.plate, snapshot.sample(field), neededStains(request));
        field.crop = cropOf(request, field.stack, snapshot.plate.root / snapshot.sample(field).id);
    }
    requireOneDepth(snapshot);
    if (request.kind != SnapshotKind::RawCounts) {
        chooseDisplay(snapshot, request);
    }
    if (request.usesModel()) {
        askModel(snapshot, request, context);
    }
}

bool isShown(const SnapshotRequest& request, const SnapshotFields& snapshot, Stain stain) {
    const bool isChosen = request.typed.panel ? !request.channels || (*request.channels)[stain] : snapshot.display.stains[stain].visible;
    return isChosen && std::any_of(snapshot.fields.begin(), snapshot.fields.end(), [&](const SnapshotField& field) { return snapshot.sample(field).files[stain].has_value(); });
}

} // namespace locascope
