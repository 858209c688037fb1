#pragma once

#include "ui/models/sessiontypes.h"

#include <QDialog>

class QLabel;
class QPlainTextEdit;

namespace locascope {

class SampleScope;
class Session;

/// Which fields go into a folder for a colleague, and what he or she is asked.
class PackDialog final : public QDialog {
    Q_OBJECT
public:
    explicit PackDialog(Session& session, QWidget* parent = nullptr);

    PackWish wish() const;

private:
    void sayHowMuch();

    const Session& m_session;
    SampleScope* m_scope;
    QPlainTextEdit* m_question;
    QLabel* m_howMuch;
};

} // namespace locascope
