#include "ui/models/sessionprivate.h"

#include "ui/models/onthreadof.h"

#include <QStringList>

#include <algorithm>
#include <utility>

namespace locascope {

namespace {

bool haveSamePixels(const LoadedSample& left, const LoadedSample& right) {
    return std::all_of(allStains.begin(), allStains.end(), [&](Stain stain) { return left.stack.planes[stain].data() == right.stack.planes[stain].data(); });
}

} // namespace

void Session::Private::takeImage(int sample, const ImageReference& arrived) {
    if (sample != current || image)
        return;
    const int bits = arrived->stack.bits;
    // The first picture of all is shown with its own window, for which it must be counted.
    if (!arrived->stack.isEmpty() && !book.knows(bits))
        return countHistogram(sample, arrived);
    showImage(arrived);
    countHistogram(sample, arrived);
}

void Session::Private::showImage(const ImageReference& arrived) {
    const ImageReference kept = images.find(current); // the digest may have come while the histogram was counted
    image = kept && haveSamePixels(*kept, *arrived) ? kept : arrived;
    const DisplaySettings before = display;
    refreshDisplay();
    if (display != before)
        emit q.displayChanged();
    emit q.imageChanged();
    classifyCurrent();
    startInspecting();
}

/// What is on screen is known by its digest from now on, and may be classified.
void Session::Private::takeDigest(int sample, const ImageReference& digested) {
    if (sample != current || !image)
        return;
    if (haveSamePixels(*image, *digested)) {
        image = digested;
        return classifyCurrent();
    }
    if (!image->digestFollows)
        return;
    image.reset(); // read again: maybe another content
    takeImage(sample, digested);
}

void Session::Private::countHistogram(int sample, const ImageReference& arrived) {
    if (arrived->stack.isEmpty())
        return;
    DecodingThreads::Job job{-1, [this, sample, arrived, number = plateNumber, plane = plate->plate.chosenPlane](std::stop_token) {
                                 auto counted = std::make_shared<const PerStain<Histogram>>(histogramsOf(arrived->stack));
                                 onThreadOf(this, [this, sample, arrived, number, plane, counted] {
                                     if (number == plateNumber && plane == plate->plate.chosenPlane)
                                         takeHistogram(sample, arrived, counted);
                                 });
                                 return true;
                             }};
    decoding.replace(Lane::Histogram, {std::move(job)});
}

void Session::Private::takeHistogram(int sample, const ImageReference& arrived, std::shared_ptr<const PerStain<Histogram>> counted) {
    if (sample != current || (image && !haveSamePixels(*image, *arrived)))
        return;
    const int bits = arrived->stack.bits;
    if (!book.knows(bits)) {
        book.setProvisional(bits, windowsOf(*counted, bits));
        restyleThumbnails();
    }
    histograms = std::move(counted);
    if (!image)
        showImage(arrived);
    else if (stretchHeld) {
        refreshDisplay();
        emit q.displayChanged();
    }
    emit q.histogramChanged();
}

int Session::Private::shownBits() const {
    if (image && !image->stack.isEmpty())
        return image->stack.bits;
    return isSample(current) ? shapeOf(plate->plate, static_cast<std::size_t>(current)).bits : 0;
}

/// Puts the windows that count for the image on screen into `display`.
void Session::Private::refreshDisplay() {
    const int bits = shownBits();
    if (bits == 0)
        return;
    const PerStain<ContrastWindow> windows = book.windows(bits);
    for (Stain stain : allStains)
        display.stains[stain].window = windows[stain];
    if (stretchHeld && histograms && (*histograms)[Stain::Protein].total() > 0) {
        const double gamma = display.stains[Stain::Protein].window.gamma;
        display.stains[Stain::Protein].window = windowsOf(*histograms, bits)[Stain::Protein];
        display.stains[Stain::Protein].window.gamma = gamma;
    }
}

void Session::Private::setDisplay(const DisplaySettings& wanted) {
    if (wanted == display)
        return;
    PerStain<ContrastWindow> windows;
    bool windowsMoved = false;
    bool colouringChanged = false;
    for (Stain stain : allStains) {
        windows[stain] = wanted.stains[stain].window;
        windowsMoved = windowsMoved || windows[stain] != display.stains[stain].window;
        StainDisplay sameWindow = wanted.stains[stain];
        sameWindow.window = display.stains[stain].window;
        stainsToggled = stainsToggled || sameWindow.visible != display.stains[stain].visible;
        colouringChanged = colouringChanged || sameWindow != display.stains[stain];
    }
    display = wanted;
    const int bits = shownBits();
    if (windowsMoved && !stretchHeld && bits > 0) {
        book.setManual(bits, windows);
        contrastMoved = true;
        restyleTimer.start();
    }
    if (colouringChanged)
        restyleTimer.start();
    emit q.displayChanged();
}

void Session::Private::stretchProtein(bool isHeld) {
    if (isHeld == stretchHeld)
        return;
    stretchHeld = isHeld;
    refreshDisplay();
    emit q.displayChanged();
}

ContrastState Session::Private::contrastState() const {
    if (stretchHeld)
        return ContrastState::ThisImage;
    const int bits = shownBits();
    if (bits == 0) // nothing is known of the image yet: what is said stays
        return !book.manual().empty() ? ContrastState::Manual : !book.plate().windows.empty() ? ContrastState::Plate : ContrastState::Provisional;
    if (book.isManual(bits))
        return ContrastState::Manual;
    return book.isOfPlate(bits) ? ContrastState::Plate : ContrastState::Provisional;
}

void Session::Private::planContrast() {
    if (book.plate().windows.empty() && !refinedContrast && !contrastAskedFor)
        contrast.start(plate);
}

void Session::Private::takePlateContrast(const PlateContrast& measured) {
    book.setPlateContrast(measured);
    contrastIsBorrowed = false;
    plannedContrast.reset();
    refreshDisplay();
    restyleThumbnails();
    emit q.displayChanged();
}

void Session::Private::storeWindows() {
    if (!refinedContrast || refinedContrast->windows.empty())
        return;
    const int plane = plate->plate.chosenPlane.value_or(0);
    storedContrasts[plane] = *refinedContrast;
    putSetting(contrastSettingOf(plane), formatPlateContrast(*refinedContrast));
    rememberPosition();
}

void Session::Private::keepContrastByHand() {
    storeContrastByHand();
    storeShownStains();
    restyleThumbnails();
}

/// Only what a hand moved: the review may not be read yet, and hold another.
void Session::Private::storeContrastByHand() {
    if (std::exchange(contrastMoved, false))
        putSetting(contrastByHandSetting, formatWindows(book.manual()));
}

void Session::Private::storeShownStains() {
    if (!std::exchange(stainsToggled, false))
        return;
    std::string shown = "shown";
    for (const Stain stain : allStains)
        if (display.stains[stain].visible)
            shown += ' ' + std::string(stainKey(stain));
    putSetting(shownStainsSetting, shown);
}

void Session::Private::takeShownStains(const std::string& stored) {
    if (stored.empty() || stainsToggled || settingsToPut.contains(shownStainsSetting))
        return;
    const QStringList words = QString::fromStdString(stored).split(u' ');
    for (const Stain stain : allStains) {
        const std::string_view key = stainKey(stain);
        display.stains[stain].visible = words.contains(QString::fromLatin1(key.data(), static_cast<qsizetype>(key.size())));
    }
    restyleThumbnails();
    emit q.displayChanged();
}

void Session::Private::restyleThumbnails() {
    if (!plate)
        return;
    thumbnails.setStyle({display, book});
    emit q.thumbnailChanged(-1);
}

} // namespace locascope
