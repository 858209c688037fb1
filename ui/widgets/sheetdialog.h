#pragma once

#include "core/review/sheet.h"
#include "ui/models/sessiontypes.h"

#include <QDialog>
#include <QVector>

#include <memory>

class QComboBox;
class QLabel;
class QPushButton;
class QListWidget;
class QTableWidget;

namespace locascope {

/// Says which columns of a sheet name its wells or samples and which have a meaning, with the first rows and how many samples they fit. The answer to a choice comes by showFit, so that nothing is joined on the window's thread.
class SheetDialog final : public QDialog {
    Q_OBJECT
public:
    SheetDialog(std::shared_ptr<const SheetFile> file, const SheetMapping& guess, QWidget* parent = nullptr);

    const std::shared_ptr<const SheetFile>& file() const { return m_file; }
    SheetMapping mapping() const;
    /// What the plate says of a mapping; of another than the one chosen now it is passed over.
    void showFit(const SheetMapping& mapping, const SheetFit& fit);

signals:
    /// Another mapping was chosen; showFit is to answer.
    void mappingChanged(const locascope::SheetMapping& mapping);

private:
    void buildLayout();
    void fillPreview();
    void fillBlinded(const SheetMapping& guess);
    QComboBox* columnChoice(const std::string& chosen, bool required);
    void announce();
    const SheetTable& table() const { return m_file->table; }

    const std::shared_ptr<const SheetFile> m_file;
    QComboBox* m_key;
    QComboBox* m_keyColumn;
    QComboBox* m_plateColumn;
    QVector<QComboBox*> m_roles; ///< as allSheetRoles
    QListWidget* m_blinded; ///< columns that are hidden from the reviewer
    QTableWidget* m_preview;
    QLabel* m_fit;
    QPushButton* m_attach = nullptr;
};

} // namespace locascope
