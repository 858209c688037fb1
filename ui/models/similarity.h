#pragma once

#include "core/plate/labelset.h"
#include "core/similarity/featurememory.h"
#include "core/similarity/neighbours.h"
#include "core/similarity/outoffold.h"
#include "core/similarity/principalmap.h"
#include "core/similarity/spread.h"
#include "ui/models/classifierthread.h"
#include "ui/models/shownlist.h"
#include "ui/models/taskthread.h"

#include <QObject>
#include <QTimer>

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace locascope {

class Session;

/// Which samples look alike to the model: keeps the features of each that it has classified, in memory and in the cache directory, and asks a thread of its own for neighbours and the map. Lives on the session's thread; every
/// answer comes later on it, and none of another plate or model.
class Similarity final : public QObject {
    Q_OBJECT
public:
    enum class State {
        Hidden,     ///< from this reviewer
        NoModel,    ///< none is loaded, or predictions came from a file
        NoFeatures, ///< the model gives none
        NotYet,     ///< nothing was classified yet
        Some,       ///< of some samples
        All,
    };

    Similarity(Session& session, std::filesystem::path cacheDirectory, QObject* parent = nullptr);
    ~Similarity() override; ///< waits for what is to be written

    // For the session
    /// Forgets what it knew; of this plate and model from now on. `model` empty: none.
    void turnTo(FeatureSubject subject, std::size_t samples);
    void setModelGivesFeatures(bool gives);
    bool mayGiveFeatures() const { return m_given; }
    /// Takes from the cache what is there of these contents, then calls `then`, unless it was turned to something else.
    void restore(const std::vector<std::pair<int, std::string>>& contents, std::function<void()> then);
    void take(const std::vector<ClassifiedSample>& samples);
    void flush(); ///< writes what is new

    State state() const;
    bool knowsFeatures(int sample) const { return sample >= 0 && static_cast<std::size_t>(sample) < m_has.size() && m_has[static_cast<std::size_t>(sample)] != 0; }
    void setHidden(bool isHidden); ///< then nothing is found and nothing is shown; features are still gathered
    bool hasFeatures(int sample) const { return !m_isHidden && knowsFeatures(sample); }
    std::size_t count() const { return m_isHidden ? 0 : m_count; } ///< samples with features

    // The plate by similarity: an order of the gallery, until another one is chosen
    /// Shows all samples that have features, the most similar to `sample` first, as a list of this name. Nothing happens without features of it.
    void showLike(int sample, const QString& name);
    bool isShown() const { return m_list.isShown(); } ///< that list is what the gallery shows
    int shownLike() const { return isShown() ? m_like : -1; }
    std::optional<float> shownSimilarity(int sample) const; ///< to that sample, while it is shown
    void goBack() { m_list.goBack(); }                ///< to the filter and order before

    /// Of the samples that were decided to show `index` (not inherited), those most similar to `sample`, without itself.
    void findExemplars(int sample, ClassIndex index, std::size_t count, std::function<void(std::vector<Neighbour>)> answer);

    /// All samples that have features, the most similar to `sample` first, itself included; none without features of it.
    void findLike(int sample, std::function<void(std::vector<Neighbour>)> answer);
    /// At most `count` of `samples`, each as unlike those before as can be.
    void findSpread(std::vector<int> samples, std::size_t count, std::function<void(std::vector<SpreadPick>)> answer);

    /// What heads on the features say that have not seen the labels of a sample's group.
    void findOutOfFold(GroupedLabels labels, std::function<void(OutOfFold)> answer);

    /// Where samples lie in the plane; answered by mapMade.
    void makeMap();
    bool isMakingMap() const { return m_isMaking; }
    std::shared_ptr<const PrincipalMap> map() const { return m_map; } ///< null before one was made, and for another plate or model
    bool isMapComplete() const { return m_map && m_map->points.size() == m_count; } ///< of all that have features now

signals:
    void changed();      ///< state, or which samples have features; a little later than it happened
    void shownChanged(); ///< the list is there, or there no more
    void mapMade();

private:
    template <class Find, class Answer>
    void ask(Find find, Answer answer);
    template <class Answer>
    auto unlessHidden(Answer answer);
    void changeSoon();
    void followArrangement();
    std::vector<char> decidedWith(ClassIndex index) const;

    Session& m_session;
    std::filesystem::path m_cacheDirectory;
    FeatureSubject m_subject;
    int m_turns = 0;
    bool m_given = false;
    bool m_isHidden = false;
    std::vector<char> m_has;
    std::size_t m_count = 0;
    std::size_t m_unwritten = 0;
    QTimer m_changes;

    ShownList m_list;
    int m_like = -1;
    std::vector<float> m_similarities; ///< by sample

    bool m_isMaking = false;
    std::shared_ptr<const PrincipalMap> m_map;

    std::shared_ptr<FeatureTable> m_table = std::make_shared<FeatureTable>(); ///< read and changed by tasks of m_thread alone
    TaskThread m_thread;
};

} // namespace locascope
