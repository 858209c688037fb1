#include "app/commands/commands.h"

#include "app/scalebar.h"
#include "app/snapshotfigure.h"
#include "app/snapshottexts.h"
#include "core/files/writefile.h"
#include "core/imaging/encode.h"
#include "core/imaging/rawimage.h"

#include <algorithm>
#include <cmath>
#include <memory>

namespace locascope {

namespace {

constexpr double saliencyOpacity = 0.6;

Bytes rawCounts(const SnapshotRequest& request, const SnapshotFields& snapshot) {
    const SnapshotField& field = snapshot.fields.front();
    RawCrop crop{.part = field.crop, .stains = {}, .colours = {}, .software = "Locascope " LOCASCOPE_VERSION};
    for (const Stain stain : allStains) {
        crop.colours[stain] = defaultDisplay().stains[stain].colour;
        if (!request.channels || (*request.channels)[stain]) {
            crop.stains.push_back(stain);
        }
    }
    return encodeRawTiff(rawCrop(snapshot.plate, snapshot.sample(field), field.stack, crop));
}

/// The field alone, pixel for pixel unless --pixels says otherwise.
Bytes picture(const SnapshotRequest& request, const SnapshotFields& snapshot) {
    const SnapshotField& field = snapshot.fields.front();
    const int longest = std::max(field.crop.width, field.crop.height);
    const double scale = request.typed.pixels > 0 ? static_cast<double>(request.typed.pixels) / longest : 1;
    const int width = std::max(1, static_cast<int>(std::lround(field.crop.width * scale)));
    const int height = std::max(1, static_cast<int>(std::lround(field.crop.height * scale)));
    const std::size_t bytesPerLine = static_cast<std::size_t>(width) * sizeof(std::uint32_t);
    std::vector<std::uint32_t> pixels(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    const Viewport view{.left = static_cast<double>(field.crop.x),
                        .top = static_cast<double>(field.crop.y),
                        .scale = static_cast<double>(width) / field.crop.width,
                        .width = width,
                        .height = height};
    compositeView(field.stack, snapshot.display, view, pixels.data(), bytesPerLine);
    if (request.saliency) {
        overlayHeatMap(field.verdict.saliency, field.stack.fullWidth, field.stack.fullHeight, view, {heatColours(), saliencyOpacity}, pixels.data(), bytesPerLine);
    }
    if (request.typed.scaleBar) {
        const PixelSize size = pixelSizeOf(snapshot.plate, snapshot.sample(field)).value();
        drawScaleBar(pixels.data(), width, height, bytesPerLine, {size.micrometres / view.scale, size.isEntered});
    }
    return encodeColourPng(pixels.data(), width, height, bytesPerLine, snapshotTexts(request, snapshot));
}

void runSnapshot(const SnapshotArguments& arguments, const CommandContext& context) {
    SnapshotRequest request = understood(arguments);
    SnapshotFields snapshot = chosenFields(request, context);
    if (!arguments.saliency.empty()) {
        request.saliency = classNamed(arguments.saliency, snapshot.vocabulary);
    }
    requirePossible(request, snapshot);
    readFields(snapshot, request, context);
    switch (request.kind) {
    case SnapshotKind::RawCounts: return writeFile(request.typed.out, rawCounts(request, snapshot));
    case SnapshotKind::Picture: return writeFile(request.typed.out, picture(request, snapshot));
    default: return writeFile(request.typed.out, figureFile(request, snapshot, context));
    }
}

void addContent(CLI::App& command, SnapshotArguments& typed) {
    command.add_option("--channels", typed.channels, "stains to show, separated by commas: nucleus, protein, microtubules, reticulum")->delimiter(',')->allow_extra_args(false);
    command.add_option("--crop", typed.crop, "X,Y,WIDTH,HEIGHT in pixels of the image: that part alone");
    command.add_option("--range", typed.ranges, "STAIN=MIN-MAX[,GAMMA] in raw counts, once for each stain; without it the plate's own")->allow_extra_args(false);
    command.add_flag("--panel", typed.panel, "a row of each sample: every stain alone, then all together");
    command.add_flag("--grey", typed.grey, "stains that are shown alone in grey instead of in their colours");
    command.add_option("--pixels", typed.pixels, "of the longer side of a picture; without it as the image has them, in a panel at most 1024")->check(CLI::Range(1, 16384));
}

void addSayings(CLI::App& command, SnapshotArguments& typed) {
    command.add_flag("--scale-bar", typed.scaleBar, "draw a scale bar; needs a known pixel size");
    command.add_flag("--captions", typed.captions, "names and ranges below a PNG, as PDF, SVG, panels and several samples always have them");
    command.add_flag("--labels", typed.labels, "in the captions, what the review says of each sample, and the antibody of its sheet");
    command.add_flag("--probabilities", typed.probabilities, "in the captions, the classes that the model finds");
    command.add_option("--saliency", typed.saliency, "name or number of a class: draw where the model looked for it");
    command.add_option("--model", typed.model, "card, weights or name of a model; without it the one that came with the program");
    command.add_option("--review", typed.review, "file, or postgresql:// address, that holds the review of the plate, for --labels");
    command.add_option("--reviewer", typed.reviewer, "a reviewer's name, or consensus, for --labels; without it the truth");
}

} // namespace

void addSnapshotCommand(CLI::App& app, const CommandContext& context) {
    const auto typed = std::make_shared<SnapshotArguments>();
    CLI::App* command = app.add_subcommand("snapshot", "a picture or figure of samples as PNG, PDF or SVG, or their raw counts as TIFF");
    command->add_option("PLATE", typed->plate, "directory of images")->required();
    addNamingOptions(*command, typed->naming);
    command->add_option("SAMPLE", typed->samples, "its id, as locascope index prints it; several make a figure")->required();
    command->add_option("--out", typed->out, "the file to write; its end says what it is: .png, .tif, .pdf or .svg")->required();
    addContent(*command, *typed);
    addSayings(*command, *typed);
    command->callback([typed, context] { runSnapshot(*typed, context); });
}

} // namespace locascope
