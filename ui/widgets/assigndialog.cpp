#include "ui/widgets/assigndialog.h"

#include "core/files/error.h"
#include "ui/models/session.h"
#include "ui/models/teamwork.h"
#include "ui/widgets/assigntext.h"
#include "ui/widgets/errortext.h"
#include "ui/widgets/samplescope.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QRandomGenerator>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

namespace locascope {

namespace {

constexpr int dialogWidth = 560;

std::set<std::string> judgedIn(const Session::EverybodysDecisions& decisions) {
    std::set<std::string> judged;
    for (const auto& [reviewer, samples] : decisions)
        for (const auto& [sample, decision] : samples)
            if (!decision.inherited)
                judged.insert(sample);
    return judged;
}

} // namespace

AssignDialog::AssignDialog(Session& session, QWidget* parent)
    : QDialog(parent)
    , m_session(session)
    , m_seed(QRandomGenerator::system()->generate64() >> 12) // which JSON of any reader can hold
    , m_reviewers(new QLineEdit)
    , m_scope(new SampleScope(session, SampleScope::WithoutSelection::All))
    , m_unjudged(new QCheckBox(tr("Only what nobody has judged yet")))
    , m_each(new QSpinBox)
    , m_share(new QSpinBox)
    , m_alone(new QLabel(tr("reviewer each")))
    , m_shared(new QWidget)
    , m_plan(new QLabel)
    , m_replaced(new QLabel) {
    setObjectName(QStringLiteral("assign"));
    setWindowTitle(tr("Assign samples"));
    buildLayout();
    connectControls();
    if (const Assignment* standing = session.team().assignment())
        suggestReviewers(standing->how.reviewers);
    else
        session.readHistory({}, this, [this](const HistoryPage& page) { suggestReviewers(page.reviewers); });
    session.readEverybodysDecisions(this, [this](const std::shared_ptr<const Session::EverybodysDecisions>& decisions) {
        m_judged = decisions ? judgedIn(*decisions) : std::set<std::string>();
        refresh();
    });
    refresh();
    resize(dialogWidth, layout()->totalHeightForWidth(dialogWidth));
}

void AssignDialog::buildLayout() {
    m_reviewers->setObjectName(QStringLiteral("reviewers"));
    m_reviewers->setPlaceholderText(tr("Names, separated by commas"));
    m_reviewers->setToolTip(tr("As they call themselves in the window or by --reviewer"));
    m_unjudged->setObjectName(QStringLiteral("unjudged"));
    m_each->setObjectName(QStringLiteral("each"));
    m_each->setMinimum(1);
    m_share->setObjectName(QStringLiteral("share"));
    m_share->setRange(0, 100);
    m_share->setValue(100);
    m_share->setSuffix(tr(" %"));
    auto* samples = new QVBoxLayout;
    samples->addWidget(m_scope);
    samples->addWidget(m_unjudged);
    auto* shared = new QHBoxLayout(m_shared);
    shared->setContentsMargins(0, 0, 0, 0);
    for (QWidget* one : std::initializer_list<QWidget*>{new QLabel(tr("reviewers each for")), m_share, new QLabel(tr("of the samples, one for the others"))})
        shared->addWidget(one);
    auto* overlap = new QHBoxLayout;
    for (QWidget* one : std::initializer_list<QWidget*>{m_each, m_alone, m_shared})
        overlap->addWidget(one);
    overlap->addStretch();
    auto* form = new QFormLayout;
    form->addRow(tr("&Reviewers:"), m_reviewers);
    form->addRow(tr("Samples:"), samples);
    form->addRow(tr("&Judged by:"), overlap);
    if (auto* label = qobject_cast<QLabel*>(form->labelForField(overlap)))
        label->setBuddy(m_each);
    m_share->setAccessibleName(tr("Share of the samples that several reviewers judge"));
    for (QLabel* text : {m_plan, m_replaced}) {
        text->setWordWrap(true);
        text->setTextFormat(Qt::PlainText);
    }
    m_plan->setObjectName(QStringLiteral("plan"));
    m_replaced->setObjectName(QStringLiteral("replaced"));
    m_replaced->setForegroundRole(QPalette::PlaceholderText);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_assign = buttons->addButton(tr("&Assign"), QDialogButtonBox::ActionRole);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* all = new QVBoxLayout(this);
    all->addLayout(form);
    all->addWidget(m_plan);
    all->addWidget(m_replaced);
    all->addStretch();
    all->addWidget(buttons);
    m_assign->setDefault(true);
}

void AssignDialog::connectControls() {
    connect(m_reviewers, &QLineEdit::textChanged, this, &AssignDialog::refresh);
    connect(m_scope, &SampleScope::changed, this, &AssignDialog::refresh);
    connect(m_unjudged, &QCheckBox::toggled, this, &AssignDialog::refresh);
    for (QSpinBox* number : {m_each, m_share})
        connect(number, &QSpinBox::valueChanged, this, &AssignDialog::refresh);
    connect(m_assign, &QPushButton::clicked, this, &AssignDialog::assign);
    connect(&m_session.team(), &Teamwork::assignmentChanged, this, &AssignDialog::refresh);
}

/// Unless names were typed meanwhile.
void AssignDialog::suggestReviewers(const std::vector<std::string>& names) {
    QStringList all;
    for (const std::string& name : names)
        all.append(QString::fromStdString(name));
    if (all.isEmpty())
        all.append(m_session.reviewer());
    if (!m_reviewers->isModified())
        m_reviewers->setText(all.join(QStringLiteral(", ")));
}

std::vector<std::string> AssignDialog::reviewers() const {
    std::vector<std::string> names;
    for (const QString& name : m_reviewers->text().split(u',', Qt::SkipEmptyParts))
        if (!name.trimmed().isEmpty())
            names.push_back(name.trimmed().toStdString());
    return names;
}

std::vector<std::string> AssignDialog::samples() const {
    std::vector<std::string> ids;
    const auto take = [&](const Sample& sample) {
        if (!m_unjudged->isChecked() || !m_judged || !m_judged->contains(sample.id))
            ids.push_back(sample.id);
    };
    const auto& all = m_session.plate().samples;
    if (const auto chosen = m_scope->samples())
        for (const int place : *chosen)
            take(all[static_cast<std::size_t>(place)]);
    else
        std::for_each(all.begin(), all.end(), take);
    return ids;
}

AssignmentOptions AssignDialog::options() const {
    return {reviewers(), static_cast<std::size_t>(m_each->value()), m_share->value() / 100.0, m_seed};
}

QString AssignDialog::hindrance(const std::vector<std::string>& ids) const {
    const std::vector<std::string> names = reviewers();
    if (names.empty())
        return tr("Name the reviewers.");
    if (std::set<std::string>(names.begin(), names.end()).size() < names.size())
        return tr("A reviewer is named twice.");
    if (m_unjudged->isChecked() && !m_judged)
        return tr("Reading what was judged…");
    return ids.empty() ? tr("There is no such sample.") : QString();
}

void AssignDialog::refresh() {
    const std::vector<std::string> ids = samples();
    m_each->setMaximum(std::max(1, static_cast<int>(reviewers().size())));
    const QString problem = hindrance(ids);
    m_plan->setText(problem.isEmpty() ? planText(makeAssignment(ids, options()), ids.size()) : problem);
    m_assign->setEnabled(problem.isEmpty());
    m_alone->setVisible(m_each->value() == 1);
    m_shared->setVisible(m_each->value() > 1);
    const Assignment* standing = m_session.team().assignment();
    m_replaced->setText(standing ? replacedText(*standing) : QString());
    m_replaced->setVisible(standing);
}

void AssignDialog::assign() {
    m_assign->setEnabled(false);
    m_session.team().assign(samples(), options(), [this, dialog = QPointer(this)](const std::optional<Error>& error) {
        if (!dialog)
            return;
        if (!error)
            return accept();
        refresh();
        m_plan->setText(errorSentence(*error));
    });
}

} // namespace locascope
