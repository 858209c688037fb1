#pragma once

#include "core/imaging/composite.h"

#include <QIcon>
#include <QMenu>

namespace locascope {

/// A square of a colour, or of a look-up table from black to full.
QIcon swatchIcon(const Colour& colour, LookUpTable table = LookUpTable::Pure);

/// The menu of a stain's swatch: colours and look-up tables by ImageJ's names, any other colour, and copying and pasting the stain's contrast.
class StainMenu final : public QMenu {
    Q_OBJECT
public:
    explicit StainMenu(QWidget* parent);

    void setColour(const Colour& colour) { m_colour = colour; } ///< where choosing another one begins
    void retranslate(const QString& stain);

signals:
    void colourChosen(const locascope::Colour& colour);
    void tableChosen(locascope::LookUpTable table);
    void copyChosen();
    void pasteChosen();

private:
    void askForColour();

    Colour m_colour;
    QAction* m_other;
    QAction* m_copy;
    QAction* m_paste;
};

} // namespace locascope
