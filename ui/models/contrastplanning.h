#pragma once

#include "ui/models/contrastbook.h"
#include "ui/models/decodingthreads.h"
#include "ui/models/fieldpool.h"
#include "ui/models/platesnapshot.h"
#include "ui/models/sessionparts.h"

#include <QObject>
#include <QTimer>

#include <cstddef>
#include <memory>
#include <vector>

namespace locascope {

/// Finds the windows of a plate (INTERACTION.md, 3): from 16 evenly spaced samples at once, then from 500 or all of them in the background.
/// A field that is read for another purpose meanwhile is not read again, and neither is one of the 16 for the 500. Signals arrive on the thread this lives on.
class ContrastPlanning final : public QObject {
    Q_OBJECT
public:
    /// `fields` says what it wants to those who read images.
    ContrastPlanning(const SessionParts& parts, DecodingThreads& threads, std::shared_ptr<WantedFields> fields = std::make_shared<WantedFields>(),
                     QObject* parent = nullptr);
    ~ContrastPlanning() override;

    void start(PlateReference plate);
    /// Only the second, with a clip of one's own: `refined` is the answer.
    void measure(PlateReference plate, const PerStain<double>& clip);
    /// Whether the second part of start() may read now; else it is made of what others read, until it may. It may at first. What measure() was asked for does not wait.
    void letRefine(bool may);
    /// Nothing more is said of the plate before.
    void stop();
    /// The fields that are still to be read in the background. Who is about to read the whole plate begins with them: so they are read once.
    std::vector<std::size_t> outstanding() const;

    static constexpr std::size_t firstFields = 16;
    static constexpr std::size_t refinedFields = 500;
    /// After so long the first windows are made from what was read by then.
    static constexpr int firstMilliseconds = 1600;

signals:
    void planned(const locascope::PlateContrast& contrast);
    /// To be stored; final. Without windows where nothing could be read.
    void refined(const locascope::PlateContrast& contrast);
    void progressed(std::size_t done, std::size_t total);

private:
    /// Fields that are being counted.
    struct Part {
        std::shared_ptr<FieldPool> pool; ///< null: none
        int number = 0;                  ///< its own
        std::size_t done = 0;
        std::size_t total = 0;
    };

    Part begun(const std::vector<std::size_t>& fields);
    void tellFields();
    void submit(Lane lane, const Part& part);
    DecodingThreads::Job pooling(std::size_t sample, const std::shared_ptr<FieldPool>& pool) const;
    void counted(int number);
    void finishFirst();
    void finishAll();

    SessionParts m_parts;
    DecodingThreads& m_threads;
    std::shared_ptr<WantedFields> m_fields; ///< never null
    PlateReference m_plate;
    PerStain<double> m_clip = defaultClip();
    int m_numbers = 0;
    Part m_first; ///< fields that are also among m_all
    Part m_all;   ///< read once m_first is done
    bool m_mayRefine = true;
    bool m_isAskedFor = false; ///< by measure()
    QTimer m_deadline;
};

/// `count` indices spread evenly over 0 … size − 1, ascending; all of them where there are no more.
std::vector<std::size_t> evenlySpaced(std::size_t size, std::size_t count);

} // namespace locascope
