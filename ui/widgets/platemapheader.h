#pragma once

#include <QHeaderView>

namespace locascope {

/// Names of rows or columns beside cells that may be smaller than a letter: as many as can be read, at even steps, and always that of the marked
/// section. Every section can be clicked.
class PlateMapHeader final : public QHeaderView {
    Q_OBJECT
public:
    explicit PlateMapHeader(Qt::Orientation orientation, QWidget* parent = nullptr);

    void mark(int section); ///< −1: none
    QSize sizeHint() const override;
    /// Every how many sections one has its name.
    int step() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QFont labelFont() const;
    QString label(int section) const;

    int m_marked = -1;
};

} // namespace locascope
