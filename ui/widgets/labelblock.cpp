#include "ui/widgets/labelblock.h"

#include "ui/widgets/classchip.h"
#include "ui/widgets/keyreader.h"

#include <QEvent>
#include <QGridLayout>

namespace locascope {

namespace {

int columnOf(int digit) { return digit == 0 ? 9 : digit - 1; }

} // namespace

LabelBlock::LabelBlock(QWidget* parent) : QWidget(parent), m_layout(new QGridLayout(this)) {
    m_layout->setContentsMargins(6, 2, 6, 4);
    m_layout->setSpacing(3);
    for (int column = 0; column < 10; ++column)
        m_layout->setColumnStretch(column, 1);
}

void LabelBlock::setVocabulary(const Vocabulary& vocabulary, const std::vector<QColor>& colours) {
    for (ClassChip* chip : m_chips)
        delete chip;
    m_chips.clear();
    for (const LabelClass& labelClass : vocabulary.classes())
        addChip(labelClass);
    for (ClassChip* chip : m_chips)
        chip->setColour(colours[toIndex(chip->index())]);
}

void LabelBlock::addChip(const LabelClass& labelClass) {
    const auto key = labelKeyOf(labelClass);
    if (!key)
        return;
    auto* chip = new ClassChip(labelClass);
    m_chips.push_back(chip);
    m_layout->addWidget(chip, static_cast<int>(key->layer), columnOf(key->digit));
    connect(chip, &ClassChip::clicked, this, [this, chip] { emit toggled(chip->index()); });
    connect(chip, &ClassChip::attended, this, [this](ClassIndex index) { emit attended(index); });
    connect(chip, &ClassChip::left, this, [this] { emit attended(std::nullopt); });
}

void LabelBlock::showStates(const std::vector<ChipState>& states) {
    for (ClassChip* chip : m_chips)
        chip->showState(toIndex(chip->index()) < states.size() ? states[toIndex(chip->index())] : ChipState{});
}

void LabelBlock::showExplained(std::optional<ClassIndex> index) {
    for (ClassChip* chip : m_chips)
        chip->setExplained(chip->index() == index);
}

void LabelBlock::fitNames() {
    double points = font().pointSizeF();
    for (const ClassChip* chip : m_chips)
        points = chip->fittingPoints(points);
    for (ClassChip* chip : m_chips)
        chip->setNamePoints(points);
}

void LabelBlock::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fitNames();
}

void LabelBlock::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::FontChange)
        fitNames();
    QWidget::changeEvent(event);
}

} // namespace locascope
