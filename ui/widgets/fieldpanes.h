#pragma once

#include "ui/models/session.h"

#include <QStringList>

#include <optional>
#include <vector>

namespace locascope {

class FieldView;
class LinkedViews;

/// Says what each of the linked views shows: the current sample alone, samples side by side with it, or its composite and one view per stain.
class FieldPanes final : public QObject {
    Q_OBJECT
public:
    /// Both must outlive it.
    FieldPanes(Session& session, LinkedViews& views, QObject* parent = nullptr);

    enum class Kind { One, Samples, Stains };
    Kind kind() const;
    bool isLinked() const { return kind() != Kind::One; }
    bool isPinned(int sample) const; ///< it stays beside the current one
    int currentView() const { return m_place; } ///< which view is the current sample's, alone or with all its stains
    /// Where there would be one view, the current sample is seen twice: once for what is laid over it.
    void setTwin(bool twin);
    bool hasTwin() const { return m_twin && kind() == Kind::One && m_session.hasPlate() && m_session.current() >= 0; }
    int saliencyView() const { return hasTwin() ? 1 : m_place; }
    static constexpr int mostViews = 6;

    void compareSelected();    ///< the current sample and the others that are selected; again: back to one view
    void pinCurrent();         ///< it stays beside whatever comes next; again: not any more. Of too many the first one goes
    void showStains();         ///< one view each, and the composite; again: back to one view
    void leave();              ///< one view
    void choose(int view);     ///< of several samples: that one becomes the current one, and each stays where it is
    void refresh();
    /// One stain alone in grey while a key is held; none: as the session says.
    void showAlone(std::optional<Stain> stain);

signals:
    void kindChanged(); ///< or what is pinned

private:
    struct Pane {
        int sample = -1;
        std::optional<Stain> stain; ///< this one alone
        bool isTwin = false;
    };

    std::vector<Pane> panes() const;
    std::vector<Stain> stainsShown() const;
    std::shared_ptr<const LoadedSample> imageOf(const Pane& pane) const;
    QSize sizeOf(int sample) const;
    DisplaySettings displayOf(const Pane& pane) const;
    QString titleOf(const Pane& pane) const;
    QStringList marksOf(const Pane& pane) const;
    void showBeside(const std::vector<int>& samples);
    void fill(FieldView& view, const Pane& pane);
    void refreshDisplay();

    Session& m_session;
    LinkedViews& m_views;
    bool m_stains = false;
    bool m_twin = false;
    int m_place = 0;         ///< of the current sample among those beside it
    bool m_choosing = false; ///< the current sample changes its place
    std::optional<Stain> m_alone;
};

} // namespace locascope
