#pragma once

#include "ui/models/session.h"
#include "ui/widgets/saliencychoice.h"
#include "ui/widgets/saliencylayer.h"

#include <QObject>

namespace locascope {

class FieldPanes;
class LinkedViews;

/// Shows where the model looked in the view of the current sample, as the user wants to see it, and says what that is.
class SaliencyView final : public QObject {
    Q_OBJECT
public:
    /// All must outlive it.
    SaliencyView(Session& session, LinkedViews& views, FieldPanes& panes, QObject* parent = nullptr);

    const SaliencyChoice& choice() const { return m_choice; }
    void choose(const SaliencyChoice& choice); ///< remembered
    void setShown(bool shown);
    void stepPeak();                           ///< to the next of the peaks, the highest first, and round again
    void refresh();

    bool showsOneClass() const;                ///< its map is on screen
    QString caption() const;                   ///< for which classes; empty where nothing is shown

signals:
    void changed(); ///< what is shown, or the choice

private:
    bool isHidden(ClassIndex index) const; ///< below its threshold, and not asked for
    SaliencyLayer layer() const;
    QString noMapOfProposedText(SaliencyMethod method) const;
    void addNotes(SaliencyLayer& layer) const;
    void addMarkers(SaliencyLayer& layer) const;
    QString cellText(const SaliencyMap& map) const;

    Session& m_session;
    LinkedViews& m_views;
    FieldPanes& m_panes;
    SaliencyChoice m_choice = savedSaliencyChoice();
    SaliencyLayer m_layer;
    std::optional<std::size_t> m_peak;
    bool m_shown = true;
};

} // namespace locascope
