#include "core/simulation/simulate.h"

#include "core/files/readfile.h"
#include "core/imaging/decode.h"
#include "tests/support/decodechecks.h"

#include <QLatin1Char>
#include <QTest>

#include <array>
#include <filesystem>

using namespace locascope;
using namespace locascope::testing;

namespace {

constexpr std::array<int, 7> ranks{5, 25, 50, 75, 90, 95, 99};
constexpr std::array<int, stainCount> foregroundRanks{99, 98, 99,
                                                      99}; // INTERACTION.md, 3: protein 98, the others 99

/// Pooled over all pixels of one stain.
struct Levels {
    std::array<int, ranks.size()> percentiles{};
    int backgroundMode = 0;
    int foreground = 0; ///< percentile of what is brighter than the background
};

// Of 60 samples of the Human Protein Atlas image challenge, 512 × 512, 8 bits.
constexpr std::array<Levels, stainCount> real{{
    {{0, 0, 0, 0, 57, 111, 184}, 0, 239},
    {{0, 0, 0, 10, 41, 68, 139}, 0, 146},
    {{0, 0, 1, 22, 65, 100, 183}, 0, 218},
    {{0, 0, 1, 23, 64, 98, 183}, 0, 218},
}};

using Histogram = std::array<std::size_t, 256>;

void addTo(Histogram& histogram, const Plane& plane) {
    const auto* values = plane.row<std::uint8_t>(0);
    for (std::size_t i = 0; i < plane.byteCount(); ++i)
        ++histogram[values[i]];
}

int percentile(const Histogram& histogram, std::size_t from, int rank) {
    std::size_t total = 0;
    for (std::size_t v = from; v < 256; ++v)
        total += histogram[v];
    std::size_t passed = 0;
    for (std::size_t v = from; v < 256; ++v) {
        passed += histogram[v];
        if (passed * 100 >= total * static_cast<std::size_t>(rank))
            return static_cast<int>(v);
    }
    return 255;
}

Levels levelsOf(const Histogram& histogram, int foregroundRank) {
    Levels levels;
    for (std::size_t i = 0; i < ranks.size(); ++i)
        levels.percentiles[i] = percentile(histogram, 0, ranks[i]);
    levels.backgroundMode =
        static_cast<int>(std::max_element(histogram.begin(), histogram.end()) - histogram.begin());
    levels.foreground =
        percentile(histogram, static_cast<std::size_t>(levels.backgroundMode) + 1, foregroundRank);
    return levels;
}

// Within 20 %, or within two counts where that is more.
bool isNear(int value, int reference) {
    return std::abs(value - reference) * 5 <= reference || std::abs(value - reference) <= 2;
}

QString shown(const Levels& levels) {
    QString text;
    for (const int value : levels.percentiles)
        text += QString::number(value) + QLatin1Char(' ');
    return text + QStringLiteral("mode %1 foreground %2").arg(levels.backgroundMode).arg(levels.foreground);
}

void compare(const Levels& seen, const Levels& reference, Stain stain) {
    const QString text = QStringLiteral("%1: %2, not %3")
                             .arg(QLatin1String(stainKey(stain).data()))
                             .arg(shown(seen), shown(reference));
    for (std::size_t i = 0; i < ranks.size(); ++i)
        QVERIFY2(isNear(seen.percentiles[i], reference.percentiles[i]), qPrintable(text));
    QVERIFY2(isNear(seen.backgroundMode, reference.backgroundMode), qPrintable(text));
    QVERIFY2(isNear(seen.foreground, reference.foreground), qPrintable(text));
}

} // namespace

/// Grey levels of simulated plates beside those of real ones.
class TestRealism final : public QObject {
    Q_OBJECT
private slots:
    void everyStainIsAsBrightAsOnRealPlates() {
        const SimulationOptions options{.samples = 96, .size = 512, .seed = 1};
        std::array<Histogram, stainCount> histograms{};
        for (std::size_t i = 0; i < options.samples; ++i) {
            const SimulatedField field = simulateField(options, i);
            for (const Stain stain : allStains)
                addTo(histograms[static_cast<std::size_t>(stain)], field.stack.planes[stain]);
        }
        for (const Stain stain : allStains) {
            const auto s = static_cast<std::size_t>(stain);
            const Levels seen = levelsOf(histograms[s], foregroundRanks[s]);
            qInfo("%s: simulated %s, real %s", std::string(stainKey(stain)).c_str(), qPrintable(shown(seen)),
                  qPrintable(shown(real[s])));
            compare(seen, real[s], stain);
        }
    }
    void theReferenceFiguresAreThoseOfTheRealSamples() {
        const std::filesystem::path directory =
            std::filesystem::path(LOCASCOPE_SHARED_DIR) / "data/challenge";
        if (!std::filesystem::is_directory(directory))
            QSKIP("no real images here");
        for (const Stain stain : allStains) {
            Histogram histogram{};
            const std::string ending = "_" + std::string(colourWord(stain)) + ".png";
            for (const auto& entry : std::filesystem::directory_iterator(directory))
                if (entry.path().filename().string().ends_with(ending))
                    addTo(histogram, decoded(readFile(entry.path()), stain));
            const auto s = static_cast<std::size_t>(stain);
            const Levels seen = levelsOf(histogram, foregroundRanks[s]);
            const QString text = shown(seen) + QStringLiteral(", not ") + shown(real[s]);
            QVERIFY2(seen.percentiles == real[s].percentiles, qPrintable(text));
            QVERIFY2(seen.backgroundMode == real[s].backgroundMode &&
                         std::abs(seen.foreground - real[s].foreground) <= 1,
                     qPrintable(text));
        }
    }
};

QTEST_GUILESS_MAIN(TestRealism)
#include "test_realism.moc"
