#include "ui/widgets/packdialog.h"

#include "ui/models/session.h"
#include "ui/widgets/samplescope.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace locascope {

namespace {

constexpr int dialogWidth = 460;
constexpr int questionLines = 4;
constexpr int longestQuestion = 2500; // characters: no more bytes than the command takes

std::size_t filesOfChosen(const Plate& plate, const std::optional<std::vector<int>>& samples) {
    std::size_t files = 0;
    if (samples)
        for (const int sample : *samples)
            files += filesOf(plate.samples[static_cast<std::size_t>(sample)]).size();
    else
        for (const Sample& sample : plate.samples)
            files += filesOf(sample).size();
    return files;
}

} // namespace

PackDialog::PackDialog(Session& session, QWidget* parent)
    : QDialog(parent)
    , m_session(session)
    , m_scope(new SampleScope(session, SampleScope::WithoutSelection::Shown))
    , m_question(new QPlainTextEdit)
    , m_howMuch(new QLabel) {
    setObjectName(QStringLiteral("pack"));
    setWindowTitle(tr("Pack for a colleague"));
    m_question->setObjectName(QStringLiteral("question"));
    m_question->setAccessibleName(tr("Question to the colleague"));
    m_question->setPlaceholderText(tr("What do you want to know of these fields?"));
    m_question->setTabChangesFocus(true);
    m_question->setFixedHeight(m_question->fontMetrics().lineSpacing() * questionLines + 2 * (m_question->frameWidth() + int(m_question->document()->documentMargin())));
    m_howMuch->setObjectName(QStringLiteral("how-much"));
    m_howMuch->setWordWrap(true);
    auto* note = new QLabel(tr("The folder opens like any plate, as it is displayed here, and keeps the answers. Your labels stay here. Send the whole folder; “locascope review merge” takes the answers back."));
    note->setForegroundRole(QPalette::PlaceholderText);
    note->setWordWrap(true);
    auto* form = new QFormLayout;
    form->addRow(tr("Samples:"), m_scope);
    form->addRow(tr("Question:"), m_question);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    QPushButton* choose = buttons->addButton(tr("Choose a folder…"), QDialogButtonBox::AcceptRole);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_scope, &SampleScope::changed, this, &PackDialog::sayHowMuch);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(m_howMuch);
    layout->addWidget(note);
    layout->addWidget(buttons);
    choose->setDefault(true); // of this dialog, which the button must be in
    setMinimumWidth(dialogWidth);
    m_question->setFocus();
    sayHowMuch();
}

void PackDialog::sayHowMuch() {
    const auto samples = m_scope->samples();
    const std::size_t count = samples ? samples->size() : m_session.plate().samples.size();
    m_howMuch->setText(tr("Copied are %1 samples with %2 image files.").arg(QLocale().toString(qulonglong(count)), QLocale().toString(qulonglong(filesOfChosen(m_session.plate(), samples)))));
}

PackWish PackDialog::wish() const { return {.samples = m_scope->samples(), .question = m_question->toPlainText().left(longestQuestion).trimmed().toStdString()}; }

} // namespace locascope
