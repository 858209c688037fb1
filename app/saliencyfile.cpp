#include "app/saliencyfile.h"

#include "core/files/error.h"
#include "core/imaging/encode.h"
#include "core/imaging/rawimage.h"

#include <algorithm>

namespace locascope {

SaliencyMethod chosenSaliencyMethod(Engine& engine, const std::string& key, const std::filesystem::path& card) {
    const std::vector<SaliencyMethod> offered = engine.methods();
    if (offered.empty()) {
        throw Error(ErrorKind::Unsupported, card, "the model cannot be explained; leave out --saliency");
    }
    const auto wanted = key.empty() ? std::optional(offered.front()) : saliencyMethodOf(key);
    if (!wanted || std::find(offered.begin(), offered.end(), *wanted) == offered.end()) {
        throw Error(ErrorKind::Unsupported, card, "the model cannot be explained by " + key + "; it offers " + saliencyMethodKeys(offered));
    }
    return *wanted;
}

Bytes encodedSaliency(SaliencyFormat format, const SaliencySubject& subject, Plane map) {
    if (format == SaliencyFormat::Png) {
        return encodeGreyPng(map);
    }
    const std::string& name = subject.card.classes.at(toIndex(subject.index));
    RawImage image;
    image.pages.push_back({name, {255, 255, 255}, std::move(map)});
    image.name = subject.sample.id;
    image.software = "Locascope " LOCASCOPE_VERSION;
    if (const auto size = pixelSizeOf(subject.plate, subject.sample)) {
        image.pixelSizeUm = size->micrometres;
    }
    image.annotations = {{"saliency", std::string(saliencyMethodName(subject.method))}, {"class", name}, {"model", subject.card.modelDigest}};
    return encodeRawTiff(image);
}

} // namespace locascope
