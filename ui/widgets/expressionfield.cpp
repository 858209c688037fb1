#include "ui/widgets/expressionfield.h"

#include "ui/widgets/namingtext.h"
#include "ui/widgets/theme.h"

#include <QFontDatabase>
#include <QLabel>
#include <QPlainTextEdit>
#include <QTextBlock>
#include <QVBoxLayout>

namespace locascope {

namespace {

constexpr int roomOfScrollBar = 28;

} // namespace

QLabel* faultLine() {
    auto* line = new QLabel;
    line->setWordWrap(true);
    line->setTextFormat(Qt::PlainText);
    line->setMinimumHeight(line->fontMetrics().lineSpacing());
    line->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred); // else a form gives it the width of its shape
    return line;
}

void showFault(QLabel& line, const QString& text) {
    line.setText(text.isEmpty() ? QString() : QStringLiteral("⚠ ") + text);
    QPalette colours = line.palette();
    colours.setColor(QPalette::WindowText, themeColours(colours).error);
    line.setPalette(colours);
}

ExpressionField::ExpressionField(const char* field, const std::vector<std::string>& expressions, int lines, QWidget* parent)
    : QWidget(parent)
    , m_field(field)
    , m_text(new QPlainTextEdit(expressionText(expressions)))
    , m_help(new QLabel)
    , m_fault(faultLine()) {
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setTabChangesFocus(true);
    m_text->setFixedHeight(m_text->fontMetrics().lineSpacing() * lines + roomOfScrollBar);
    m_help->setForegroundRole(QPalette::PlaceholderText);
    m_help->setWordWrap(true);
    m_help->hide();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(m_text);
    layout->addWidget(m_help);
    layout->addWidget(m_fault);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    setFocusProxy(m_text);
    connect(m_text, &QPlainTextEdit::textChanged, this, &ExpressionField::edited);
}

void ExpressionField::setHelp(const QString& text) {
    m_help->setText(text);
    m_help->show();
}

std::vector<std::string> ExpressionField::expressions() const { return expressionsIn(m_text->toPlainText()).expressions; }

void ExpressionField::showFaults(const std::vector<NamingFault>& faults) {
    const std::vector<int> lines = expressionsIn(m_text->toPlainText()).lines;
    QString first;
    QList<QTextEdit::ExtraSelection> marks;
    for (const NamingFault& fault : faults) {
        if (fault.field != m_field)
            continue;
        if (first.isEmpty())
            first = faultText(fault, lines);
        if (!fault.expression || *fault.expression >= lines.size())
            continue;
        QTextEdit::ExtraSelection mark;
        mark.cursor = QTextCursor(m_text->document()->findBlockByNumber(lines[*fault.expression] - 1));
        mark.cursor.select(QTextCursor::LineUnderCursor);
        mark.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        mark.format.setUnderlineColor(themeColours(palette()).error);
        marks.append(mark);
    }
    m_text->setExtraSelections(marks);
    showFault(*m_fault, first);
}

} // namespace locascope
