#include "core/learning/augment.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <random>

namespace locascope {

namespace {

constexpr double fullScale = 255;
constexpr float fullCoverage = 0.1F; // a cell of which a tenth shows the pattern teaches it whole

// SplitMix64 (Steele, Lea, Flood 2014): the same numbers everywhere.
class Random {
public:
    explicit Random(std::uint64_t seed) : m_state(seed) {}
    std::uint64_t next() {
        std::uint64_t z = (m_state += 0x9e3779b97f4a7c15ULL);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31);
    }
    double uniform() { return static_cast<double>(next() >> 11) * 0x1p-53; }
    /// Roughly normal: the sum of four uniforms, deviation 1.
    double normal() { return (uniform() + uniform() + uniform() + uniform() - 2) * 1.7320508; }
    int below(int count) { return static_cast<int>(next() % static_cast<std::uint64_t>(count)); }

private:
    std::uint64_t m_state;
};

// Where position (x, y) of the augmented square comes from.
struct Placement {
    bool mirrored = false;
    int quarterTurns = 0;
    int shiftX = 0; ///< in cells of the mask
    int shiftY = 0;

    std::pair<int, int> source(int x, int y, int side, int cell) const {
        x = (x + shiftX * cell) % side;
        y = (y + shiftY * cell) % side;
        if (mirrored)
            x = side - 1 - x;
        for (int turn = 0; turn < quarterTurns; ++turn) {
            const int turned = side - 1 - x;
            x = y;
            y = turned;
        }
        return {x, y};
    }
};

Placement drawPlacement(Random& random) {
    return {random.below(2) == 1, random.below(4), random.below(maskSide), random.below(maskSide)};
}

using Curve = std::array<float, 256>;

Curve curveOf(double gain, double gamma, double background, double mean, double deviation) {
    Curve curve{};
    for (std::size_t value = 0; value < curve.size(); ++value) {
        const double scaled = std::pow(static_cast<double>(value) / fullScale, gamma) * gain + background;
        curve[value] = static_cast<float>((std::clamp(scaled, 0.0, 1.0) - mean) / deviation);
    }
    return curve;
}

Curve drawCurve(Random& random, Augmentation augmentation, double mean, double deviation) {
    if (augmentation == Augmentation::None)
        return curveOf(1, 1, 0, mean, deviation);
    const double gain = std::exp(0.2 * random.normal());
    const double gamma = std::exp(0.1 * random.normal());
    const double background = random.uniform() < 0.3 ? 0.03 * random.uniform() : 0;
    return curveOf(gain, gamma, background, mean, deviation);
}

// Mean of the pixel and its four neighbours.
std::vector<std::uint8_t> blurred(const std::uint8_t* plane, int width, int height) {
    std::vector<std::uint8_t> result(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const auto at = [&](int column, int row) {
                return static_cast<int>(plane[std::clamp(row, 0, height - 1) * width + std::clamp(column, 0, width - 1)]);
            };
            const int sum = at(x, y) * 4 + at(x - 1, y) + at(x + 1, y) + at(x, y - 1) + at(x, y + 1);
            result[static_cast<std::size_t>(y * width + x)] = static_cast<std::uint8_t>((sum + 4) / 8);
        }
    return result;
}

class FieldWriter {
public:
    FieldWriter(const TrainingSet& set, std::size_t field, Augmentation augmentation, std::uint64_t seed)
        : m_set(set)
        , m_field(set.fields[field])
        , m_pixels(set.pixels.data() + field * set.bytesPerField())
        , m_augmentation(augmentation)
        , m_random(seed) {
        const bool square = set.input.width == set.input.height && set.input.width % maskSide == 0;
        if (augmentation == Augmentation::Full && square)
            m_placement = drawPlacement(m_random);
    }

    void writeInputs(const ChannelFigures& figures, float* target) {
        const auto channels = m_set.input.stains.size();
        const bool blur = m_augmentation == Augmentation::Full && m_random.uniform() < 0.15;
        for (std::size_t channel = 0; channel < channels; ++channel)
            writeChannel(channel, channels, drawCurve(m_random, m_augmentation, figures.mean[channel], figures.deviation[channel]),
                         blur, figures.deviation[channel], target);
    }

