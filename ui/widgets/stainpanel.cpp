#include "ui/widgets/stainpanel.h"

#include "ui/widgets/contraststatetext.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/stainrow.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace locascope {

namespace {

const QString paletteSetting = QStringLiteral("view/palette");
constexpr int mostStateLines = 5; // three of where the contrast is from, two of comparability

QString keyOf(const Palette& palette) { return QString::fromLatin1(palette.key.data(), qsizetype(palette.key.size())); }

/// Position in palettes(); the first one when none was chosen, or one that is not known.
int savedPalette() {
    const QString key = QSettings().value(paletteSetting).toString();
    const auto found = std::find_if(palettes().begin(), palettes().end(), [&](const Palette& palette) { return keyOf(palette) == key; });
    return found == palettes().end() ? 0 : int(found - palettes().begin());
}

} // namespace

StainPanel::StainPanel(Session& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_mode(new QComboBox)
    , m_palette(new QComboBox)
    , m_reset(new QPushButton)
    , m_more(new QToolButton)
    , m_state(new QLabel) {
    for (int i = 0; i < 3; ++i)
        m_mode->addItem({});
    for (std::size_t i = 0; i <= palettes().size(); ++i) // the last one: colours of one's own
        m_palette->addItem({});
    m_palette->setObjectName(QStringLiteral("palette"));
    m_state->setWordWrap(true);
    m_state->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_state->setMinimumHeight(fontMetrics().height() * mostStateLines);
    for (const Stain stain : allStains) {
        m_rows[stain] = new StainRow(stain);
        connectRow(stain);
    }
    buildLayout();
    connectSession();
    retranslate();
    usePalette(savedPalette());
    refreshDisplay();
    refreshImage();
}

void StainPanel::buildLayout() {
    auto* head = new QHBoxLayout;
    head->setContentsMargins(6, 4, 6, 0);
    head->setSpacing(4);
    head->addWidget(m_mode, 1);
    head->addWidget(m_palette, 1);
    head->addWidget(m_more);
    m_more->setObjectName(QStringLiteral("contrast-menu"));
    m_more->setIcon(themedIcon(QStringLiteral("contrast")));
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setAutoRaise(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 4);
    layout->setSpacing(1);
    layout->addLayout(head);
    for (StainRow* row : m_rows.values)
        layout->addWidget(row);
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(8, 2, 6, 0);
    foot->addWidget(m_state, 1);
    foot->addWidget(m_reset, 0, Qt::AlignTop);
    layout->addLayout(foot);
    layout->addStretch(1);
    for (QComboBox* box : {m_mode, m_palette}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(9);
    }
}

void StainPanel::connectSession() {
    connect(&m_session, &Session::displayChanged, this, &StainPanel::refreshDisplay);
    connect(&m_session, &Session::imageChanged, this, &StainPanel::refreshImage);
    connect(&m_session, &Session::histogramChanged, this, &StainPanel::refreshHistograms);
    connect(&m_session, &Session::plateChanged, this, &StainPanel::refreshImage);
    connect(&m_session, &Session::currentChanged, this, [this] {
        if (!m_refusal.isEmpty())
            refuse({});
    });
    connect(m_mode, &QComboBox::activated, this,
            [this](int mode) { change([mode](DisplaySettings& display) { display.mode = static_cast<DisplayMode>(mode); }); });
    connect(m_palette, &QComboBox::activated, this, &StainPanel::usePalette);
    connect(m_reset, &QPushButton::clicked, &m_session, &Session::resetContrastToPlate);
}

void StainPanel::connectRow(Stain stain) {
    StainRow* row = m_rows[stain];
    connect(row, &StainRow::edited, this, [this, stain](const StainDisplay& edited) {
        change([&](DisplaySettings& display) { display.stains[stain] = edited; });
    });
    connect(row, &StainRow::aloneRequested, this, [this, stain](bool alone) {
        change([&](DisplaySettings& display) {
            display.active = stain;
            display.mode = alone ? DisplayMode::Greyscale : DisplayMode::Composite;
        });
    });
    connect(row, &StainRow::tableChosen, this, [this, stain] {
        change([&](DisplaySettings& display) {
            display.active = stain;
            display.mode = DisplayMode::Colour;
        });
    });
    connect(row, &StainRow::copyRequested, this, [this, stain] { copyContrast(stain); });
    connect(row, &StainRow::pasteRequested, this, [this, stain] { pasteContrast(stain); });
    connect(row, &StainRow::activated, this, [this, stain] {
        change([&](DisplaySettings& display) { display.active = stain; });
    });
}

template <class Change>
void StainPanel::change(Change&& apply) {
    DisplaySettings display = m_session.display();
    apply(display);
    if (display != m_session.display())
        m_session.setDisplay(display);
}

void StainPanel::usePalette(int position) {
    if (position >= int(palettes().size()))
        return refreshDisplay();
    QSettings().setValue(paletteSetting, keyOf(palettes()[static_cast<std::size_t>(position)]));
    change([&](DisplaySettings& display) {
        for (const Stain stain : allStains) {
            display.stains[stain].colour = palettes()[static_cast<std::size_t>(position)].colours[stain];
            display.stains[stain].table = LookUpTable::Pure;
        }
    });
}

void StainPanel::setMenu(QMenu* menu) { m_more->setMenu(menu); }

void StainPanel::setLogarithmic(bool logarithmic) {
    for (StainRow* row : m_rows.values)
        row->setLogarithmic(logarithmic);
}

void StainPanel::copyContrast(std::optional<Stain> only) {
    if (m_session.shownBits() == 0)
        return;
    QApplication::clipboard()->setText(formatContrast(contrastOf(m_session.display(), m_session.shownBits(), only)));
    refuse({});
}

void StainPanel::pasteContrast(std::optional<Stain> only) {
    const auto contrast = parseContrast(QApplication::clipboard()->text());
    if (!contrast)
        return refuse(tr("⚠ The clipboard holds no contrast. Copy one here or in another window first."));
    applyContrast(only ? forStain(*contrast, *only, m_session.display()) : *contrast);
}

void StainPanel::applyContrast(const CopiedContrast& contrast) {
    if (contrast.bits != m_session.shownBits())
        return refuse(tr("⚠ That contrast is of images of %1 bits, and this one has %2: raw values do not compare.").arg(contrast.bits).arg(m_session.shownBits()));
    const auto& stains = contrast.stains.values;
    if (std::none_of(stains.begin(), stains.end(), [](const auto& named) { return named.has_value(); }))
        return refuse(tr("⚠ The clipboard holds the contrast of other stains, not of this one."));
    m_refusal.clear();
    change([&](DisplaySettings& display) { display = withContrast(display, contrast); });
    refreshState();
}

void StainPanel::refuse(const QString& why) {
    m_refusal = why;
    refreshState();
}

void StainPanel::refreshDisplay() {
    m_refusal.clear();
    const DisplaySettings& display = m_session.display();
    m_mode->setCurrentIndex(static_cast<int>(display.mode));
    const bool oneStain = display.mode != DisplayMode::Composite;
    PerStain<Colour> colours;
    for (const Stain stain : allStains) {
        const bool active = oneStain && display.active == stain;
        colours[stain] = display.stains[stain].colour;
        m_rows[stain]->showSettings(display.stains[stain], active && display.mode == DisplayMode::Greyscale, active);
    }
    int chosen = int(palettes().size());
    for (int i = 0; i < int(palettes().size()); ++i)
        if (palettes()[static_cast<std::size_t>(i)].colours == colours)
            chosen = i;
    m_palette->setCurrentIndex(chosen);
    refreshState();
}

void StainPanel::refreshImage() {
    for (const Stain stain : allStains)
        m_rows[stain]->setAbsent(m_session.hasPlate() && m_session.plate().absentStains[stain]);
    const auto image = m_session.image();
    for (const Stain stain : allStains)
        if (image) // else the last one's mark stays for the milliseconds that it takes
            m_rows[stain]->setCoarseChroma(QString::fromStdString(image->coarseChroma[stain]));
    const bool isBeingCounted = m_session.current() >= 0 && (!image || !image->stack.isEmpty());
    if (!isBeingCounted || m_session.histogram(Stain::Protein).total() > 0)
        refreshHistograms(); // else the last one stays for the milliseconds that it takes, so that nothing flickers
    refreshState();
}

void StainPanel::refreshHistograms() {
    const auto image = m_session.image();
    const int depthMaximum = image && image->stack.bits == 16 ? 65535 : 255;
    for (const Stain stain : allStains)
        m_rows[stain]->showHistogram(m_session.histogram(stain), depthMaximum);
}

void StainPanel::refreshState() {
    const ContrastText state = contrastStateText(m_session);
    const bool refuses = !m_refusal.isEmpty();
    m_state->setText(!m_session.hasPlate() ? QString() : refuses ? m_refusal : state.text);
    m_state->setToolTip(state.explanation);
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, refuses || state.warns ? themeColours(palette()).warning : themeColours(palette()).mutedText);
    m_state->setPalette(colours);
}

