#pragma once

#include "ui/models/session.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QMenu;
class QPushButton;
class QToolButton;

namespace locascope {

class StainRow;

/// Brightness, contrast and colour of the four stains, for the whole plate. Pixels are never altered.
class StainPanel final : public QWidget {
    Q_OBJECT
public:
    explicit StainPanel(Session& session, QWidget* parent = nullptr);

    void focusFirstControl();
    /// What is done with the contrast as a whole, from a button of the panel.
    void setMenu(QMenu* menu);
    void setLogarithmic(bool logarithmic); ///< the histograms' counts

    /// All stains' contrast, or one's, on the clipboard as text (contrasttext.h) and back. What cannot be pasted is said in the panel.
    void copyContrast(std::optional<Stain> only = {});
    void pasteContrast(std::optional<Stain> only = {});
    /// Of a preset or the clipboard; refused where it is of another depth.
    void applyContrast(const CopiedContrast& contrast);

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
    void refuse(const QString& why);
    void usePalette(int position);
    template <class Change>
    void change(Change&& apply);

    Session& m_session;
    QComboBox* m_mode;
    QComboBox* m_palette;
    QPushButton* m_reset;
    QToolButton* m_more;
    QLabel* m_state;
    QString m_refusal; ///< of what was pasted last, until something else happens
    PerStain<StainRow*> m_rows;
};

} // namespace locascope
