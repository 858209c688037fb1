#pragma once

#include "ui/models/sessiontypes.h"

#include <QDialog>

#include <string>
#include <vector>

class QComboBox;

namespace locascope {

class SampleScope;
class Session;

/// Which samples and whose labels are written, and how. Whoever has said anything is offered once the review has told.
class ExportDialog final : public QDialog {
    Q_OBJECT
public:
    explicit ExportDialog(Session& session, QWidget* parent = nullptr);

    ExportWish wish() const;

private:
    void addReviewers(const std::vector<std::string>& names);

    SampleScope* m_scope;
    QComboBox* m_whose;
    QComboBox* m_format;
};

} // namespace locascope
