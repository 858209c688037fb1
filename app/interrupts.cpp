#include "app/interrupts.h"

#include <chrono>
#include <csignal>
#include <thread>

namespace locascope {

namespace {

// A handler may touch nothing else.
volatile std::sig_atomic_t isInterrupted = 0;

void noteInterrupt(int number) {
    isInterrupted = 1;
    std::signal(number, SIG_DFL); // the next one ends the process
}

void handleInterruptsWith(void (*handler)(int)) {
    for (const int number : {SIGINT, SIGTERM}) {
        std::signal(number, handler);
    }
}

void passOn(const std::stop_token& over, std::stop_source stop) {
    constexpr auto tick = std::chrono::milliseconds(50);
    while (!over.stop_requested() && isInterrupted == 0) {
        std::this_thread::sleep_for(tick);
    }
    if (isInterrupted != 0) {
        stop.request_stop();
    }
}

} // namespace

StopOnInterrupt::StopOnInterrupt() {
    isInterrupted = 0;
    handleInterruptsWith(noteInterrupt);
    m_waiting = std::jthread(passOn, m_stop);
}

StopOnInterrupt::~StopOnInterrupt() {
    m_waiting.request_stop();
    m_waiting.join();
    handleInterruptsWith(SIG_DFL);
}

} // namespace locascope
