#include "ui/models/plateopening.h"

#include "core/plate/platerecord.h"
#include "ui/models/onthreadof.h"

#include <atomic>
#include <chrono>
#include <utility>

namespace locascope {

PlateOpening::PlateOpening(const SessionParts& parts, MemoryFile memoryOf, QObject* parent)
    : QObject(parent)
    , m_parts(parts)
    , m_memoryOf(std::move(memoryOf)) {}

PlateOpening::~PlateOpening() = default;

void PlateOpening::answer(int opening, std::function<void()> emission) {
    onThreadOf(this, [this, opening, emission = std::move(emission)] {
        if (opening == m_opening)
            emission();
    });
}

Progress PlateOpening::progressOf(int opening, const char* step) {
    auto last = std::make_shared<std::atomic<std::int64_t>>(0);
    return [this, opening, step, last](std::size_t done, std::size_t total) {
        using namespace std::chrono;
        const std::int64_t now = duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
        std::int64_t before = last->load();
        if ((now - before < 100 && done != total) || !last->compare_exchange_strong(before, now))
            return;
        answer(opening, [this, step, done, total] { emit progressed(QString::fromLatin1(step), done, total); });
    };
}

void PlateOpening::guarded(int opening, const std::filesystem::path& root, const std::function<void()>& work) {
    const auto report = [&](const Error& error) { answer(opening, [this, error] { emit failed(error); }); };
    try {
        work();
    } catch (const Error& error) {
        report(error);
    } catch (const std::exception& exception) {
        report(Error(ErrorKind::ReadFailed, root, exception.what()));
    }
}

std::optional<Plate> PlateOpening::recalled(const std::filesystem::path& root, Names names) {
    return names == Names::Recalled && m_parts.recall ? m_parts.recall(root) : std::nullopt;
}

void PlateOpening::open(const std::filesystem::path& root, Names names) {
    const int opening = ++m_opening;
    m_thread.replaceAll([this, opening, root, names](std::stop_token stop) {
        guarded(opening, root, [&] {
            std::optional<Plate> known = recalled(root, names);
            m_isRecalled = known.has_value();
            auto plate = std::make_shared<const PlateSnapshot>(known ? std::move(*known) : m_parts.scan(root, progressOf(opening, "scan"), stop));
            const PlateMemory memory = readPlateMemory(m_memoryOf(plate->plate.root));
            if (!stop.stop_requested())
                answer(opening, [this, plate, memory] { emit scanned(plate, memory); });
        });
    });
}

bool PlateOpening::isAsRecalled(int opening, const Plate& recalled, std::stop_token stop) {
    try {
        const Plate scanned = m_parts.scan(recalled.root, progressOf(opening, "index"), stop);
        if (stop.stop_requested() || isSamePlate(scanned, recalled))
            return true;
        if (m_parts.keepForRecall)
            m_parts.keepForRecall(scanned);
        return false;
    } catch (const Error&) {
        return true; // it went meanwhile: its headers tell
    }
}

void PlateOpening::inspect(PlateReference scannedPlate) {
    const int opening = m_opening;
    m_thread.post([this, opening, before = std::move(scannedPlate)](std::stop_token stop) {
        guarded(opening, before->plate.root, [&] {
            const bool isKept = std::exchange(m_isRecalled, false);
            if (isKept && !isAsRecalled(opening, before->plate, stop)) {
                answer(opening, [this] { emit changedSinceRecalled(); });
                return;
            }
            Plate copy = before->plate;
            m_parts.inspect(copy, progressOf(opening, "index"), stop);
            if (stop.stop_requested())
                return;
            auto after = std::make_shared<const PlateSnapshot>(std::move(copy), *before);
            answer(opening, [this, after] { emit inspected(after); });
            const std::string fingerprint = m_parts.fingerprint(after->plate);
            answer(opening, [this, fingerprint] { emit identified(fingerprint); });
            if (!isKept && m_parts.keepForRecall)
                m_parts.keepForRecall(before->plate);
        });
    });
}

} // namespace locascope
