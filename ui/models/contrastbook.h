#pragma once

#include "core/imaging/contrast.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace locascope {

/// One window per stain, for each bit depth (8, 16) of a plate.
using DepthWindows = std::map<int, PerStain<ContrastWindow>>;

std::string formatWindows(const DepthWindows& windows); ///< JSON
std::optional<DepthWindows> parseWindows(std::string_view json); ///< also of what formatPlateContrast made

/// What the windows of a plate were computed from.
struct ContrastSample {
    std::size_t fields = 0; ///< 0: not known
    std::size_t wells = 0;  ///< 0: the plate has none
    PerStain<double> clip = defaultClip(); ///< share of the foreground below the maximum, in (0, 1]
    friend bool operator==(const ContrastSample&, const ContrastSample&) = default;
};

struct PlateContrast {
    DepthWindows windows;
    ContrastSample sample;
    friend bool operator==(const PlateContrast&, const PlateContrast&) = default;
};

std::string formatPlateContrast(const PlateContrast& contrast); ///< JSON
/// Windows without a word of their sample are taken; a clip that is none is the default.
std::optional<PlateContrast> parsePlateContrast(std::string_view json);

/// Pooled raw values per bit depth.
class PooledHistograms final {
public:
    void add(int bits, const PerStain<Histogram>& field);
    std::size_t fields() const { return m_fields; }
    DepthWindows windows(const PerStain<double>& clip) const;

private:
    std::map<int, PerStain<Histogram>> m_histograms;
    std::size_t m_fields = 0;
};

/// Histograms of the planes that are there; the others stay empty.
PerStain<Histogram> histogramsOf(const ChannelStack& stack);
PerStain<ContrastWindow> windowsOf(const PerStain<Histogram>& histograms, int bits, const PerStain<double>& clip = defaultClip());

/// Which windows count for a depth: those set by hand, else those of the plate, else those of the first image.
class ContrastBook final {
public:
    void setPlateContrast(PlateContrast contrast) { m_plate = std::move(contrast); }
    void setProvisional(int bits, const PerStain<ContrastWindow>& windows) { m_provisional[bits] = windows; }
    void setManual(int bits, const PerStain<ContrastWindow>& windows) { m_manual[bits] = windows; }
    void setManualWindows(DepthWindows windows) { m_manual = std::move(windows); }
    void forgetManual() { m_manual.clear(); }
    const DepthWindows& manual() const { return m_manual; }
    const PlateContrast& plate() const { return m_plate; }

    bool knows(int bits) const { return m_manual.contains(bits) || isOfPlate(bits) || m_provisional.contains(bits); }
    bool isManual(int bits) const { return m_manual.contains(bits); }
    bool isOfPlate(int bits) const { return m_plate.windows.contains(bits); }
    PerStain<ContrastWindow> windows(int bits) const;

private:
    DepthWindows m_provisional;
    PlateContrast m_plate;
    DepthWindows m_manual;
};

} // namespace locascope
