#pragma once

#include "core/plate/vocabulary.h"
#include "ui/models/sessiontypes.h"

#include <QColor>
#include <QWidget>

#include <optional>
#include <vector>

class QGridLayout;

namespace locascope {

class ClassChip;

/// The classes as they lie on the keyboard: ten columns (1 … 9, 0) and three rows (bare, Shift, Alt). Classes without a key are not here.
class LabelBlock final : public QWidget {
    Q_OBJECT
public:
    explicit LabelBlock(QWidget* parent = nullptr);

    /// `colours` by class, invalid for none.
    void setVocabulary(const Vocabulary& vocabulary, const std::vector<QColor>& colours);
    void showStates(const std::vector<ChipState>& states); ///< by class index
    void showExplained(std::optional<ClassIndex> index);
    const std::vector<ClassChip*>& chips() const { return m_chips; }

signals:
    void toggled(locascope::ClassIndex index);
    void attended(const std::optional<locascope::ClassIndex>& index);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void addChip(const LabelClass& labelClass);
    void fitNames();

    QGridLayout* m_layout;
    std::vector<ClassChip*> m_chips;
};

} // namespace locascope
