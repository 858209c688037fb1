#pragma once

#include "core/onnx/onnxgraph.h"

namespace locascope {

/// What an ONNX file may leave open.
struct OnnxWish {
    int channels = 4;
    int width = 0;   ///< 0: as the file says
    int height = 0;
    std::size_t classes = 0;
    std::string output; ///< name of the one to take; empty: one that is called "classes", else the first of as many values as there are classes
};

/// What the graph does last to the numbers that are taken.
enum class OnnxEnding {
    Open,    ///< nothing that says what they are
    Sigmoid, ///< left out of the script, whose results are logits
    Softmax, ///< kept: probabilities
};

struct ScriptTensor {
    std::string name; ///< of the attribute: p0, p1, …
    SharedTensor tensor;
    bool trainable = false; ///< else a buffer
};

/// A graph as TorchScript.
struct OnnxScript {
    std::string source; ///< of forward(self, x): x is images × channels × height × width, float, any number of images; gives images × classes, float; and of features(self, x), where there are any
    std::vector<ScriptTensor> tensors;
    int width = 0;
    int height = 0;
    std::string output; ///< the name of what is taken
    OnnxEnding ending = OnnxEnding::Open;
    std::size_t features = 0; ///< how many numbers an image features(x) gives, images × features, float; 0: there is no such method
};

/// Writes the graph as TorchScript source, one line a node, with all sizes but the number of images fixed. No text of the file gets into the source. Where the graph has one input per
/// channel, the first is the first channel of x. A further output called "features", of one vector an image, becomes the method of that name. Shapes are followed through all nodes, and what depends on nothing else is computed here.
/// Errors: Unsupported ("the operator X of node Y is not supported", or what of it), Invalid (nodes that do not fit together), Mismatch (no output of that many classes, other channels),
/// TooLarge. `file` is for errors.
OnnxScript onnxScript(const OnnxGraph& graph, const OnnxWish& wish, const std::filesystem::path& file);

} // namespace locascope
