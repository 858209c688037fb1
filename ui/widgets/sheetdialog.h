#pragma once

#include "core/review/sheet.h"

#include <QDialog>
#include <QVector>

#include <memory>

class QComboBox;
class QLabel;
class QPushButton;
class QTableWidget;

namespace locascope {

class Session;

/// Says which columns of a sheet name its wells or samples and which have a meaning, with the first rows and how many samples they fit, live.
class SheetDialog final : public QDialog {
    Q_OBJECT
public:
    SheetDialog(const Plate& plate, std::shared_ptr<const SheetTable> table, const SheetMapping& guess, QWidget* parent = nullptr);

    SheetMapping mapping() const;

private:
    void buildLayout();
    void fillPreview();
    QComboBox* columnChoice(const std::string& chosen, bool required);
    void refresh();

    const Plate& m_plate;
    std::shared_ptr<const SheetTable> m_table;
    QComboBox* m_key;
    QComboBox* m_keyColumn;
    QComboBox* m_plateColumn;
    QVector<QComboBox*> m_roles; ///< as allSheetRoles
    QTableWidget* m_preview;
    QLabel* m_fit;
    QPushButton* m_attach = nullptr;
};

} // namespace locascope
