#include "ui/widgets/exportdialog.h"

#include "ui/models/session.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLocale>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

#include <algorithm>

namespace locascope {

namespace {

QString counted(const QString& text, std::size_t count) { return text.arg(QLocale().toString(static_cast<qulonglong>(count))); }

std::vector<int> inOrderOfPlate(std::vector<int> samples) {
    std::sort(samples.begin(), samples.end());
    return samples;
}

} // namespace

ExportDialog::ExportDialog(Session& session, QWidget* parent)
    : QDialog(parent)
    , m_session(session)
    , m_all(new QRadioButton(counted(tr("All samples (%1)"), session.plate().samples.size())))
    , m_shown(new QRadioButton(counted(tr("Only what is shown (%1)"), session.order().size())))
    , m_selected(new QRadioButton(counted(tr("Only what is selected (%1)"), session.selection().samples().size())))
    , m_whose(new QComboBox)
    , m_format(new QComboBox) {
    setObjectName(QStringLiteral("export"));
    setWindowTitle(tr("Export labels"));
    m_shown->setEnabled(session.order().size() < session.plate().samples.size() && !session.order().empty());
    m_selected->setEnabled(!session.selection().isEmpty());
    (m_selected->isEnabled() ? m_selected : m_all)->setChecked(true);
    m_whose->setObjectName(QStringLiteral("whose"));
    m_format->setObjectName(QStringLiteral("format"));
    m_whose->addItem(tr("The truth: a ruling, else what two agree on, else the only decision"), QString());
    m_whose->addItem(tr("Consensus: a ruling, or what two agree on"), QStringLiteral("consensus"));
    m_format->addItems({tr("Challenge: Id,Target with class numbers"), tr("Wide: one column for each class"), tr("Long: one row for each sample and class, with reviewer and time")}); // as ExportFormat
    auto* samples = new QVBoxLayout;
    for (QRadioButton* one : {m_all, m_shown, m_selected})
        samples->addWidget(one);
    auto* form = new QFormLayout;
    form->addRow(tr("Samples:"), samples);
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
    ExportWish wish{.format = static_cast<ExportFormat>(m_format->currentIndex()), .reviewer = m_whose->currentData().toString().toStdString()};
    if (m_selected->isChecked())
        wish.samples = inOrderOfPlate(m_session.selection().samples());
    else if (m_shown->isChecked())
        wish.samples = inOrderOfPlate(m_session.order());
    return wish;
}

} // namespace locascope
