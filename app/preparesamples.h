#pragma once

#include "core/model/preprocess.h"
#include "core/plate/plate.h"

#include <cstddef>
#include <deque>
#include <future>
#include <optional>
#include <string>
#include <vector>

namespace locascope {

/// A sample ready for the model, or why it is not.
struct PreparedSample {
    std::size_t sample = 0;
    InputTensor input;
    std::string contentDigest;
    int width = 0;
    int height = 0;
    std::optional<Problem> problem;
};

/// Samples of a plate for a model, decoded ahead of it, in order, on threads of its own. One thread asks. Does not throw for a sample.
class SamplePreparation {
public:
    /// `plate` must outlive it. `samples`: indices into it.
    SamplePreparation(const Plate& plate, std::vector<std::size_t> samples, InputRecipe recipe);

    std::size_t total() const { return m_samples.size(); }
    /// Up to `most` of the next samples; none at the end.
    std::vector<PreparedSample> next(std::size_t most);

private:
    void fill();

    const Plate& m_plate;
    const std::vector<std::size_t> m_samples;
    const InputRecipe m_recipe;
    std::size_t m_next = 0;
    std::size_t m_most; ///< prepared ahead
    std::deque<std::future<PreparedSample>> m_ahead;
};

} // namespace locascope
