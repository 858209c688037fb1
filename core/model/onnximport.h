#pragma once

#include "core/files/readfile.h"
#include "core/model/modelcard.h"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace locascope {

/// What the user says of an ONNX file.
struct OnnxImportOptions {
    std::size_t channels = stainCount; ///< in the order of the card's stains
    std::size_t classes = 0;
    int width = 0;                     ///< 0: as the file says
    int height = 0;
    std::string output;                ///< name of the output to take; empty: one called "classes", else the first of as many values as there are classes
    std::optional<OutputKind> gives;   ///< where the graph's last node does not tell; else logits
};

/// What became of it. A sigmoid at the end is left out, so that there are logits to explain and to train.
struct ImportedModel {
    Bytes weights; ///< TorchScript, not yet written anywhere
    int width = 0;
    int height = 0;
    OutputKind gives = OutputKind::Logits;
    bool sigmoidLeftOut = false;
    std::string output;              ///< name of the one that was taken
    std::vector<std::string> inputs; ///< names: one, or one per channel
    std::map<std::string, std::string> provenance; ///< of the file: onnx_digest, onnx_producer, onnx_opset, onnx_output; onnx_features where the weights have a method features(x)
};

} // namespace locascope
