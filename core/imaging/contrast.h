#pragma once

#include "core/imaging/plane.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace locascope {

/// Display window of one stain in raw counts. value ≤ minimum is black, ≥ maximum full; between them
/// ((value − minimum) / (maximum − minimum)) ^ (1 / gamma) as in ImageJ's convention that gamma > 1 brightens mid-tones.
struct ContrastWindow {
    double minimum = 0;
    double maximum = 255;
    double gamma = 1;
    friend bool operator==(const ContrastWindow&, const ContrastWindow&) = default;
};

/// Share of full brightness, in [0, 1], at which a raw value is shown.
double displayFraction(const ContrastWindow& window, double value);

/// Counts of raw values, 65,536 bins whatever the depth; bins can be added, so that fields pool.
class Histogram {
public:
    Histogram();
    void add(const Plane& plane);
    void add(const Histogram& other);
    std::uint64_t count(int value) const { return m_counts[static_cast<std::size_t>(value)]; }
    std::uint64_t total() const { return m_total; }
    /// Most frequent value at or below the median; the background mode.
    int backgroundMode() const;
    /// Smallest value v such that at least `fraction` of the values strictly above `above` are ≤ v. `above` when there are none.
    int percentileAbove(int above, double fraction) const;
    int highestValue() const;

private:
    std::vector<std::uint64_t> m_counts;
    std::uint64_t m_total = 0;
};

/// Share of the foreground that may saturate (INTERACTION.md, 3): protein 0.98, others 0.99.
PerStain<double> defaultClip();

/// The plate's window of one stain from pooled fields: minimum is the background mode, maximum the `clip` fraction of
/// pixels that are non-zero and above background. Never empty: at least minimum + 1.
ContrastWindow plateWindow(const Histogram& pooled, double clip);

} // namespace locascope
