#include "ui/widgets/namingeditor.h"

#include "ui/widgets/expressionfield.h"
#include "ui/widgets/namepreviewmodel.h"
#include "ui/widgets/namingtext.h"
#include "ui/widgets/stainrow.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QRegularExpressionValidator>
#include <QTableView>
#include <QVBoxLayout>

#include <array>
#include <utility>

namespace locascope {

namespace {

constexpr std::array<std::pair<int, int>, NamePreviewModel::ColumnCount - 1> columnLetters{{{NamePreviewModel::SampleId, 26},
                                                                                           {NamePreviewModel::PlateName, 12},
                                                                                           {NamePreviewModel::Well, 8},
                                                                                           {NamePreviewModel::Site, 8},
                                                                                           {NamePreviewModel::StainOrChannel, 20},
                                                                                           {NamePreviewModel::Z, 6},
                                                                                           {NamePreviewModel::Time, 8}}};

QString counted(std::size_t count) { return QLocale().toString(qulonglong(count)); }

} // namespace

NamingEditor::NamingEditor(NamingRules rules, NamingSurroundings surroundings, QWidget* parent)
    : QDialog(parent)
    , m_base(std::move(rules))
    , m_surroundings(std::move(surroundings))
    , m_preview(new NamePreviewModel(m_surroundings.paths, this))
    , m_key(new QLineEdit(QString::fromStdString(m_base.key)))
    , m_name(new QLineEdit(QString::fromStdString(m_base.name)))
    , m_files(new ExpressionField("files", m_base.files, 4))
    , m_ignored(new ExpressionField("ignored", m_base.ignored, 2))
    , m_keyFault(faultLine())
    , m_stainsFault(faultLine())
    , m_counts(new QLabel)
    , m_error(faultLine())
    , m_keyIsOwn(!m_base.key.empty()) {
    setWindowTitle(m_base.key.empty() ? tr("New naming scheme") : tr("Naming scheme"));
    for (const Stain stain : allStains) {
        m_words[stain] = new QLineEdit(stainWords(m_base, stain));
        m_words[stain]->setAccessibleName(tr("Words for %1").arg(stainText(stain)));
    }
    m_key->setValidator(new QRegularExpressionValidator(QRegularExpression(QStringLiteral("[a-z0-9-]{0,40}")), m_key));
    buildLayout();
    connectFields();
    refresh();
    m_wait.start(0);
}

QWidget* NamingEditor::buildFields() {
    auto* fields = new QWidget;
    auto* form = new QFormLayout(fields);
    form->setContentsMargins(0, 0, 0, 0);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->setVerticalSpacing(2);
    auto* names = new QHBoxLayout;
    auto* keyLabel = new QLabel(tr("&Key"));
    keyLabel->setBuddy(m_key);
    m_key->setToolTip(tr("By which --scheme names it on the command line: a to z, 0 to 9 and -"));
    names->setSpacing(8);
    names->addWidget(m_name, 3);
    names->addWidget(keyLabel);
    names->addWidget(m_key, 1);
    auto* nameLabel = new QLabel(tr("&Name"));
    nameLabel->setBuddy(m_name);
    form->addRow(nameLabel, names);
    form->addRow(QString(), m_keyFault);
    form->addRow(tr("&File names"), m_files);
    m_files->setHelp(tr("One expression a line, for the name without its extension; with a / in it, for the end of the path. Groups: (?<sample>…), which is needed, plate, well or row and column, "
                        "site, stain or channel, z, time."));
    form->addRow(tr("Words for stains"), buildWords());
    form->addRow(QString(), m_stainsFault);
    form->addRow(tr("&Left out"), m_ignored);
    m_ignored->setToolTip(tr("Expressions of images that are no samples, as thumbnails and corrections"));
    return fields;
}

QLayout* NamingEditor::buildWords() {
    auto* words = new QGridLayout;
    words->setVerticalSpacing(2);
    words->setHorizontalSpacing(8);
    for (std::size_t i = 0; i < allStains.size(); ++i) {
        auto* label = new QLabel(stainText(allStains[i]));
        label->setBuddy(m_words[allStains[i]]);
        words->addWidget(label, int(i / 2), int(i % 2) * 2);
        words->addWidget(m_words[allStains[i]], int(i / 2), int(i % 2) * 2 + 1);
    }
    return words;
}

QWidget* NamingEditor::buildPreview() {
    auto* table = new QTableView;
    table->setModel(m_preview);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setWordWrap(false);
    table->setTabKeyNavigation(false);
    table->setAccessibleName(tr("How the first files of the directory are read"));
    table->setTextElideMode(Qt::ElideMiddle);
    table->horizontalHeader()->setSectionResizeMode(NamePreviewModel::File, QHeaderView::Stretch);
    for (const auto& [column, letters] : columnLetters)
        table->horizontalHeader()->resizeSection(column, table->fontMetrics().averageCharWidth() * letters);
    table->verticalHeader()->setDefaultSectionSize(table->fontMetrics().lineSpacing() + 6);
    return table;
}

void NamingEditor::buildLayout() {
    m_error->hide();
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_save = buttons->addButton(tr("Save"), QDialogButtonBox::AcceptRole);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] { emit saveRequested(rulesWithExample()); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(buildFields());
    layout->addWidget(buildPreview(), 1);
    layout->addWidget(m_counts);
    layout->addWidget(m_error);
    layout->addWidget(buttons);
    resize(900, 720);
}

void NamingEditor::connectFields() {
    m_wait.setSingleShot(true);
    m_wait.setInterval(waitMilliseconds);
    connect(&m_wait, &QTimer::timeout, this, [this] { emit rulesChanged(rules()); });
    connect(m_key, &QLineEdit::textEdited, this, [this] { m_keyIsOwn = true; });
    connect(m_name, &QLineEdit::textEdited, this, [this](const QString& name) {
        if (!m_keyIsOwn)
            m_key->setText(QString::fromStdString(suggestedKey(name)));
    });
    for (QLineEdit* field : findChildren<QLineEdit*>())
        connect(field, &QLineEdit::textChanged, this, &NamingEditor::edited);
    for (ExpressionField* field : {m_files, m_ignored})
        connect(field, &ExpressionField::edited, this, &NamingEditor::edited);
}

/// Marking a fault changes no text, but tells that it did.
void NamingEditor::edited() {
    if (isTried())
        return;
    m_error->hide();
    m_wait.start(waitMilliseconds);
    refresh();
}

NamingRules NamingEditor::rules() const {
    NamingRules rules = m_base;
    rules.key = m_key->text().toStdString();
    rules.name = m_name->text().trimmed().toStdString();
    rules.files = m_files->expressions();
    rules.ignored = m_ignored->expressions();
    PerStain<QString> words;
    for (const Stain stain : allStains)
        words[stain] = m_words[stain]->text();
    rules.stains = stainTable(words).stains;
    return rules;
}

/// Its example is a name that it takes.
NamingRules NamingEditor::rulesWithExample() const {
    NamingRules made = rules();
    for (std::size_t i = 0; m_trial && i < m_trial->names.size(); ++i) {
        const std::string& path = m_surroundings.paths[i];
        if (m_trial->names[i].outcome != ParsedName::Outcome::Image || shownName(path).toStdString() != path)
            continue;
        const std::string name = path.substr(path.rfind('/') + 1);
        made.example = NamingScheme(made).parse(name).outcome == ParsedName::Outcome::Image ? name : path;
        break;
    }
    return made;
}

bool NamingEditor::isTried() const { return m_trial && m_trial->rules == rules(); }

void NamingEditor::showTrial(const std::shared_ptr<const NamingTrial>& trial) {
    if (trial->rules != rules())
        return;
    m_trial = trial;
    m_preview->setTrial(trial);
    refresh();
}

void NamingEditor::showError(const QString& sentence) {
    showFault(*m_error, sentence);
    m_error->show();
}

QString NamingEditor::keyFault() const {
    const std::string key = m_key->text().toStdString();
    if (m_name->text().trimmed().isEmpty())
        return tr("Give it a name.");
    if (key.empty())
        return tr("Give it a key, by which it is called on the command line.");
    return m_surroundings.otherKeys.contains(key) ? tr("Another scheme has this key. Choose another one.") : QString();
}

QString NamingEditor::tableFault() const {
    PerStain<QString> words;
    for (const Stain stain : allStains)
        words[stain] = m_words[stain]->text();
    const std::string twice = stainTable(words).twice;
    return twice.empty() ? QString() : tr("“%1” stands for two stains.").arg(shownName(twice));
}

void NamingEditor::refresh() {
    const bool isFresh = isTried();
    if (isFresh) // else what is said of the letters before stays until these are tried
        for (ExpressionField* field : {m_files, m_ignored})
            field->showFaults(m_trial->faults);
    showFault(*m_keyFault, keyFault());
    showFault(*m_stainsFault, tableFault());
    showCounts();
    m_save->setEnabled(isFresh && m_trial->faults.empty() && keyFault().isEmpty() && tableFault().isEmpty());
}

void NamingEditor::showCounts() {
    if (m_surroundings.paths.empty())
        return m_counts->setText(tr("There is no image in this directory to try it on."));
    if (!m_trial)
        return m_counts->clear();
    QString text = tr("%1 of %2 files are understood").arg(counted(m_trial->understood), counted(m_surroundings.paths.size()));
    if (m_surroundings.images > m_surroundings.paths.size())
        text += u' ' + tr("(the first of %1)").arg(counted(m_surroundings.images));
    m_counts->setText(text);
}

} // namespace locascope
