#include "core/model/bioimagesteps.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace locascope {

namespace {

constexpr double usualEpsilon = 1e-6;
constexpr double widestEpsilon = 0.1;
constexpr double leastDeviation = 1e-6;

// One entry of a list of processing.
class StepOfRdf {
public:
    StepOfRdf(const RdfValue& entry, const ProcessedTensor& tensor)
        : m_entry(entry)
        , m_tensor(tensor)
        , m_name(entry.at(tensor.isOld ? "name" : "id").text())
        , m_kwargs(entry.has("kwargs") ? entry.at("kwargs") : entry) {
        if (entry.has("kwargs") && !m_kwargs.isMap())
            m_kwargs.fail("must be a map");
    }

    const std::string& name() const { return m_name; }
    [[noreturn]] void refuse(const std::string& why) const { m_entry.refuse("asks for '" + m_name.substr(0, 60) + "'" + why); }

    /// None: it changes nothing.
    std::optional<InputStep> step() const {
        if (m_name == "ensure_dtype")
            return sameType();
        if (m_name == "scale_linear")
            return linear();
        if (m_name == "scale_range")
            return range();
        if (m_name == "zero_mean_unit_variance")
            return m_kwargs.textOr("mode", "per_sample") == "fixed" ? fixed() : standardise();
        if (m_name == "fixed_zero_mean_unit_variance")
            return fixed();
        if (m_name == "clip")
            return clip();
        if (m_name == "binarize")
            return binarise();
        if (m_name == "sigmoid")
            return InputStep{.kind = StepKind::Sigmoid};
        refuse(", which is not known; known are scale_linear, scale_range, zero_mean_unit_variance, fixed_zero_mean_unit_variance, clip, binarize and sigmoid");
    }

private:
    std::optional<InputStep> sameType() const {
        const std::string type = m_kwargs.textOr("dtype", "");
        if (type != "float32" && type != "float64")
            refuse(" of " + type.substr(0, 20) + ", which would cut values");
        return {};
    }

    bool isChannel(const std::string& axis) const { return axis == "c" || axis == "channel"; }

    std::vector<std::string> axes(const std::string& key) const {
        std::vector<std::string> names;
        const RdfValue value = m_kwargs.at(key);
        if (value.isList()) {
            for (const RdfValue& axis : value.list())
                names.push_back(axis.text());
        } else {
            for (const char letter : value.text())
                names.emplace_back(1, letter);
        }
        std::sort(names.begin(), names.end());
        return names;
    }

    // Figures of a step are taken over the axes that are said: y and x, or the channels with them.
    StepOver over() const {
        if (const std::string mode = m_kwargs.textOr("mode", "per_sample"); mode != "per_sample")
            refuse(" with mode " + mode.substr(0, 20) + ": statistics of a whole data set must be given as numbers (mean and std)");
        if (!m_kwargs.has("axes"))
            return StepOver::Image;
        std::vector<std::string> names = axes("axes");
        if (std::find(names.begin(), names.end(), "batch") != names.end() || std::find(names.begin(), names.end(), "b") != names.end())
            refuse(" over the axis batch: statistics of several images must be given as numbers (mean and std)");
        const auto channel = std::find_if(names.begin(), names.end(), [&](const std::string& name) { return isChannel(name); });
        const bool isOverChannels = channel != names.end();
        if (isOverChannels)
            names.erase(channel);
        if (names != std::vector<std::string>{"x", "y"})
            refuse(" over axes other than x and y, or x, y and channel");
        return isOverChannels ? StepOver::Image : StepOver::Channel;
    }

    // Lists lie along `axis`, in 0.4 along what `axes` leaves out: the channels.
    std::vector<double> alongChannels(const std::string& key, double otherwise) const {
        if (!m_kwargs.has(key))
            return {otherwise};
        const RdfValue value = m_kwargs.at(key);
        const std::vector<double> numbers = value.numbers();
        if (numbers.size() != 1 && numbers.size() != m_tensor.channels)
            value.fail("has " + std::to_string(numbers.size()) + " numbers for " + std::to_string(m_tensor.channels) + " channels");
        if (!std::all_of(numbers.begin(), numbers.end(), [](double number) { return std::isfinite(number); }))
            value.fail("must be finite");
        if (numbers.size() > 1)
            requireChannels();
        return numbers;
    }

    void requireChannels() const {
        if (m_kwargs.has("axis") && !isChannel(m_kwargs.at("axis").text()))
            refuse(" along an axis that is not the channels'");
        if (m_kwargs.has("axes") && axes("axes") != std::vector<std::string>{"x", "y"})
            refuse(" over axes other than x and y");
    }

