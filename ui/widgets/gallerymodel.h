#pragma once

#include "ui/models/othersdecisions.h"
#include "ui/models/session.h"

#include <QAbstractListModel>

namespace locascope {

/// What the gallery marks on a sample.
struct GalleryMarks {
    std::optional<Outcome> outcome;
    SavingState saving = SavingState::None;
    bool problem = false;
    bool unreadable = false; ///< no picture can be made of it
    bool disagreement = false;
    OthersMark others = OthersMark::None;
};

/// The session's order as rows. Nothing but the order is copied: a row is asked for when it is painted.
class GalleryModel final : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { SampleRole = Qt::UserRole + 1, MarksRole, ThumbnailRole, SelectedRole };

    explicit GalleryModel(Session& session, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    void reset();
    void changed(int sampleIndex);
    QString toolTipOf(int sampleIndex) const;
    QString othersText(int sampleIndex) const;
    GalleryMarks marksOf(int sampleIndex) const;

    Session& m_session;
    std::vector<int> m_order; ///< as the view knows it
};

} // namespace locascope

Q_DECLARE_METATYPE(locascope::GalleryMarks)
