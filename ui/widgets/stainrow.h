#pragma once

#include "core/imaging/composite.h"
#include "core/plate/plate.h"

#include <QWidget>

class QCheckBox;
class QContextMenuEvent;
class QDoubleSpinBox;
class QLabel;
class QSpinBox;
class QToolButton;

namespace locascope {

class HistogramView;
class StainMenu;

/// The name of a stain in the reader's language.
QString stainText(Stain stain);
/// Which stains this sample has no file of.
QString missingStainsText(const Sample& sample);

/// One stain's controls: shown or not, colour, alone, histogram with handles, typed minimum and maximum, gamma.
class StainRow final : public QWidget {
    Q_OBJECT
public:
    explicit StainRow(Stain stain, QWidget* parent = nullptr);

    void showSettings(const StainDisplay& display, bool alone, bool active);
    void showHistogram(const Histogram& histogram, int depthMaximum);
    /// Greyed out, for a stain that the plate lacks.
    void setAbsent(bool absent);
    /// Marks a stain of which the image on screen has only half the resolution: `chroma` says why ("4:2:0", as coarseChroma), or is empty.
    void setCoarseChroma(const QString& chroma);
    void setLogarithmic(bool logarithmic); ///< the histogram's counts
    const StainDisplay& settings() const { return m_display; }

signals:
    void edited(const locascope::StainDisplay& display);
    void aloneRequested(bool alone); ///< alone in grey, or back
    void tableChosen();              ///< a look-up table, which shows in the mode Colour alone
    void copyRequested();
    void pasteRequested();
    void activated();                ///< the stain of the one-stain modes

protected:
    void changeEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void buildLayout();
    void connectControls();
    void retranslate();
    void edit(const StainDisplay& display);
    void showGamma(double gamma);
    void showWindow();

    Stain m_stain;
    StainDisplay m_display;
    int m_depthMaximum = 65535; ///< of the images, once one was shown
    bool m_absent = false;
    QString m_chroma;
    QCheckBox* m_visible;
    QToolButton* m_swatch;
    StainMenu* m_menu; ///< the swatch's
    QToolButton* m_alone;
    HistogramView* m_histogram;
    QSpinBox* m_minimum;
    QSpinBox* m_maximum;
    QLabel* m_gammaMark;
    QDoubleSpinBox* m_gamma;
};

} // namespace locascope
