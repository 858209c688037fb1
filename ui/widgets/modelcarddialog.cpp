#include "ui/widgets/modelcarddialog.h"

#include "ui/widgets/classname.h"
#include "ui/widgets/modelcardform.h"
#include "ui/widgets/theme.h"

#include <QDialogButtonBox>
#include <QDir>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <numeric>

namespace locascope {

namespace {

constexpr std::size_t shownClasses = 5;

} // namespace

ModelCardDialog::ModelCardDialog(const ModelFile& file, const QString& tryingOn, QWidget* parent)
    : QDialog(parent)
    , m_tryingOn(tryingOn)
    , m_form(new ModelCardForm(file))
    , m_said(new QLabel)
    , m_try(new QPushButton(tr("&Try")))
    , m_save(new QPushButton(tr("&Save the card"))) {
    setWindowTitle(tr("A model without a card"));
    buildLayout(file.file);
    connect(m_form, &ModelCardForm::changed, this, &ModelCardDialog::forgetTrial);
    connect(m_form, &ModelCardForm::vocabularyRequested, this, &ModelCardDialog::vocabularyRequested);
    connect(m_try, &QPushButton::clicked, this, &ModelCardDialog::attempt);
    connect(m_save, &QPushButton::clicked, this, [this] { emit saveRequested(importOptionsOf(answers())); });
    forgetTrial();
}

ModelAnswers ModelCardDialog::answers() const { return m_form->answers(); }

void ModelCardDialog::addVocabulary(const Vocabulary& vocabulary, const std::filesystem::path& file) { m_form->addVocabulary(vocabulary, file); }

void ModelCardDialog::buildLayout(const std::filesystem::path& file) {
    auto* head = new QLabel(tr("%1 has no card. Say what its authors say it takes and gives; try it; then save.").arg(QString::fromStdString(file.filename().string())));
    head->setWordWrap(true);
    head->setTextFormat(Qt::PlainText);
    head->setToolTip(QDir::toNativeSeparators(QString::fromStdString(file.string())));
    auto* scroll = new QScrollArea;
    scroll->setWidget(m_form);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    m_said->setWordWrap(true);
    m_said->setTextFormat(Qt::PlainText);
    m_said->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_said->setMinimumHeight(fontMetrics().lineSpacing() * 3);
    m_said->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    buttons->addButton(m_try, QDialogButtonBox::ActionRole);
    buttons->addButton(m_save, QDialogButtonBox::ActionRole);
    buttons->button(QDialogButtonBox::Cancel)->setAutoDefault(false);
    m_save->setAutoDefault(false);
    m_try->setDefault(true);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(head);
    layout->addWidget(scroll, 1);
    layout->addWidget(m_said);
    layout->addWidget(buttons);
    resize(560, 620);
}

void ModelCardDialog::forgetTrial() {
    m_isTrying = false;
    m_form->setEnabled(true);
    m_save->setEnabled(false);
    m_save->setToolTip(tr("Try it first"));
    m_try->setEnabled(true);
    m_try->setDefault(true);
    m_said->clear();
}

/// Answers stand still while they are tried or saved, so that what is saved is what was tried.
void ModelCardDialog::wait(const QString& sentence) {
    m_form->setEnabled(false);
    m_try->setEnabled(false);
    m_save->setEnabled(false);
    say(sentence, themeColours(palette()).text);
}

void ModelCardDialog::attempt() {
    const ModelAnswers said = answers();
    if (const QString wrong = faultOf(said); !wrong.isEmpty())
        return showRefusal(wrong);
    wait(m_tryingOn.isEmpty() ? tr("Trying it in safety on an empty field…") : tr("Trying it in safety on %1…").arg(m_tryingOn));
    m_isTrying = true;
    emit tryRequested(cardOf(said));
}

void ModelCardDialog::showAnswer(const std::vector<float>& probabilities) {
    if (!m_isTrying)
        return;
    m_isTrying = false;
    const Vocabulary vocabulary = answers().vocabulary;
    std::vector<std::size_t> order(std::min(probabilities.size(), vocabulary.size()));
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t left, std::size_t right) { return probabilities[left] > probabilities[right]; });
    order.resize(std::min(order.size(), shownClasses));
    QStringList classes;
    for (const std::size_t index : order)
        classes.append(QStringLiteral("%1 %2").arg(className(QString::fromStdString(vocabulary.at(toClass(index)).name)), QLocale().toString(static_cast<double>(probabilities[index]), 'f', 3)));
    const QString answer = classes.join(QStringLiteral(", "));
    say(m_tryingOn.isEmpty() ? tr("It works. On an empty field it answers: %1.").arg(answer) : tr("It works. On %1 it answers: %2.").arg(m_tryingOn, answer), themeColours(palette()).good);
    m_form->setEnabled(true);
    m_try->setEnabled(true);
    m_save->setEnabled(true);
    m_save->setToolTip(tr("Copy the weights and the card to your models, and use it"));
    m_save->setDefault(true);
    m_save->setFocus();
}

void ModelCardDialog::showNoAnswer(const QString& sentence) {
    if (m_isTrying)
        showRefusal(sentence);
}

void ModelCardDialog::showRefusal(const QString& sentence) {
    m_isTrying = false;
    say(QStringLiteral("⚠ ") + sentence, themeColours(palette()).error);
    m_form->setEnabled(true);
    m_try->setEnabled(true);
}

void ModelCardDialog::showSaving() { wait(tr("Saving…")); }

void ModelCardDialog::say(const QString& sentence, const QColor& colour) {
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, colour);
    m_said->setPalette(colours);
    m_said->setText(sentence);
}

} // namespace locascope
