#pragma once

#include "core/plate/vocabulary.h"
#include "ui/models/sessiontypes.h"

#include <QAbstractButton>

namespace locascope {

/// One class of the block: printed key, name, sign of its state, probability under it. A click is the same as its key.
class ClassChip final : public QAbstractButton {
    Q_OBJECT
public:
    ClassChip(const LabelClass& labelClass, QWidget* parent = nullptr);

    ClassIndex index() const { return m_index; }
    void showState(const ChipState& state);
    const ChipState& state() const { return m_state; }
    /// One size for the whole block, so that it reads as one.
    void setNamePoints(double points);
    /// Largest of `points` downwards at which the name fits into this chip.
    double fittingPoints(double points) const;
    /// Its saliency is on the image now.
    void setExplained(bool explained);
    void setColour(const QColor& colour); ///< the review's for this class; invalid: none

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void attended(locascope::ClassIndex index); ///< pointed at or focused
    void left();

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    QColor inkColour() const;
    QString printedKey() const;
    QString shortKey() const;
    QRectF nameArea() const;
    void paintName(QPainter& painter) const;

    ClassIndex m_index;
    QString m_name;
    QString m_key;
    QString m_term;
    ChipState m_state;
    bool m_explained = false;
    QColor m_colour;
    double m_namePoints = 8;
};

} // namespace locascope