void StainPanel::focusFirstControl() { m_mode->setFocus(Qt::ShortcutFocusReason); }

void StainPanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::PaletteChange)
        refreshState();
    QWidget::changeEvent(event);
}

void StainPanel::retranslate() {
    const QSignalBlocker blockers[] = {QSignalBlocker(m_mode), QSignalBlocker(m_palette)};
    m_mode->setItemText(0, tr("Composite"));
    m_mode->setItemText(1, tr("Colour"));
    m_mode->setItemText(2, tr("Greyscale"));
    m_mode->setToolTip(tr("Composite adds the visible stains; Colour and Greyscale show the active one alone"));
    m_mode->setAccessibleName(tr("Display mode"));
    for (int i = 0; i < int(palettes().size()); ++i) {
        const auto key = palettes()[static_cast<std::size_t>(i)].key;
        m_palette->setItemText(i, key == "hpa" ? tr("Protein Atlas") : key == "colour-blind" ? tr("Colour-blind safe") : tr("ImageJ"));
    }
    m_palette->setItemText(int(palettes().size()), tr("Own colours"));
    m_palette->setToolTip(tr("Colours of the stains"));
    m_palette->setAccessibleName(tr("Palette"));
    m_more->setToolTip(tr("Copy, paste and keep contrast; measure it anew"));
    m_more->setAccessibleName(m_more->toolTip());
    m_refusal.clear(); // it was said in another language
    m_reset->setText(tr("Reset"));
    m_reset->setToolTip(tr("Back to the plate’s automatic contrast, gamma 1"));
    refreshState();
}

} // namespace locascope
