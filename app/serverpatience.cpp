#include "app/serverpatience.h"

#include "core/store/serverwait.h"

#include <condition_variable>
#include <mutex>

namespace locascope {

ServerPatience::ServerPatience(std::chrono::milliseconds longest) {
    m_watch = std::jthread([longest, wait = ServerWait::ofThisThread()](const std::stop_token& over) {
        constexpr auto tick = std::chrono::milliseconds(200);
        std::mutex mutex;
        std::condition_variable_any until;
        std::unique_lock lock(mutex);
        while (!until.wait_for(lock, over, tick, [&] { return over.stop_requested(); })) {
            if (wait->duration().value_or(std::chrono::milliseconds(0)) > longest) {
                wait->cut();
            }
        }
    });
}

} // namespace locascope
