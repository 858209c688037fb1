#pragma once

// The program's window with a home of its own, and the files that benches of it open.

#include "core/files/writefile.h"
#include "core/simulation/simulate.h"
#include "tests/bench/waiting.h"
#include "tests/support/madeimages.h"
#include "tests/support/temporaryfolder.h"
#include "ui/models/session.h"
#include "ui/widgets/fieldview.h"
#include "ui/widgets/mainwindow.h"

#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

namespace locascope::bench {

inline constexpr double frameMs = 1000.0 / 60;

/// `ratio`: the 99th percentile's.
inline void print(const char* what, const std::vector<double>& values, double reference) {
    const double median = percentile(values, 0.5);
    std::printf("%-58s median %7.1f ms   99 %% %7.1f   reference %7.1f   ratio %.2f   (%zu)\n", what, median, percentile(values, 0.99), reference,
                percentile(values, 0.99) / reference, values.size());
    std::fflush(stdout);
}

class BenchWindow final {
public:
    /// Opens the plate and waits until it is indexed and its first image shown, then rests for `restMs`. What it keeps lies in `home`.
    BenchWindow(const std::filesystem::path& plate, const std::filesystem::path& home, const char* program, int restMs = 3000, SessionOptions options = {})
        : m_session(completed(std::move(options), home, program))
        , m_window(m_session) {
        m_window.resize(1600, 1000);
        m_window.show();
        m_session.openPlate(plate);
        waitFor([&] { return m_session.hasPlate() && m_session.isIndexComplete() && m_session.image(); });
        m_field = m_window.findChild<FieldView*>();
        rest(restMs);
    }

    Session& session() { return m_session; }
    MainWindow& window() { return m_window; }
    int frames() const { return m_field->framesComposited(); }

    /// Until the sample is on screen, painted.
    double timeTo(int sample) {
        QElapsedTimer timer;
        const int frames = m_field->framesComposited();
        timer.start();
        m_session.goTo(sample);
        waitFor([&] { return m_session.image() && m_field->state() == FieldState::Shown && m_field->framesComposited() > frames; });
        return ms(timer);
    }
    /// The next `steps` samples, with a rest before each that lets it be prefetched.
    std::vector<double> stepThrough(int steps, int restMs) {
        std::vector<double> times;
        for (int step = 0; step < steps; ++step) {
            rest(restMs);
            times.push_back(timeTo(m_session.current() + 1));
        }
        return times;
    }

private:
    static SessionOptions completed(SessionOptions options, const std::filesystem::path& home, const char* program) {
        options.dataDirectory = home / "data";
        options.cacheDirectory = home / "cache";
        options.program = program;
        options.reviewer = QStringLiteral("bench");
        return options;
    }

    Session m_session;
    MainWindow m_window;
    FieldView* m_field = nullptr;
};

/// `samples` fields of `side`² pixels in four uncompressed TIFFs of 16 bits; three are different, the others hard links to them.
inline std::filesystem::path largePlate(const std::filesystem::path& directory, int samples, int side) {
    constexpr int different = 3, countsPerStep = 193;
    makeDirectory(directory);
    const auto fileOf = [&](int sample, Stain stain) { return directory / ("s" + std::to_string(1000 + sample) + '_' + std::string(colourWord(stain)) + ".tif"); };
    for (int sample = 0; sample < samples; ++sample) {
        const int source = sample % different;
        if (sample == source) {
            const SimulatedField field = simulateField({.samples = different, .size = side, .seed = 5}, static_cast<std::size_t>(sample));
            for (Stain stain : allStains) {
                const Plane& plane = field.stack.planes[stain];
                const Plane wide = testing::filledPlane(side, side, 16, [&](int x, int y) { return plane.valueAt(x, y) * countsPerStep + (x * 31 + y * 17) % countsPerStep; });
                writeFile(fileOf(sample, stain), testing::greyTiffBytes(wide), {.durability = Durability::Ordered, .access = FileAccess::Default});
            }
        } else {
            for (Stain stain : allStains)
                std::filesystem::create_hard_link(fileOf(source, stain), fileOf(sample, stain));
        }
    }
    return directory;
}

} // namespace locascope::bench
