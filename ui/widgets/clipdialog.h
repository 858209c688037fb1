#pragma once

#include "core/plate/stain.h"

#include <QDialog>

class QDoubleSpinBox;

namespace locascope {

/// Asks which share of the foreground may lie below full brightness when the plate's contrast is measured anew. Shares are in (0, 1].
class ClipDialog final : public QDialog {
    Q_OBJECT
public:
    explicit ClipDialog(const PerStain<double>& clip, QWidget* parent = nullptr);

    PerStain<double> clip() const; ///< the protein's, and one for the other stains

private:
    QDoubleSpinBox* m_protein;
    QDoubleSpinBox* m_others;
};

} // namespace locascope
