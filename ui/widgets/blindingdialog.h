#pragma once

#include "core/review/blinding.h"

#include <QDialog>

#include <array>

class QCheckBox;
class QComboBox;

namespace locascope {

/// Chooses what the reviewers of a plate are kept from seeing: one of the usual choices, or thing by thing.
class BlindingDialog final : public QDialog {
    Q_OBJECT
public:
    explicit BlindingDialog(const Blinding& blinding, QWidget* parent = nullptr);
    Blinding blinding() const;

private:
    void show(const Blinding& blinding);
    void refresh();

    QComboBox* m_preset;
    std::array<QCheckBox*, allHidden.size()> m_things{};
};

} // namespace locascope
