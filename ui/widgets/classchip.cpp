#include "ui/widgets/classchip.h"

#include "ui/widgets/chipstyle.h"
#include "ui/widgets/classcolour.h"
#include "ui/widgets/classname.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <QLocale>
#include <QPainter>

#include <algorithm>

namespace locascope {

namespace {

constexpr int signSize = 11;
constexpr int barHeight = 4;
constexpr double smallestNamePoints = 6.5;
constexpr int narrowestStretch = 60;

QFont nameFont(const QFont& base, double points) {
    QFont font = base;
    font.setPointSizeF(points);
    font.setStretch(QFont::SemiCondensed);
    return font;
}

/// Whether `text`, wrapped at words, fits into `size`.
bool fits(const QString& text, const QFont& font, const QSizeF& size) {
    const QFontMetricsF metrics(font);
    for (const QString& word : text.split(u' '))
        if (metrics.horizontalAdvance(word) > size.width())
            return false;
    const QRectF bounds = metrics.boundingRect(QRectF(0, 0, size.width(), 1000), Qt::TextWordWrap | Qt::AlignLeft, text);
    return bounds.height() <= size.height();
}

/// Narrowed as far as the longest word needs, for words that even the smallest letters do not fit.
void narrowFor(QFont& font, const QString& text, double width) {
    double longest = 0;
    for (const QString& word : text.split(u' '))
        longest = std::max(longest, QFontMetricsF(font).horizontalAdvance(word));
    if (longest > width)
        font.setStretch(std::max(narrowestStretch, int(font.stretch() * width / longest)));
}

} // namespace

ClassChip::ClassChip(const LabelClass& labelClass, QWidget* parent)
    : QAbstractButton(parent)
    , m_index(labelClass.index)
    , m_name(QString::fromStdString(labelClass.name))
    , m_key(QString::fromStdString(labelClass.key))
    , m_term(QString::fromStdString(labelClass.goAccession)) {
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    retranslate();
}

void ClassChip::showState(const ChipState& state) {
    if (state == m_state)
        return;
    m_state = state;
    retranslate();
    update();
}

void ClassChip::setExplained(bool explained) {
    m_explained = explained;
    update();
}

QSize ClassChip::sizeHint() const { return {92, fontMetrics().height() * 7 / 2 + barHeight + 8}; }
QSize ClassChip::minimumSizeHint() const { return {52, fontMetrics().height() * 7 / 2 + barHeight + 4}; }

QString ClassChip::printedKey() const {
    const QString digit = m_key.section(u'+', -1);
    return m_key.startsWith(QStringLiteral("Shift")) ? tr("Shift %1").arg(digit) : m_key.startsWith(QStringLiteral("Alt")) ? tr("Alt %1").arg(digit) : digit;
}

/// For a chip so narrow that the key would run into the sign.
QString ClassChip::shortKey() const { return printedKey().replace(tr("Shift %1").arg(QString()).trimmed() + u' ', QStringLiteral("⇧")); }

void ClassChip::setColour(const QColor& colour) {
    m_colour = colour;
    update();
}

QColor ClassChip::inkColour() const {
    const ThemeColours& colours = themeColours(palette());
    switch (m_state.mark) {
    case ChipMark::Added: return colours.accentText;
    case ChipMark::Proposed: return colours.window;
    case ChipMark::Absent: return colours.mutedText;
    default: return colours.text;
    }
}

void ClassChip::paintEvent(QPaintEvent*) {
    const ThemeColours& colours = themeColours(palette());
    QPainter painter(this);
    const QRectF box = rect();
    paintChipGround(painter, box, m_state.mark, palette());
    paintClassColour(painter, box, m_colour);
    painter.setPen(inkColour());
    const QRectF head(box.left() + 5, box.top() + 2, box.width() - 9, fontMetrics().height());
    QFont keyFont = font();
    keyFont.setBold(true);
    if (m_key.size() > 1)
        keyFont.setPointSizeF(keyFont.pointSizeF() * 0.8);
    painter.setFont(keyFont);
    const double room = head.width() - signSize - 3;
    const QString key = QFontMetricsF(keyFont).horizontalAdvance(printedKey()) <= room ? printedKey() : shortKey();
    painter.drawText(head, Qt::AlignLeft | Qt::AlignVCenter, key);
    paintChipSign(painter, QRectF(head.right() - signSize, head.center().y() - signSize / 2.0, signSize, signSize), m_state.mark, palette());
    if (m_state.difference != ChipDifference::None)
        paintDifference(painter, QRectF(head.right() - signSize - 13, head.center().y() - 4, 8, 8), m_state.difference, inkColour());
    else if (m_state.decided) // a stored decision says so: a bar beside the key
        painter.fillRect(QRectF(head.right() - signSize - 14, head.center().y() - 2, 10, 4), inkColour());
    painter.setPen(inkColour());
    paintName(painter);
    if (m_state.probability)
        paintProbability(painter, QRectF(box.left() + 5, box.bottom() - barHeight - 4, box.width() - 10, barHeight), m_state, palette());
    if (m_explained || hasFocus()) {
        painter.setPen(QPen(colours.text, m_explained ? 2 : 1, m_explained ? Qt::SolidLine : Qt::DotLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4);
    }
}

QRectF ClassChip::nameArea() const {
    const double top = 2 + fontMetrics().height();
    return QRectF(4, top, width() - 6, height() - top - barHeight - 7);
}

double ClassChip::fittingPoints(double points) const {
    while (points > smallestNamePoints && !fits(className(m_name), nameFont(font(), points), nameArea().size()))
        points -= 0.25;
    return std::max(points, smallestNamePoints);
}

void ClassChip::setNamePoints(double points) {
    m_namePoints = points;
    update();
}

void ClassChip::paintName(QPainter& painter) const {
    QFont drawn = nameFont(font(), m_namePoints);
    drawn.setStrikeOut(m_state.mark == ChipMark::Rejected);
    narrowFor(drawn, className(m_name), nameArea().width());
    painter.setFont(drawn);
    painter.drawText(nameArea(), Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, className(m_name));
}

void ClassChip::enterEvent(QEnterEvent*) {
    emit attended(m_index);
    update();
}

void ClassChip::leaveEvent(QEvent*) {
    emit left();
    update();
}

void ClassChip::focusInEvent(QFocusEvent* event) {
    QAbstractButton::focusInEvent(event);
    emit attended(m_index);
}

void ClassChip::focusOutEvent(QFocusEvent* event) {
    QAbstractButton::focusOutEvent(event);
    emit left();
}

void ClassChip::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QAbstractButton::changeEvent(event);
}

void ClassChip::retranslate() {
    const QString mark = chipMarkText(m_state.mark);
    QString tip = tr("%1 (key %2): %3").arg(className(m_name), m_key, mark);
    if (m_state.probability)
        tip += u'\n' + tr("Model: %1, threshold %2").arg(probabilityText(m_state), QLocale().toString(m_state.threshold, 'f', 2));
    if (const QString difference = differenceText(m_state.difference); !difference.isEmpty())
        tip += u'\n' + difference;
    if (m_state.decided)
        tip += u'\n' + tr("Part of the stored decision");
    if (!m_term.isEmpty())
        tip += u'\n' + m_term;
    setToolTip(tip);
    setAccessibleName(className(m_name));
    const QString difference = differenceText(m_state.difference);
    setAccessibleDescription(difference.isEmpty() ? mark : mark + QStringLiteral(". ") + difference);
}

} // namespace locascope
