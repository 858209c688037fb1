#include "ui/widgets/namingdialog.h"

#include "ui/widgets/errortext.h"
#include "ui/widgets/namepreviewmodel.h"
#include "ui/widgets/namingtext.h"
#include "ui/widgets/theme.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace locascope {

namespace {

enum Column { Name, Takes, Remarks, Example, ColumnCount };
constexpr int keyRole = Qt::UserRole;

QString counted(std::size_t count) { return QLocale().toString(qulonglong(count)); }

NamingRules firstRules() {
    NamingRules rules;
    rules.files = {"(?<sample>.+)_(?<stain>[^_]+)"};
    rules.stains = {{"blue", Stain::Nucleus}, {"green", Stain::Protein}, {"red", Stain::Microtubules}, {"yellow", Stain::Reticulum}};
    return rules;
}

} // namespace

NamingDialog::NamingDialog(NamingInUse inUse, QWidget* parent)
    : QDialog(parent)
    , m_inUse(std::move(inUse))
    , m_wanted(m_inUse.isChosen ? m_inUse.scheme : std::string())
    , m_head(new QLabel)
    , m_error(new QLabel)
    , m_list(new QTreeWidget)
    , m_new(new QPushButton(tr("&New…")))
    , m_edit(new QPushButton(tr("&Edit…")))
    , m_copy(new QPushButton(tr("&Duplicate…")))
    , m_delete(new QPushButton(tr("De&lete"))) {
    setWindowTitle(tr("How files are named"));
    buildLayout();
    connect(m_list, &QTreeWidget::currentItemChanged, this, [this](const QTreeWidgetItem* item) {
        if (item)
            m_wanted = item->data(Name, keyRole).toString().toStdString();
        refresh();
    });
    connect(m_list, &QTreeWidget::itemDoubleClicked, this, [this] {
        if (m_use->isEnabled())
            accept();
    });
    connect(m_new, &QPushButton::clicked, this, &NamingDialog::requestNew);
    connect(m_copy, &QPushButton::clicked, this, &NamingDialog::requestCopy);
    connect(m_delete, &QPushButton::clicked, this, &NamingDialog::requestDeletion);
    connect(m_edit, &QPushButton::clicked, this, [this] {
        if (const NamingScheme* scheme = chosenScheme())
            emit editRequested(scheme->rules(), QString::fromStdString(scheme->key()));
    });
    refresh();
}

void NamingDialog::buildLayout() {
    m_head->setWordWrap(true);
    m_head->setTextFormat(Qt::PlainText);
    m_error->setWordWrap(true);
    m_error->setTextFormat(Qt::PlainText);
    m_error->hide();
    m_list->setColumnCount(ColumnCount);
    m_list->setHeaderLabels({tr("Scheme"), tr("Takes"), QString(), tr("As in")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->setAccessibleName(tr("Naming schemes"));
    auto* note = new QLabel(tr("The choice is remembered for this plate, also on the command line. Another scheme may give samples other names; decisions stay with the names under which "
                               "they were made, and come back with them."));
    note->setForegroundRole(QPalette::PlaceholderText);
    note->setWordWrap(true);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_use = buttons->addButton(tr("Use this"), QDialogButtonBox::AcceptRole);
    m_use->setDefault(true);
    buttons->button(QDialogButtonBox::Cancel)->setAutoDefault(false); // Enter is for a choice alone
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_head);
    layout->addWidget(m_list, 1);
    layout->addWidget(buildButtons());
    layout->addWidget(m_error);
    layout->addWidget(note);
    layout->addWidget(buttons);
    resize(900, 520);
}

QWidget* NamingDialog::buildButtons() {
    auto* row = new QWidget;
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    for (QPushButton* button : {m_new, m_edit, m_copy, m_delete}) {
        button->setAutoDefault(false);
        layout->addWidget(button);
    }
    layout->addStretch(1);
    return row;
}

void NamingDialog::showOverview(const std::shared_ptr<const NamingOverview>& overview) {
    m_overview = overview;
    m_error->hide();
    fillList();
    QStringList faults;
    for (const Error& fault : overview->catalogue.faults)
        faults.append(errorSentence(fault));
    if (!faults.isEmpty())
        showError(faults.join(u'\n'));
}

void NamingDialog::showError(const QString& sentence) {
    m_error->setText(QStringLiteral("⚠ ") + sentence);
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, themeColours(palette()).error);
    m_error->setPalette(colours);
    m_error->show();
}

void NamingDialog::fillList() {
    const std::string wanted = m_wanted; // clearing the list chooses others
    const QSignalBlocker blocker(m_list);
    m_list->clear();
    const NamingSurvey& survey = m_overview->survey;
    const NamingScheme* recognised = schemeOfKey(m_overview->catalogue.schemes, survey.recognised);
    const auto add = [this](const QString& name, const std::string& key, const QString& takes, const QString& example) {
        auto* item = new QTreeWidgetItem(m_list, {name, takes, remarksOn(key), example});
        item->setData(Name, keyRole, QString::fromStdString(key));
        item->setTextAlignment(Takes, Qt::AlignRight | Qt::AlignVCenter);
        item->setToolTip(Name, name);
        item->setToolTip(Example, example);
    };
    add(recognised ? tr("Recognise by itself: %1").arg(shownName(recognised->rules().name)) : tr("Recognise by itself"), {}, QString(), QString());
    for (const NamingScheme& scheme : m_overview->catalogue.schemes)
        add(shownName(scheme.rules().name), scheme.key(), counted(fitOf(scheme.key()).images), shownName(scheme.rules().example));
    m_list->headerItem()->setText(Takes, tr("Takes of %1").arg(counted(survey.images)));
    for (const Column column : {Takes, Remarks})
        m_list->resizeColumnToContents(column);
    m_list->setColumnWidth(Name, fontMetrics().averageCharWidth() * 52);
    m_list->setFocus();
    m_list->setCurrentItem(m_list->topLevelItem(0));
    choose(wanted);
    refresh();
}

