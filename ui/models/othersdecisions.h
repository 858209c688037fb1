#pragma once

#include <QObject>
#include <QStringList>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace locascope {

/// What is marked of other reviewers on a sample.
enum class OthersMark : std::uint8_t {
    None,
    Decided, ///< another has decided on it
    New,     ///< and has since it was last on screen in this sitting
};

/// On which samples of the plate others have decided. Knows nothing while that is hidden: whoever fills it empties it then. Four bytes a sample. On the session's thread.
class OthersDecisions final : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    // For the session
    void forget(std::size_t samples); ///< another plate, of so many, or hidden
    /// As the review has them. Beyond the first thirty reviewers names are not told apart.
    void add(const std::string& reviewer, const std::vector<int>& samples);
    /// One of them came: a decision, or that it was taken back. `isSeen`: the sample is on screen.
    void take(const std::string& reviewer, int sample, bool hasDecided, bool isSeen);
    void look(int sample); ///< it is on screen

    OthersMark mark(int sample) const;
    QStringList reviewers(int sample) const; ///< who has decided on it, in the order in which they came to be known

signals:
    void changed(int sample); ///< −1: many

private:
    std::uint32_t bitOf(const std::string& reviewer);
    bool isKnown(int sample) const { return sample >= 0 && static_cast<std::size_t>(sample) < m_samples.size(); }

    std::vector<std::uint32_t> m_samples; ///< a bit for each reviewer, and the highest: it is new
    std::vector<std::string> m_reviewers; ///< by bit
};

} // namespace locascope
