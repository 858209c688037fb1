#include "app/snapshottexts.h"

#include "app/snapshotfigure.h"

#include <algorithm>
#include <cstdio>

namespace locascope {

namespace {

/// Stains are added somewhere, each in its colour.
bool showsComposite(const SnapshotRequest& request, const SnapshotFields& snapshot) {
    const std::vector<FigurePane> panes = snapshotPanes(request, snapshot);
    return snapshot.display.mode == DisplayMode::Composite
           && std::any_of(panes.begin(), panes.end(), [](const FigurePane& pane) { return pane.kind != FigurePane::Kind::Stain; });
}

/// "#00ff00, 12 to 1830, gamma 1, gain 0.8", "grey, 12 to 1830, gamma 1": gain where it counts, colour where it is seen.
std::string windowText(const SnapshotRequest& request, const SnapshotFields& snapshot, const StainDisplay& stain) {
    const bool inComposite = showsComposite(request, snapshot);
    const bool greyAlone = request.typed.grey && (request.typed.panel || snapshot.display.mode == DisplayMode::Greyscale);
    char colour[16] = "grey";
    if (inComposite || !greyAlone) {
        std::snprintf(colour, sizeof colour, "#%02x%02x%02x", stain.colour.red, stain.colour.green, stain.colour.blue);
    }
    char line[96];
    std::snprintf(line, sizeof line, "%s, %g to %g, gamma %g", colour, stain.window.minimum, stain.window.maximum, stain.window.gamma);
    std::string text = line;
    if (inComposite) {
        std::snprintf(line, sizeof line, ", gain %g", stain.gain);
        text += line;
    }
    return text + (inComposite && greyAlone ? ", alone in grey" : "");
}

std::string pixelSizeText(const PixelSize& size) {
    char line[64];
    std::snprintf(line, sizeof line, "%g micrometres%s", size.micrometres, size.isEntered ? ", entered" : "");
    return line;
}

/// "Grad-CAM, class 0, probability 0.931, model 01ab…"
std::string saliencyText(const SnapshotRequest& request, const SnapshotVerdict& verdict, const ModelCard& model) {
    char text[128];
    const std::size_t index = toIndex(*request.saliency);
    std::snprintf(text, sizeof text, "%s, class %zu, probability %.3f, model %s", std::string(saliencyMethodName(verdict.method)).c_str(), index, verdict.probabilities.at(index), model.modelDigest.substr(0, 16).c_str());
    return text;
}

} // namespace

std::vector<std::pair<std::string, std::string>> snapshotTexts(const SnapshotRequest& request, const SnapshotFields& snapshot) {
    const SnapshotField& first = snapshot.fields.front();
    std::vector<std::pair<std::string, std::string>> texts = {{"Software", "Locascope " LOCASCOPE_VERSION}};
    for (const SnapshotField& field : snapshot.fields) {
        texts.emplace_back("Title", snapshot.sample(field).id);
    }
    for (const Stain stain : allStains) {
        if (isShown(request, snapshot, stain)) {
            texts.emplace_back(stainKey(stain), windowText(request, snapshot, snapshot.display.stains[stain]));
        }
    }
    if (const std::string planes = planesText(snapshot.plate, snapshot.sample(first)); !planes.empty()) {
        texts.emplace_back("Planes", planes);
    }
    if (const auto size = pixelSizeOf(snapshot.plate, snapshot.sample(first))) {
        texts.emplace_back("Pixel size", pixelSizeText(*size));
    }
    if (request.crop) {
        texts.emplace_back("Crop", request.typed.crop);
    }
    if (request.saliency) {
        texts.emplace_back("Saliency", saliencyText(request, first.verdict, *snapshot.model));
    }
    if (snapshot.plate.simulated) {
        texts.emplace_back("Comment", "simulated images");
    }
    return texts;
}

} // namespace locascope
