#include "core/model/engine.h"

#include "core/files/error.h"

namespace locascope {

void Engine::usePlan(const ExecutionPlan& wanted) {
    if (wanted != plan())
        throw Error(ErrorKind::Unsupported, {}, "this engine runs its model in one way only: " + planText(plan()));
}

} // namespace locascope
