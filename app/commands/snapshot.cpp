#include "app/commands/commands.h"

#include "app/openmodel.h"
#include "app/platescan.h"
#include "app/scalebar.h"
#include "app/terminal.h"
#include "core/files/writefile.h"
#include "core/imaging/composite.h"
#include "core/imaging/encode.h"
#include "core/imaging/heatmap.h"
#include "core/imaging/loadsample.h"

#include <algorithm>
#include <cstdio>
#include <memory>
#include <optional>
#include <set>

namespace locascope {

namespace {

struct SnapshotRequest {
    std::filesystem::path plate;
    PlateNaming naming;
    std::string sample;
    std::filesystem::path out;
    std::vector<std::string> channels;
    bool scaleBar = false;
    std::string saliency; ///< name or number of a class; empty: none
    std::filesystem::path model;
};

constexpr double saliencyOpacity = 0.6;

ClassIndex classNamed(const std::string& text) {
    const Vocabulary vocabulary = humanProteinAtlasVocabulary();
    if (const auto found = vocabulary.find(text)) {
        return *found;
    }
    for (const LabelClass& one : vocabulary.classes()) {
        if (std::to_string(toIndex(one.index)) == text) {
            return one.index;
        }
    }
    throw CLI::ValidationError("--saliency", text + " is neither the name nor the number of a class (0 to 27)");
}

/// How many fields the plate's contrast is taken from.
constexpr std::size_t contrastFields = 16;

using Texts = std::vector<std::pair<std::string, std::string>>;

const Sample& requireSample(const Plate& plate, const std::string& name) {
    const std::vector<std::string> ids = csvIds(plate);
    for (std::size_t i = 0; i < ids.size(); ++i) {
        if (ids[i] == name || plate.samples[i].id == name) {
            return plate.samples[i];
        }
    }
    throw Error(ErrorKind::NotFound, plate.root / name, "is no sample of the plate (locascope index lists them)");
}

DisplaySettings chosenDisplay(const std::vector<std::string>& channels) {
    DisplaySettings display = defaultDisplay();
    if (channels.empty()) {
        return display;
    }
    std::set<Stain> chosen;
    for (const std::string& name : channels) {
        const auto stain = stainOfKey(name) ? stainOfKey(name) : stainOfColourWord(name);
        if (!stain) {
            throw CLI::ValidationError("--channels", name + " is none of nucleus, protein, microtubules, reticulum");
        }
        chosen.insert(*stain);
    }
    for (const Stain stain : allStains) {
        display.stains[stain].visible = chosen.contains(stain);
    }
    return display;
}

LoadedSample requireImage(const Plate& plate, const Sample& sample, const LoadOptions& options = {}) {
    LoadedSample loaded = loadSample(plate, sample, options);
    if (!loaded.problems.empty()) {
        const Problem& problem = loaded.problems.front();
        throw problem.file.empty() ? Error(problem.kind, plate.root / sample.id, problem.cause + "; put the whole sample into the plate, or choose another")
                                   : Error(problem.kind, plate.root / problem.file, problem.cause);
    }
    return loaded;
}

/// One window per stain for the whole plate, pooled over evenly spaced fields of the same depth as the one shown.
void usePlateContrast(DisplaySettings& display, const Plate& plate, const ChannelStack& shown) {
    PerStain<Histogram> pooled;
    const std::size_t fields = std::min(contrastFields, plate.samples.size());
    const Progress progress = terminalProgress("contrast");
    for (std::size_t i = 0; i < fields; ++i) {
        const LoadedSample field = loadSample(plate, plate.samples[i * plate.samples.size() / fields]);
        for (const Stain stain : allStains) {
            if (!field.stack.planes[stain].isEmpty() && field.stack.bits == shown.bits) {
                pooled[stain].add(field.stack.planes[stain]);
            }
        }
        if (progress) {
            progress(i + 1, fields);
        }
    }
    for (const Stain stain : allStains) {
        if (pooled[stain].total() == 0 && !shown.planes[stain].isEmpty()) {
            pooled[stain].add(shown.planes[stain]);
        }
        if (pooled[stain].total() > 0) {
            display.stains[stain].window = plateWindow(pooled[stain], defaultClip()[stain]);
        }
    }
}

std::string windowText(const StainDisplay& stain) {
    char text[96];
    std::snprintf(text, sizeof text, "#%02x%02x%02x, %g to %g, gamma %g, gain %g", stain.colour.red, stain.colour.green, stain.colour.blue,
                  stain.window.minimum, stain.window.maximum, stain.window.gamma, stain.gain);
    return text;
}

/// Draws where the model looked for a class, and says so in `texts`.
void drawSaliency(const SnapshotRequest& request, const CommandContext& context, const ChannelStack& stack, ClassIndex index, const Viewport& whole,
                  std::vector<std::uint32_t>& pixels, Texts& texts) {
    const OpenedModel model = openModel(request.model, "auto", context);
    const InputTensor input = preprocess(stack, model.card().input);
    const float probability = model.engine->predict({&input, 1}).front().at(toIndex(index));
    const SaliencyMap map = model.engine->explain(input, "snapshot", index);
    overlayHeatMap(map, stack.width, stack.height, whole, saliencyOpacity, pixels.data(), static_cast<std::size_t>(stack.width) * sizeof(std::uint32_t));
    char text[128];
    std::snprintf(text, sizeof text, "Grad-CAM, class %zu, probability %.3f, model %s", toIndex(index), probability, model.card().modelDigest.substr(0, 16).c_str());
    texts.emplace_back("Saliency", text);
}

Texts description(const Sample& sample, const DisplaySettings& display, const ChannelStack& stack) {
    Texts texts = {{"Software", "Locascope " LOCASCOPE_VERSION}, {"Title", sample.id}};
    for (const Stain stain : allStains) {
        if (display.stains[stain].visible && !stack.planes[stain].isEmpty()) {
            texts.emplace_back(stainKey(stain), windowText(display.stains[stain]));
        }
    }
    return texts;
}

void runSnapshot(const SnapshotRequest& request, const CommandContext& context) {
    const LabelSet explained = request.saliency.empty() ? LabelSet() : LabelSet{classNamed(request.saliency)};
    DisplaySettings display = chosenDisplay(request.channels);
    Plate plate = scanNamedPlate(request.plate, request.naming, context);
    const Sample& sample = requireSample(plate, request.sample);
    if (request.scaleBar && !sample.pixelSizeUm) {
        throw std::runtime_error("the pixel size of " + sample.id + " is not known, so that no scale bar can be drawn; leave out --scale-bar");
    }
    const LoadedSample loaded = requireImage(plate, sample);
    usePlateContrast(display, plate, loaded.stack);

    const int width = loaded.stack.width;
    const int height = loaded.stack.height;
    const std::size_t bytesPerLine = static_cast<std::size_t>(width) * sizeof(std::uint32_t);
    std::vector<std::uint32_t> pixels(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    const Viewport whole{.left = 0, .top = 0, .scale = 1, .width = width, .height = height};
    compositeView(loaded.stack, display, whole, pixels.data(), bytesPerLine);
    Texts texts = description(sample, display, loaded.stack);
    for (const ClassIndex index : explained.classes()) {
        drawSaliency(request, context, loaded.stack, index, whole, pixels, texts);
    }
    if (request.scaleBar) {
        drawScaleBar(pixels.data(), width, height, bytesPerLine, *sample.pixelSizeUm);
    }
    writeFile(request.out, encodeColourPng(pixels.data(), width, height, bytesPerLine, texts));
}

} // namespace

void addSnapshotCommand(CLI::App& app, const CommandContext& context) {
    const auto request = std::make_shared<SnapshotRequest>();
    CLI::App* command = app.add_subcommand("snapshot", "a picture of one sample as PNG");
    command->add_option("PLATE", request->plate, "directory of images")->required();
    addNamingOptions(*command, request->naming);
    command->add_option("SAMPLE", request->sample, "its id, as locascope index prints it")->required();
    command->add_option("--out", request->out, "the PNG to write")->required();
    command->add_option("--channels", request->channels, "stains to show, separated by commas: nucleus, protein, microtubules, reticulum")->delimiter(',');
    command->add_flag("--scale-bar", request->scaleBar, "draw a scale bar; needs a known pixel size");
    command->add_option("--saliency", request->saliency, "name or number of a class: draw where the model looked for it");
    command->add_option("--model", request->model, "card, weights or name of a model; without it the one that came with the program");
    command->callback([request, context] { runSnapshot(*request, context); });
}

} // namespace locascope
