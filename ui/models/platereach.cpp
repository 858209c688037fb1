#include "ui/models/platereach.h"

#include "ui/models/onthreadof.h"

#include <algorithm>
#include <mutex>
#include <thread>
#include <utility>

namespace locascope {

struct PlateReach::Line {
    std::mutex mutex;
    PlateReach* reach = nullptr; ///< null once it is gone
};

bool isThere(const PlateLandmarks& plate) {
    std::error_code error;
    if (!std::filesystem::is_directory(plate.root, error))
        return false;
    return plate.files.empty() || std::any_of(plate.files.begin(), plate.files.end(), [&](const std::filesystem::path& file) { return std::filesystem::exists(file, error); });
}

PlateReach::PlateReach(Question question, QObject* parent) : QObject(parent), m_question(std::move(question)), m_line(std::make_shared<Line>()) {
    m_line->reach = this;
    m_timer.setInterval(everyMilliseconds);
    connect(&m_timer, &QTimer::timeout, this, &PlateReach::ask);
}

PlateReach::~PlateReach() {
    const std::lock_guard lock(m_line->mutex);
    m_line->reach = nullptr;
}

void PlateReach::watch(PlateLandmarks plate) {
    ++m_number;
    m_plate = std::move(plate);
    m_asked.invalidate();
    m_isReachable = true;
    if (m_plate.root.empty() || !m_question)
        m_timer.stop();
    else
        m_timer.start();
}

void PlateReach::ask() {
    if (m_asked.isValid()) {
        if (m_asked.hasExpired(patienceMilliseconds))
            settle(false);
        return;
    }
    m_asked.start();
    std::thread([line = m_line, question = m_question, plate = m_plate, number = m_number] {
        const bool answer = question(plate);
        const std::lock_guard lock(line->mutex);
        if (line->reach)
            onThreadOf(line->reach, [reach = line->reach, number, answer] { reach->take(number, answer); });
    }).detach();
}

void PlateReach::take(int number, bool answer) {
    if (number != m_number)
        return;
    m_asked.invalidate();
    settle(answer);
}

void PlateReach::settle(bool reachable) {
    if (std::exchange(m_isReachable, reachable) != reachable)
        emit changed(reachable);
}

} // namespace locascope
