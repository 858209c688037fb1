#pragma once

#include "ui/models/session.h"

#include <QTimer>
#include <QWidget>

#include <memory>
#include <vector>

class QComboBox;
class QLabel;
class QPushButton;

namespace locascope {

class SimilarMapView;

/// The plate as the model sees it: samples that look alike to it close together, coloured by class or state of review. What is lassoed is what the gallery shows.
class SimilarMapPanel final : public QWidget {
    Q_OBJECT
public:
    explicit SimilarMapPanel(Session& session, QWidget* parent = nullptr);

    SimilarMapView& view() { return *m_view; }
    /// Lays the samples out, where there is something to lay out that was not.
    void open();
    bool showsLasso() const; ///< the gallery shows what was lassoed here
    void endLasso();         ///< the gallery shows what it showed otherwise

    QSize sizeHint() const override;

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void buildLayout();
    void retranslate();
    void refresh();
    void refreshSoon();
    void colour();
    void takeLasso(const std::vector<int>& samples, bool added);
    QString remark() const;
    QString nameOf(int sample) const;

    Session& m_session;
    QComboBox* m_colouring;
    QPushButton* m_again;
    QLabel* m_remark;
    SimilarMapView* m_view;
    QLabel* m_legend;
    QTimer m_later;
    std::shared_ptr<const ListedSamples> m_lassoed;
};

} // namespace locascope
