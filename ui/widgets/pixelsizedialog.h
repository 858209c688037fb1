#pragma once

#include <QDialog>

#include <optional>
#include <utility>

class QDoubleSpinBox;
class QRadioButton;

namespace locascope {

struct Plate;

/// Smallest and largest size of a pixel that the files of a plate say, in micrometres; nothing where none says.
std::optional<std::pair<double, double>> statedPixelSizes(const Plate& plate);

/// Enters how wide a pixel of a plate is, or goes back to what its files say.
class PixelSizeDialog final : public QDialog {
    Q_OBJECT
public:
    explicit PixelSizeDialog(const Plate& plate, QWidget* parent = nullptr);

    std::optional<double> entered() const; ///< none: what the files say

private:
    QRadioButton* m_stated;
    QRadioButton* m_own;
    QDoubleSpinBox* m_size;
};

} // namespace locascope
