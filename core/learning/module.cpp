#include "core/learning/torchlearning.h"
#include "core/learning/triedshape.h"
#include "core/model/learningmodule.h"

// What loadLearningModule and shapeOfWeights look up. The caller owns what locascopeMakeLearning returns.
extern "C" {
__attribute__((visibility("default"))) int locascopeLearningAbi() { return locascope::learningAbiVersion; }
__attribute__((visibility("default"))) locascope::Learning* locascopeMakeLearning() {
    return locascope::makeTorchLearning().release();
}
__attribute__((visibility("default"))) void locascopeShapeOfWeights(const std::filesystem::path& weights, locascope::WeightsShape& shape) { shape = locascope::triedShape(weights); }
}
