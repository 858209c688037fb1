#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <filesystem>
#include <functional>
#include <memory>
#include <vector>

namespace locascope {

/// Where a plate lies, and some of the files that say that it is this plate.
struct PlateLandmarks {
    std::filesystem::path root;
    std::vector<std::filesystem::path> files; ///< absolute
};

/// Whether the directory is there with at least one of its landmarks. May take as long as a dead share does.
bool isThere(const PlateLandmarks& plate);

/// Asks every second whether a plate can be reached, each time on a thread that is left behind where the answer never comes. What does not answer within three
/// seconds cannot be reached, so that it is known within five. Functions and signals on the thread this lives on.
class PlateReach final : public QObject {
    Q_OBJECT
public:
    using Question = std::function<bool(const PlateLandmarks&)>;

    explicit PlateReach(Question question, QObject* parent = nullptr);
    ~PlateReach() override;

    /// From now on; an empty root: nothing. It then counts as reachable.
    void watch(PlateLandmarks plate);
    bool isReachable() const { return m_isReachable; }

    static constexpr int everyMilliseconds = 1000;
    static constexpr int patienceMilliseconds = 2900;

signals:
    void changed(bool reachable);

private:
    struct Line; ///< between this and the threads that ask

    void ask();
    void take(int number, bool answer);
    void settle(bool reachable);

    Question m_question;
    PlateLandmarks m_plate;
    std::shared_ptr<Line> m_line;
    QTimer m_timer;
    QElapsedTimer m_asked; ///< valid while an answer is due
    int m_number = 0;      ///< of the plate watched
    bool m_isReachable = true;
};

} // namespace locascope
