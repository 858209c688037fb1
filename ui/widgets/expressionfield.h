#pragma once

#include "core/plate/namingtrial.h"

#include <QWidget>

#include <string>
#include <vector>

class QLabel;
class QPlainTextEdit;

namespace locascope {

/// Regular expressions of a naming scheme, one a line, with what is wrong with the first that cannot be used below them.
class ExpressionField final : public QWidget {
    Q_OBJECT
public:
    /// `field` is its name in resources/naming, by which it knows its faults; so many lines are seen at once.
    ExpressionField(const char* field, const std::vector<std::string>& expressions, int lines, QWidget* parent = nullptr);

    void setHelp(const QString& text); ///< between the lines and what is wrong
    std::vector<std::string> expressions() const;
    /// Those of its field; of other expressions than are written now they mean nothing.
    void showFaults(const std::vector<NamingFault>& faults);

signals:
    void edited();

private:
    const std::string m_field;
    QPlainTextEdit* m_text;
    QLabel* m_help;
    QLabel* m_fault;
};

/// A line under a field that keeps its place while nothing is wrong.
QLabel* faultLine();
void showFault(QLabel& line, const QString& text);

} // namespace locascope
