#pragma once

#include "ui/models/session.h"

#include <QWidget>

class QListView;

namespace locascope {

class GalleryModel;

/// Thumbnails of the samples that pass the filter; the current one is marked, and a click goes to another.
class GalleryView final : public QWidget {
    Q_OBJECT
public:
    explicit GalleryView(Session& session, QWidget* parent = nullptr);

    QSize sizeHint() const override;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fitColumns();
    void followCurrent();

    Session& m_session;
    GalleryModel* m_model;
    QListView* m_list;
};

} // namespace locascope
