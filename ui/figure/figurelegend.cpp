#include "ui/figure/figurelegend.h"

#include "core/imaging/lookuptable.h"

#include "ui/figure/figuretext.h"

#include <algorithm>
#include <cmath>

namespace locascope {

namespace {

QString countText(double value, const QLocale& locale) {
    return value == std::floor(value) ? locale.toString(qlonglong(value)) : locale.toString(value, 'f', 1);
}

bool isOneStain(const FigureDescription& figure) { return figure.display.mode != DisplayMode::Composite; }

bool showsView(const FigureDescription& figure) {
    return std::any_of(figure.panes.begin(), figure.panes.end(), [](const FigurePane& pane) { return pane.kind != FigurePane::Kind::Stain; });
}

bool isShownInView(Stain stain, const FigureDescription& figure) {
    return showsView(figure) && std::any_of(figure.fields.begin(), figure.fields.end(), [&](const FigureField& field) {
               const std::vector<Stain> shown = shownStains(figure.display, field.stack);
               return std::find(shown.begin(), shown.end(), stain) != shown.end();
           });
}

bool isShownAlone(Stain stain, const FigureDescription& figure) {
    return std::any_of(figure.panes.begin(), figure.panes.end(), [&](const FigurePane& pane) { return pane.kind == FigurePane::Kind::Stain && pane.stain == stain; });
}

/// In grey wherever it is shown.
bool isGrey(Stain stain, const FigureDescription& figure) {
    const bool greyInView = !isShownInView(stain, figure) || figure.display.mode == DisplayMode::Greyscale;
    const bool greyAlone = !isShownAlone(stain, figure) || figure.greySingles;
    return greyInView && greyAlone;
}

/// In the colours of a table wherever it is shown alone in colour; a composite uses its one colour.
bool isInTable(Stain stain, const FigureDescription& figure) {
    const bool isColourView = isShownInView(stain, figure) && figure.display.mode == DisplayMode::Colour;
    const bool isColourPane = isShownAlone(stain, figure) && !figure.greySingles;
    return figure.display.stains[stain].table != LookUpTable::Pure && (isColourView || isColourPane);
}

FigureEntry tableEntryOf(const QString& text, LookUpTable table) {
    constexpr std::size_t shownShare = 192; // of 255: bright, and not yet white
    const std::string_view name = lookUpTableName(table);
    return {text + QStringLiteral(", ") + QString::fromLatin1(name.data(), qsizetype(name.size())), Qt::black, QColor(QRgb(pixelTable(table)[shownShare]))};
}

FigureEntry entryOf(Stain stain, const QString& text, bool grey, const FigureDescription& figure) {
    if (isInTable(stain, figure))
        return tableEntryOf(text, figure.display.stains[stain].table);
    const Colour& colour = figure.display.stains[stain].colour;
    return grey ? FigureEntry{text, Qt::black, Qt::white} : FigureEntry{text, inkOnPaper(colour), QColor(colour.red, colour.green, colour.blue)};
}

QString probabilityText(float probability, const QLocale& locale) { return locale.toString(double(probability), 'f', 2); }

} // namespace

std::vector<Stain> shownStains(const DisplaySettings& display, const ChannelStack& stack) {
    std::vector<Stain> shown;
    for (const Stain stain : allStains) {
        const bool chosen = display.mode == DisplayMode::Composite ? display.stains[stain].visible : stain == display.active;
        if (chosen && !stack.planes[stain].isEmpty())
            shown.push_back(stain);
    }
    return shown;
}

QString rangeText(const ContrastWindow& window, const QLocale& locale) {
    const QString range = countText(window.minimum, locale) + u'–' + countText(window.maximum, locale);
    return window.gamma == 1 ? range : range + QStringLiteral(", γ ") + locale.toString(window.gamma, 'g', 3);
}

FigureEntry headOf(const FigurePane& pane, const FigureDescription& figure) {
    if (pane.kind == FigurePane::Kind::Saliency)
        return {figure.words.saliency, Qt::black, {}};
    if (pane.kind == FigurePane::Kind::View && !isOneStain(figure))
        return {figure.words.composite, Qt::black, {}};
    const Stain stain = pane.kind == FigurePane::Kind::Stain ? pane.stain : figure.display.active;
    return entryOf(stain, figure.words.stains[stain], isGrey(stain, figure), figure);
}

std::vector<FigureEntry> legendOf(const FigureDescription& figure) {
    std::vector<FigureEntry> entries;
    for (const Stain stain : allStains) {
        const bool inView = isShownInView(stain, figure);
        if (!inView && !isShownAlone(stain, figure))
            continue;
        const StainDisplay& display = figure.display.stains[stain];
        QString text = figure.words.stains[stain] + u' ' + rangeText(display.window, figure.words.locale);
        if (inView && !isOneStain(figure) && display.gain != 1)
            text += QStringLiteral(", ") + figure.words.gain.arg(figure.words.locale.toString(display.gain, 'g', 3));
        entries.push_back(entryOf(stain, text, isGrey(stain, figure), figure));
    }
    return entries;
}

QStringList notesOf(const FigureDescription& figure) {
    QStringList notes{figure.fields.size() > 1 ? figure.words.commonRanges : figure.words.ranges};
    if (figure.fields.size() > 1 && figure.fields.front().stack.bits == 8 && !figure.simulated)
        notes.append(figure.words.eightBits);
    const bool isEntered = std::any_of(figure.fields.begin(), figure.fields.end(), [](const FigureField& field) { return field.pixelSize && field.pixelSize->isEntered; });
    if (figure.scaleBar && isEntered)
        notes.append(figure.words.enteredSize);
    const bool showsSaliency = std::any_of(figure.panes.begin(), figure.panes.end(), [](const FigurePane& pane) { return pane.kind == FigurePane::Kind::Saliency; });
    for (const FigureField& field : figure.fields) {
        const FigureSaliency& saliency = field.saliency;
        if (!showsSaliency || saliency.map.isEmpty())
            continue;
        QString note = figure.words.saliencyNote.arg(saliency.className, saliency.method, probabilityText(saliency.probability, figure.words.locale), saliency.model);
        if (saliency.isOfSimulation && !figure.simulated)
            note += u' ' + figure.words.simulatedModel;
        if (!notes.contains(note))
            notes.append(note);
    }
    if (figure.simulated)
        notes.append(figure.words.simulated);
    return notes + figure.notes;
}

} // namespace locascope
