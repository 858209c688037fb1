#pragma once

#include "core/files/error.h"
#include "ui/models/platememory.h"
#include "ui/models/platesnapshot.h"
#include "ui/models/sessionparts.h"
#include "ui/models/taskthread.h"

#include <QObject>

#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>

namespace locascope {

/// Opens a plate on a thread of its own, in three steps: names, so that the first image can be shown; headers; fingerprint. Names are recalled where the plate seems to be as it was
/// (SessionParts::recall); then they are read behind the first image, and where they tell otherwise, that is said and nothing more follows.
/// Opening another plate stops the one before, whose answers are then dropped. Answers arrive on the thread this lives on.
class PlateOpening final : public QObject {
    Q_OBJECT
public:
    /// `memoryOf` names the file with the PlateMemory of a plate.
    using MemoryFile = std::function<std::filesystem::path(const std::filesystem::path& root)>;
    PlateOpening(const SessionParts& parts, MemoryFile memoryOf, QObject* parent = nullptr);
    ~PlateOpening() override;

    enum class Names { Recalled, Read };
    void open(const std::filesystem::path& root, Names names = Names::Recalled);
    /// Reads the headers of what was scanned, then makes the fingerprint. Called once the first image is there, which comes first.
    void inspect(PlateReference scanned);

signals:
    void scanned(const locascope::PlateReference& plate, const locascope::PlateMemory& memory);
    void inspected(const locascope::PlateReference& plate);
    void identified(const std::string& fingerprint);
    void changedSinceRecalled(); ///< to be opened anew, its names read
    void failed(const locascope::Error& error);
    void progressed(const QString& step, std::size_t done, std::size_t total);

private:
    /// Emits on the window's thread, unless another plate was opened meanwhile.
    void answer(int opening, std::function<void()> emission);
    Progress progressOf(int opening, const char* step);
    void guarded(int opening, const std::filesystem::path& root, const std::function<void()>& work);

    std::optional<Plate> recalled(const std::filesystem::path& root, Names names);
    bool isAsRecalled(int opening, const Plate& recalled, std::stop_token stop);

    SessionParts m_parts;
    MemoryFile m_memoryOf;
    int m_opening = 0;
    bool m_isRecalled = false; ///< the thread's
    TaskThread m_thread;
};

} // namespace locascope
