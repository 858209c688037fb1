#pragma once

#include "core/model/engine.h"
#include "core/plate/plate.h"

#include <filesystem>
#include <string>

namespace locascope {

enum class SaliencyFormat {
    Png, ///< 16-bit grey
    Tiff ///< the same as OME-TIFF that tells sample, class, method, model and pixel size
};

/// Of what a map is.
struct SaliencySubject {
    const Plate& plate;
    const Sample& sample;
    const ModelCard& card;
    ClassIndex index{};
    SaliencyMethod method = SaliencyMethod::GradCam;
};

/// The model's default where `key` is empty. Error Unsupported: none that the model offers; names those that it does.
SaliencyMethod chosenSaliencyMethod(Engine& engine, const std::string& key, const std::filesystem::path& card);

/// `map`: 16 bits, of the image's size. Errors as encodeGreyPng.
Bytes encodedSaliency(SaliencyFormat format, const SaliencySubject& subject, Plane map);

} // namespace locascope