void NamingDialog::choose(const std::string& key) {
    m_wanted = key;
    for (int row = 0; row < m_list->topLevelItemCount(); ++row)
        if (m_list->topLevelItem(row)->data(Name, keyRole).toString().toStdString() == key) {
            m_list->setCurrentItem(m_list->topLevelItem(row));
            return refresh();
        }
}

std::string NamingDialog::chosen() const {
    const QTreeWidgetItem* item = m_list->currentItem();
    return item ? item->data(Name, keyRole).toString().toStdString() : std::string();
}

const NamingScheme* NamingDialog::chosenScheme() const { return m_overview ? schemeOfKey(m_overview->catalogue.schemes, chosen()) : nullptr; }

bool NamingDialog::isOfUser(const std::string& key) const { return m_overview && m_overview->catalogue.files.contains(key); }

NamingSurvey::Fit NamingDialog::fitOf(const std::string& key) const {
    const auto& schemes = m_overview->catalogue.schemes;
    for (std::size_t i = 0; i < std::min(schemes.size(), m_overview->survey.fits.size()); ++i)
        if (schemes[i].key() == (key.empty() ? m_overview->survey.recognised : key))
            return m_overview->survey.fits[i];
    return {};
}

void NamingDialog::showSaved(const std::string& key) {
    m_saved.insert(key);
    choose(key);
}

bool NamingDialog::isInUse(const std::string& key) const { return !m_inUse.scheme.empty() && key == (m_inUse.isChosen ? m_inUse.scheme : std::string()); }

/// To open the plate by it would only cost its contrast.
bool NamingDialog::changesNothing(const std::string& key) const {
    const std::string& meant = key.empty() ? m_overview->survey.recognised : key;
    return isInUse(key) && meant == m_inUse.scheme && !m_saved.contains(meant);
}

QString NamingDialog::remarksOn(const std::string& key) const {
    QStringList remarks;
    if (isInUse(key))
        remarks.append(tr("in use"));
    if (!key.empty() && key == m_overview->survey.recognised)
        remarks.append(tr("recognised"));
    if (isOfUser(key))
        remarks.append(tr("yours"));
    if (const std::size_t ignored = key.empty() ? 0 : fitOf(key).ignored; ignored > 0)
        remarks.append(tr("leaves out %1").arg(counted(ignored)));
    return remarks.join(QStringLiteral(" · "));
}

void NamingDialog::refresh() {
    const NamingScheme* scheme = chosenScheme();
    const bool isWrittenDown = scheme && !scheme->rules().files.empty() && isWritable(scheme->rules());
    m_head->setText(m_overview ? tr("Images in %1: %2").arg(m_inUse.directory, counted(m_overview->survey.images))
                               : tr("Looking at the names in %1 …").arg(m_inUse.directory));
    m_new->setEnabled(m_overview != nullptr);
    m_copy->setEnabled(isWrittenDown);
    m_edit->setEnabled(isWrittenDown && isOfUser(scheme->key()));
    m_delete->setEnabled(scheme && isOfUser(scheme->key()));
    m_edit->setToolTip(scheme && isOfUser(scheme->key()) && !isWrittenDown ? tr("Some of its expressions do not fit on a line; edit its file.") : QString());
    const bool isIdle = m_overview && changesNothing(chosen());
    m_use->setEnabled(m_overview && !isIdle && fitOf(chosen()).images > 0);
    m_use->setToolTip(isIdle ? tr("The plate is read so already") : QString());
}

void NamingDialog::requestNew() { emit editRequested(firstRules(), {}); }

void NamingDialog::requestCopy() {
    const NamingScheme* scheme = chosenScheme();
    if (!scheme)
        return;
    NamingRules rules = scheme->rules();
    const QString name = tr("%1, changed").arg(shownName(rules.name));
    rules.name = name.toStdString();
    rules.key = rules.key.substr(0, 37) + "-2";
    for (int number = 3; schemeOfKey(m_overview->catalogue.schemes, rules.key); ++number)
        rules.key = scheme->key().substr(0, 36) + "-" + std::to_string(number);
    rules.isFallback = false;
    emit editRequested(rules, {});
}

void NamingDialog::requestDeletion() {
    const NamingScheme* scheme = chosenScheme();
    if (!scheme)
        return;
    QMessageBox box(QMessageBox::Question, tr("Delete a naming scheme"), tr("Delete “%1”?").arg(shownName(scheme->rules().name)), QMessageBox::Cancel, this);
    box.setInformativeText(tr("Plates that were opened by it are recognised anew."));
    box.addButton(tr("Delete"), QMessageBox::DestructiveRole);
    const QString key = QString::fromStdString(scheme->key());
    if (box.exec() != QMessageBox::Cancel)
        emit deleteRequested(key);
}

} // namespace locascope
