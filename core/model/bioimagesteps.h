#pragma once

#include "core/model/inputsteps.h"
#include "core/model/rdfvalue.h"

#include <optional>
#include <string>
#include <vector>

namespace locascope {

/// What of a tensor its steps of processing must know.
struct ProcessedTensor {
    std::string name;            ///< other tensors may be named by reference_tensor
    std::size_t channels = 0;
    bool isOld = false;          ///< format 0.4: axes are letters, and values lie along those that are left out
};

/// The steps of `preprocessing`, in order. What changes nothing (ensure_dtype of a floating-point type) is left out. Error Unsupported names what is not known, Invalid the line.
std::vector<InputStep> readBioimageSteps(const RdfValue& list, const ProcessedTensor& tensor);

/// What follows the weights of a classifier.
struct BioimageEnding {
    bool sigmoid = false;
    std::optional<double> above;
};
/// The steps of `postprocessing`: a sigmoid, clipping that leaves probabilities as they are, and at last a binarisation. Errors as above.
BioimageEnding readBioimageEnding(const RdfValue& list, const ProcessedTensor& tensor);

} // namespace locascope
