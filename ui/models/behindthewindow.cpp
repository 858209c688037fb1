#include "ui/models/behindthewindow.h"

#ifdef __linux__
#include <sys/resource.h>
#include <unistd.h>
#endif

namespace locascope {

void goBehindTheWindow() {
#ifdef __linux__
    constexpr int nicer = 5; // a third of the window's share of a contended core
    static_cast<void>(setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), getpriority(PRIO_PROCESS, 0) + nicer));
#endif
}

} // namespace locascope
