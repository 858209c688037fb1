#include "core/learning/torchlearning.h"
#include "core/model/learningmodule.h"

// What loadLearningModule looks up. The caller owns what locascopeMakeLearning returns.
extern "C" {
__attribute__((visibility("default"))) int locascopeLearningAbi() { return locascope::learningAbiVersion; }
__attribute__((visibility("default"))) locascope::Learning* locascopeMakeLearning() {
    return locascope::makeTorchLearning().release();
}
}
