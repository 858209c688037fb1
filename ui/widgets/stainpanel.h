#pragma once

#include "ui/models/session.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;

namespace locascope {

class StainRow;

/// Brightness, contrast and colour of the four stains, for the whole plate. Pixels are never altered.
class StainPanel final : public QWidget {
    Q_OBJECT
public:
    explicit StainPanel(Session& session, QWidget* parent = nullptr);

    void focusFirstControl();

protected:
    void changeEvent(QEvent* event) override;

private:
    void buildLayout();
    void connectSession();
    void connectRow(Stain stain);
    void retranslate();
    void refreshDisplay();
    void refreshImage();
    void refreshHistograms();
    void refreshState();
    void usePalette(int position);
    template <class Change>
    void change(Change&& apply);

    Session& m_session;
    QComboBox* m_mode;
    QComboBox* m_palette;
    QPushButton* m_reset;
    QLabel* m_state;
    PerStain<StainRow*> m_rows;
};

} // namespace locascope
