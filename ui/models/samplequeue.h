#pragma once

#include "core/review/reviewqueue.h"
#include "ui/models/predicted.h"
#include "ui/models/sharedcolumn.h"
#include "ui/models/shownlist.h"
#include "ui/models/taskthread.h"

#include <QObject>
#include <QString>

#include <cstddef>
#include <functional>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

namespace locascope {

class Session;

/// Labels and predictions of a plate at one moment, for another thread.
struct QueueSnapshot {
    std::size_t samples = 0;
    std::vector<std::pair<int, Decision>> decisions; ///< outcome and classes alone
    SharedColumn<Predicted> predictions;
    std::vector<double> thresholds;
    bool atLeastOne = false;
    std::vector<std::size_t> groups; ///< of each sample: its antibody, else its well, else itself; empty: not known yet
    std::vector<char> aside;         ///< of each sample, with groups: 1, its label is not learnt from, since a sibling was drawn by lot to judge models by; 2, it was drawn and nothing is said of it
};

/// Why a queue cannot be made now.
enum class QueueHindrance {
    None,
    NoPlate,
    NoModel,       ///< it needs predictions, and nothing predicts
    Hidden,        ///< it would tell what is hidden from this reviewer
    NotDrawn,      ///< nothing was drawn yet
    NotAssigned,   ///< nothing is assigned to this reviewer
    SameClasses,   ///< no class was split or merged
    MayNotPropose, ///< it would tell what a model says that may not propose on this plate
    LearntLabels,  ///< the model has learnt the labels of this plate, and would find them all right
    NoFeatures,    ///< nothing of the plate, or not the current sample, has features
};

/// What to look at next, by a strategy: a list that the gallery shows, with a reason for each sample. It is computed once, on a thread of its own, and stays as it is while decisions and predictions come; a queue that is started again
/// is another one. Lives on the session's thread; every answer comes later on it, and none of another plate.
class SampleQueue final : public QObject {
    Q_OBJECT
public:
    using Snapshot = std::function<QueueSnapshot()>;
    SampleQueue(Session& session, Snapshot snapshot, QObject* parent = nullptr);
    ~SampleQueue() override;

    QueueHindrance hindrance(QueueStrategy strategy) const;
    /// Computes it, shows it under `name` in place of any before and goes to its first sample; `nothingFound` where it is empty. Nothing happens where something hinders it. Near is near the current sample; of Audit it is what was drawn.
    void start(QueueStrategy strategy, const QString& name);

    bool isShown() const { return m_list.isShown(); }
    std::optional<QueueStrategy> strategy() const;     ///< of the one that is shown
    bool holds(int sampleIndex) const { return isShown() && m_places.contains(sampleIndex); }
    const QueueReason* reason(int sampleIndex) const;  ///< null: it is not in the queue that is shown, or reasons are hidden
    std::size_t size() const { return m_queue.entries.size(); }
    std::size_t predicted() const { return m_predicted; } ///< samples of the plate with a prediction (or features) when it was computed
    std::size_t folds() const { return m_folds; } ///< of SecondLook: parts of the labels, each judged by what the others taught; 0: judged by the model's own predictions
    const std::vector<ClassConfidence>& passedOver() const { return m_queue.passedOver; }
    void goBack() { m_list.goBack(); }                 ///< to the filter and order before

signals:
    void shownChanged(); ///< another queue is there, or none any more
    void nothingFound(locascope::QueueStrategy strategy);

private:
    struct Found {
        ReviewQueue queue;
        std::size_t predicted = 0;
        std::size_t folds = 0;
    };
    void compute(QueueStrategy strategy, const QString& name, QueueSnapshot known, std::size_t folds = 0);
    void lookTwice(const QString& name);
    void spread(const QString& name);
    void findNear(const QString& name);
    void takeDrawn(const QString& name);
    void takeAssigned(const QString& name);
    void takeConflicts(const QString& name);
    void takeUnclear(const QString& name);
    void takeQuestions(QueueStrategy strategy, const QString& name);
    bool isWanted(int asked, const void* plate) const;
    void hideOrderOfPlate(ReviewQueue& queue) const;
    void take(Found found, const QString& name);
    void followArrangement();

    Session& m_session;
    Snapshot m_snapshot;
    int m_asked = 0;
    ShownList m_list;
    ReviewQueue m_queue;
    std::unordered_map<int, std::size_t> m_places; ///< of samples in the queue
    std::size_t m_predicted = 0, m_folds = 0;
    TaskThread m_thread;
};

} // namespace locascope
