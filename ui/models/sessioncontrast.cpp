#include "ui/models/sessionprivate.h"

#include "ui/models/onthreadof.h"

#include <utility>

namespace locascope {

namespace {

void applyTo(ContrastPresets& presets, const QString& name, const std::optional<CopiedContrast>& preset) {
    if (preset)
        presets[name] = *preset;
    else
        presets.erase(name);
}

} // namespace

void Session::Private::takeRefinedContrast(const PlateContrast& measured) {
    finishJob(QStringLiteral("contrast"));
    const bool asked = std::exchange(contrastAskedFor, false);
    if (measured.windows.empty())
        return; // nothing could be read: what was known stays
    refinedContrast = measured;
    storeWindows();
    if (asked)
        q.resetContrastToPlate();
}

void Session::Private::stopContrast() {
    contrast.stop();
    finishJob(QStringLiteral("contrast"));
}

void Session::Private::measureContrast(const PerStain<double>& clip) {
    if (!plate)
        return;
    contrastAskedFor = true;
    contrast.measure(plate, clip);
    reportJob(QStringLiteral("contrast"), 0, 0);
}

void Session::Private::readPresets() {
    const std::filesystem::path file = presetsFile(options.dataDirectory);
    if (!file.empty())
        jobThread.post([this, file](std::stop_token) {
            const ReadPresets read = readPresetsFile(file);
            onThreadOf(this, [this, read, file] {
                takePresets(read.presets);
                if (read.damaged)
                    say(Severity::Warning, "presets-read", Error(ErrorKind::Invalid, file, "not all contrast presets could be read; the file is kept"));
            });
        });
}

void Session::Private::takePresets(ContrastPresets read) {
    presets = std::move(read);
    for (const auto& [name, preset] : presetsToWrite)
        applyTo(presets, name, preset);
    emit q.presetsChanged();
}

/// What the thread did not get to.
void Session::Private::writePresetsAtLast() const {
    try {
        for (const auto& [name, preset] : presetsToWrite)
            changePresetsFile(presetsFile(options.dataDirectory), name, preset);
    } catch (const Error&) {
        // Nobody is left to be told.
    }
}

/// Shown at once, written behind.
void Session::Private::changePreset(const QString& name, const std::optional<CopiedContrast>& preset) {
    applyTo(presets, name, preset);
    emit q.presetsChanged();
    const std::filesystem::path file = presetsFile(options.dataDirectory);
    if (file.empty())
        return;
    presetsToWrite[name] = preset;
    jobThread.post([this, file, name, preset](std::stop_token) {
        try {
            const ContrastPresets written = changePresetsFile(file, name, preset);
            onThreadOf(this, [this, written, name, preset] {
                if (const auto waiting = presetsToWrite.find(name); waiting != presetsToWrite.end() && waiting->second == preset)
                    presetsToWrite.erase(waiting);
                settle("presets");
                takePresets(written);
            });
        } catch (const Error& error) {
            onThreadOf(this, [this, error] { say(Severity::Error, "presets", error); });
        }
    });
}

ContrastSample Session::contrastSample() const { return d->book.plate().sample; }
void Session::measureContrast(const PerStain<double>& clip) { d->measureContrast(clip); }
const ContrastPresets& Session::contrastPresets() const { return d->presets; }
void Session::keepPreset(const QString& name, const CopiedContrast& preset) { d->changePreset(name, preset); }
void Session::dropPreset(const QString& name) { d->changePreset(name, std::nullopt); }
int Session::shownBits() const { return d->shownBits(); }

} // namespace locascope