    void writeMasks(float* target) const {
        if (!m_field.masks)
            return;
        for (const TeachingMask& mask : *m_field.masks) {
            float* values = target + toIndex(mask.index) * maskSide * maskSide;
            for (int y = 0; y < maskSide; ++y)
                for (int x = 0; x < maskSide; ++x) {
                    const auto [sourceX, sourceY] = m_placement.source(x, y, maskSide, 1);
                    const float coverage = mask.coverage[static_cast<std::size_t>(sourceY * maskSide + sourceX)] / 255.0F;
                    values[y * maskSide + x] = std::min(1.0F, coverage / fullCoverage);
                }
        }
    }

private:
    void writeChannel(std::size_t channel, std::size_t channels, const Curve& curve, bool blur, double deviation, float* target) {
        const int width = m_set.input.width;
        const int height = m_set.input.height;
        const std::uint8_t* plane = m_pixels + channel * static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
        std::vector<std::uint8_t> soft;
        if (blur)
            plane = (soft = blurred(plane, width, height)).data();
        const bool noisy = m_augmentation == Augmentation::Full && m_random.uniform() < 0.3;
        const auto noise = static_cast<float>(noisy ? 0.02 * m_random.uniform() / deviation : 0);
        const auto columns = offsets(width, width / maskSide, [](int place) { return std::pair{place, 0}; });
        const auto rows = offsets(height, width / maskSide, [](int place) { return std::pair{0, place}; });
        target += channel;
        for (const int row : rows)
            for (const int column : columns) {
                float value = curve[plane[row + column - rows.front()]];
                if (noisy)
                    value += noise * static_cast<float>(m_random.normal());
                *target = value;
                target += channels;
            }
    }

    // Positions in the plane along one axis of the augmented field. A placement is affine but for the wrap of each axis, so a pixel's
    // position is its row's and its column's, less the origin's, which both contain.
    template <class Along>
    std::vector<int> offsets(int count, int cell, Along along) const {
        std::vector<int> result;
        for (int place = 0; place < count; ++place) {
            const auto [x, y] = along(place);
            const auto [sourceX, sourceY] = m_placement.source(x, y, count, cell);
            result.push_back(sourceY * m_set.input.width + sourceX);
        }
        return result;
    }

    const TrainingSet& m_set;
    const TrainingField& m_field;
    const std::uint8_t* m_pixels;
    Augmentation m_augmentation;
    Random m_random;
    Placement m_placement;
};

std::uint64_t seedOf(std::uint64_t seed, int epoch, std::size_t field) {
    return Random(seed ^ (static_cast<std::uint64_t>(epoch) << 40) ^ (field * 0x9e3779b97f4a7c15ULL)).next();
}

void writeLabels(const TrainingField& field, std::size_t classes, float* labels, float* judged) {
    for (std::size_t index = 0; index < classes; ++index) {
        labels[index] = field.labels.contains(toClass(index)) ? 1.0F : 0.0F;
        judged[index] = field.notJudged.contains(toClass(index)) ? 0.0F : 1.0F;
    }
}

} // namespace

ChannelFigures channelFigures(const TrainingSet& set, std::span<const std::size_t> fields) {
    const std::size_t channels = set.input.stains.size();
    const std::size_t plane = set.bytesPerField() / channels;
    ChannelFigures figures;
    for (std::size_t channel = 0; channel < channels; ++channel) {
        std::array<std::uint64_t, 256> counts{};
        for (const std::size_t field : fields) {
            const std::uint8_t* pixels = set.pixels.data() + field * set.bytesPerField() + channel * plane;
            for (std::size_t pixel = 0; pixel < plane; ++pixel)
                ++counts[pixels[pixel]];
        }
        double sum = 0;
        double squares = 0;
        for (std::size_t value = 0; value < counts.size(); ++value) {
            sum += static_cast<double>(counts[value]) * static_cast<double>(value);
            squares += static_cast<double>(counts[value]) * static_cast<double>(value * value);
        }
        const double pixels = std::max(1.0, static_cast<double>(plane * fields.size()));
        const double variance = std::max(1.0, squares / pixels - (sum / pixels) * (sum / pixels));
        figures.mean.push_back(sum / pixels / fullScale);
        figures.deviation.push_back(std::sqrt(variance) / fullScale);
    }
    return figures;
}

TrainingBatch makeBatch(const TrainingSet& set, const ChannelFigures& figures, std::span<const std::size_t> fields,
                        Augmentation augmentation, std::uint64_t seed, int epoch) {
    const std::size_t classes = set.classes.size();
    constexpr std::size_t cells = static_cast<std::size_t>(maskSide) * maskSide;
    TrainingBatch batch;
    batch.fields.assign(fields.begin(), fields.end());
    batch.inputs.resize(fields.size() * set.bytesPerField());
    batch.labels.resize(fields.size() * classes);
    batch.judged.resize(fields.size() * classes);
    batch.masks.resize(fields.size() * classes * cells);
    batch.maskWeights.resize(fields.size());
    for (std::size_t place = 0; place < fields.size(); ++place) {
        FieldWriter writer(set, fields[place], augmentation, seedOf(seed, epoch, fields[place]));
        const TrainingField& field = set.fields[fields[place]];
        writer.writeInputs(figures, batch.inputs.data() + place * set.bytesPerField());
        writer.writeMasks(batch.masks.data() + place * classes * cells);
        writeLabels(field, classes, batch.labels.data() + place * classes, batch.judged.data() + place * classes);
        batch.maskWeights[place] = field.masks ? 1.0F : 0.0F;
    }
    return batch;
}

} // namespace locascope
