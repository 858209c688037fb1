#pragma once

#include "ui/models/sessiontypes.h"

#include <QString>

#include <memory>
#include <vector>

namespace locascope {

class Session;

/// A list of samples in the gallery that somebody made, and the way back to the filter and order before it. Whoever has one tells those who listen when it turned(). On the session's thread.
class ShownList final {
public:
    explicit ShownList(Session& session) : m_session(session) {}

    /// Shows these alone, in their order, and goes to the first; the way back stays that of a list of this one's that was there.
    void show(const QString& name, std::vector<int> samples);
    bool isShown() const; ///< it is what the gallery shows, in its order
    void goBack();        ///< nothing happens where it is not shown
    /// Whether isShown() changed since it was asked last. Showing one list in place of another is no change.
    bool turned();

private:
    Session& m_session;
    SampleArrangement m_before;
    std::shared_ptr<const ListedSamples> m_listed;
    bool m_wasShown = false;
};

} // namespace locascope
