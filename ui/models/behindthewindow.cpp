#include "ui/models/behindthewindow.h"

#ifdef __linux__
#include <sys/resource.h>
#include <unistd.h>
#endif

namespace locascope {

namespace {

void beNicer([[maybe_unused]] int by) {
#ifdef __linux__
    static_cast<void>(setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), getpriority(PRIO_PROCESS, 0) + by));
#endif
}

} // namespace

void goBehindTheWindow() { beNicer(5); } // a third of the window's share of a contended core

void goBehindTheDecoding() { beNicer(10); } // and a third of theirs

} // namespace locascope
