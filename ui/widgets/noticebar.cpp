#include "ui/widgets/noticebar.h"

#include "ui/widgets/errortext.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace locascope {

namespace {

constexpr std::size_t mostLines = 3;

QColor colourOf(Severity severity, const ThemeColours& colours) {
    return severity == Severity::Error ? colours.error : severity == Severity::Warning ? colours.warning : colours.text;
}

QString signOf(Severity severity) {
    return severity == Severity::Error ? QStringLiteral("✖") : severity == Severity::Warning ? QStringLiteral("⚠") : QStringLiteral("ℹ");
}

} // namespace

NoticeBar::NoticeBar(Session& session, QWidget* parent) : QWidget(parent), m_session(session), m_layout(new QVBoxLayout(this)) {
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(1);
    connect(&session, &Session::noticesChanged, this, &NoticeBar::refresh);
    refresh();
}

void NoticeBar::showOwn(const Notice& notice) {
    std::erase_if(m_own, [&](const Notice& old) { return old.key == notice.key; });
    m_own.push_back(notice);
    if (notice.severity == Severity::Information)
        dismissOwnLater(notice.key, ++m_ownShown);
    refresh();
}

void NoticeBar::dropOwn(const QString& key) {
    if (std::erase_if(m_own, [&](const Notice& old) { return old.key == key; }) > 0)
        refresh();
}

void NoticeBar::refresh() {
    while (QLayoutItem* item = m_layout->takeAt(0)) {
        item->widget()->deleteLater(); // a dismiss button may be on the stack
        item->widget()->hide();
        delete item;
    }
    std::vector<Notice> notices = m_session.notices();
    for (std::size_t i = notices.size() > mostLines ? notices.size() - mostLines : 0; i < notices.size(); ++i)
        m_layout->addWidget(lineOf(notices[i], false));
    for (const Notice& notice : notices) {
        if (notice.severity == Severity::Information && notice.id > m_newest)
            dismissLater(notice.id);
        m_newest = std::max(m_newest, notice.id);
    }
    for (const Notice& notice : m_own)
        m_layout->addWidget(lineOf(notice, true));
    setVisible(m_layout->count() > 0);
}

void NoticeBar::dismissLater(int id) {
    QTimer::singleShot(m_informationTime, this, [this, id] {
        if (underMouse())
            return dismissLater(id);
        m_session.dismissNotice(id);
    });
}

/// Unless another of the same key has taken its place.
void NoticeBar::dismissOwnLater(const QString& key, int number) {
    m_ownNumbers[key] = number;
    QTimer::singleShot(m_informationTime, this, [this, key, number] {
        if (m_ownNumbers[key] != number)
            return;
        if (underMouse())
            return dismissOwnLater(key, number);
        std::erase_if(m_own, [&](const Notice& old) { return old.key == key && old.severity == Severity::Information; });
        refresh();
    });
}

/// What can be done about it at once; null where nothing can.
QPushButton* NoticeBar::remedyOf(const Notice& notice) {
    if ((notice.key == QLatin1String("saving") || notice.key == QLatin1String("kept") || notice.key == QLatin1String("refused")) && notice.severity != Severity::Information) {
        auto* retry = new QPushButton(tr("Try again now"));
        retry->setToolTip(tr("Try again to save the decisions that are not saved"));
        connect(retry, &QPushButton::clicked, &m_session, &Session::retrySaving);
        return retry;
    }
    if (notice.key == QLatin1String("device")) {
        auto* goOn = new QPushButton(tr("Go on with the processor"));
        goOn->setToolTip(tr("Run the model on this computer's processor, more slowly. The device is tried again when Locascope is started anew."));
        connect(goOn, &QPushButton::clicked, &m_session, &Session::useProcessor);
        return goOn;
    }
    return nullptr;
}

QWidget* NoticeBar::lineOf(const Notice& notice, bool own) {
    const ThemeColours& colours = themeColours(palette());
    auto* line = new QWidget;
    line->setAutoFillBackground(true);
    line->setBackgroundRole(QPalette::Button);
    auto* text = new QLabel(signOf(notice.severity) + QStringLiteral("  ") + noticeSentence(notice));
    text->setWordWrap(true);
    text->setTextFormat(Qt::PlainText);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    QPalette tinted = palette();
    tinted.setColor(QPalette::WindowText, colourOf(notice.severity, colours));
    text->setPalette(tinted);
    text->setForegroundRole(QPalette::WindowText); // not that of the line's ground
    auto* layout = new QHBoxLayout(line);
    layout->setContentsMargins(10, 4, 4, 4);
    layout->addWidget(text, 1);
    if (QPushButton* remedy = remedyOf(notice))
        layout->addWidget(remedy);
    auto* dismiss = new QToolButton;
    dismiss->setAutoRaise(true);
    dismiss->setIcon(themedIcon(QStringLiteral("clear")));
    dismiss->setToolTip(tr("Dismiss this notice"));
    dismiss->setAccessibleName(dismiss->toolTip());
    dismiss->setFocusPolicy(Qt::TabFocus);
    connect(dismiss, &QToolButton::clicked, this, [this, own, id = notice.id, key = notice.key] {
        if (!own)
            return m_session.dismissNotice(id);
        dropOwn(key);
    });
    layout->addWidget(dismiss, 0, Qt::AlignTop);
    return line;
}

void NoticeBar::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        refresh();
    QWidget::changeEvent(event);
}

} // namespace locascope