    InputStep linear() const {
        InputStep step{.kind = StepKind::Linear};
        step.factor = alongChannels("gain", 1);
        step.addend = alongChannels("offset", 0);
        return step;
    }

    InputStep fixed() const {
        if (!m_kwargs.has("mean") || !m_kwargs.has("std"))
            m_kwargs.fail("lacks mean or std");
        const std::vector<double> mean = alongChannels("mean", 0);
        const std::vector<double> deviation = alongChannels("std", 1);
        if (std::any_of(deviation.begin(), deviation.end(), [](double number) { return number < leastDeviation; }))
            m_kwargs.at("std").fail("must be 0.000001 or more");
        InputStep step{.kind = StepKind::Linear};
        for (std::size_t channel = 0; channel < std::max(mean.size(), deviation.size()); ++channel) {
            const double divisor = deviation[deviation.size() == 1 ? 0 : channel];
            step.factor.push_back(1 / divisor);
            step.addend.push_back(-mean[mean.size() == 1 ? 0 : channel] / divisor);
        }
        return step;
    }

    double epsilon() const {
        const double value = m_kwargs.numberOr("eps", usualEpsilon);
        if (!(value > 0 && value <= widestEpsilon))
            m_kwargs.at("eps").fail("must lie above 0 and not above 0.1");
        return value;
    }

    InputStep range() const {
        if (const std::string other = m_kwargs.textOr("reference_tensor", m_tensor.name); other != m_tensor.name)
            refuse(" by the percentiles of another tensor");
        InputStep step{.kind = StepKind::Range, .over = over()};
        step.lowest = m_kwargs.numberOr("min_percentile", 0);
        step.highest = m_kwargs.numberOr("max_percentile", 100);
        step.epsilon = epsilon();
        if (!(step.lowest >= 0 && step.lowest < step.highest && step.highest <= 100))
            m_kwargs.fail("needs percentiles from 0 to 100, the lower one first");
        return step;
    }

    InputStep standardise() const {
        InputStep step{.kind = StepKind::Standardise, .over = over()};
        step.epsilon = epsilon();
        return step;
    }

    InputStep clip() const {
        if (m_kwargs.has("min_percentile") || m_kwargs.has("max_percentile"))
            refuse(" by percentiles");
        constexpr double furthest = static_cast<double>(std::numeric_limits<float>::max());
        InputStep step{.kind = StepKind::Clip};
        step.lowest = std::max(-furthest, m_kwargs.numberOr("min", -furthest));
        step.highest = std::min(furthest, m_kwargs.numberOr("max", furthest));
        if (!(step.lowest < step.highest))
            m_kwargs.fail("needs a min that is less than its max");
        return step;
    }

    InputStep binarise() const {
        if (!m_kwargs.has("threshold"))
            m_kwargs.fail("lacks threshold");
        InputStep step{.kind = StepKind::Binarise};
        step.above = alongChannels("threshold", 0);
        return step;
    }

    RdfValue m_entry;
    const ProcessedTensor& m_tensor;
    std::string m_name;
    RdfValue m_kwargs;
};

} // namespace

std::vector<InputStep> readBioimageSteps(const RdfValue& list, const ProcessedTensor& tensor) {
    std::vector<InputStep> steps;
    for (const RdfValue& entry : list.list()) {
        if (steps.size() + 1 == maxInputSteps)
            list.refuse("has more steps than are followed");
        if (const auto step = StepOfRdf(entry, tensor).step())
            steps.push_back(*step);
    }
    return steps;
}

BioimageEnding readBioimageEnding(const RdfValue& list, const ProcessedTensor& tensor) {
    BioimageEnding ending;
    for (const RdfValue& entry : list.list()) {
        const StepOfRdf reader(entry, tensor);
        if (reader.name() == "softmax")
            reader.refuse(", which would let classes exclude each other; export the model with its softmax inside");
        const auto step = reader.step();
        if (!step)
            continue;
        if (step->kind == StepKind::Sigmoid && !ending.sigmoid && !ending.above)
            ending.sigmoid = true;
        else if (step->kind == StepKind::Clip && step->lowest <= 0 && step->highest >= 1 && ending.sigmoid)
            continue;
        else if (step->kind == StepKind::Binarise && step->above.size() == 1 && step->above.front() >= 0 && step->above.front() <= 1 && !ending.above)
            ending.above = step->above.front();
        else
            reader.refuse(" on what the model gives; of classes only a sigmoid and then one threshold are understood");
    }
    return ending;
}

} // namespace locascope
