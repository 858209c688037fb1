#pragma once

#include <QVector>
#include <QWidget>

class QLabel;
class QHBoxLayout;

namespace locascope {

class Session;
class SampleThumbnail;

/// Below the field: the other fields of the same well, then those of the same antibody in other wells. A click goes there. Hidden where there are none.
class SiblingStrip final : public QWidget {
    Q_OBJECT
public:
    explicit SiblingStrip(Session& session, QWidget* parent = nullptr);

    /// Sample indices in the order shown.
    QVector<int> shown() const;

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void refresh();
    void refreshThumbnail(int sample);
    void fill();
    void show(SampleThumbnail& thumbnail, int sample, bool sameWell);

    Session& m_session;
    QHBoxLayout* m_layout;
    QVector<SampleThumbnail*> m_thumbnails; ///< kept and used again
    QLabel* m_more;
};

} // namespace locascope
