#include "ui/widgets/exportdialog.h"

#include "ui/models/session.h"
#include "ui/widgets/samplescope.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace locascope {

ExportDialog::ExportDialog(Session& session, QWidget* parent)
    : QDialog(parent)
    , m_scope(new SampleScope(session, SampleScope::WithoutSelection::All))
    , m_whose(new QComboBox)
    , m_format(new QComboBox) {
    setObjectName(QStringLiteral("export"));
    setWindowTitle(tr("Export labels"));
    m_whose->setObjectName(QStringLiteral("whose"));
    m_format->setObjectName(QStringLiteral("format"));
    m_whose->addItem(tr("The truth: a ruling, else what two agree on, else the only decision"), QString());
    m_whose->addItem(tr("Consensus: a ruling, or what two agree on"), QStringLiteral("consensus"));
    m_format->addItems({tr("Challenge: Id,Target with class numbers"), tr("Wide: one column for each class"), tr("Long: one row for each sample and class, with reviewer and time")}); // as ExportFormat
    auto* form = new QFormLayout;
    form->addRow(tr("Samples:"), m_scope);
    form->addRow(tr("Labels of:"), m_whose);
    form->addRow(tr("Format:"), m_format);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    QPushButton* choose = buttons->addButton(tr("Choose a file…"), QDialogButtonBox::AcceptRole);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(buttons);
    choose->setDefault(true); // of this dialog, which the button must be in
    session.readHistory({}, this, [this](const HistoryPage& page) { addReviewers(page.reviewers); });
}

void ExportDialog::addReviewers(const std::vector<std::string>& names) {
    for (const std::string& name : names)
        m_whose->addItem(QString::fromStdString(name), QString::fromStdString(name));
}

ExportWish ExportDialog::wish() const {
    return {.format = static_cast<ExportFormat>(m_format->currentIndex()), .reviewer = m_whose->currentData().toString().toStdString(), .samples = m_scope->samples()};
}

} // namespace locascope
