#include "app/preparesamples.h"

#include "core/files/error.h"
#include "core/imaging/loadsample.h"

#include <algorithm>
#include <utility>

namespace locascope {

namespace {

constexpr std::size_t leastAhead = 12; ///< samples decoded while the model works
constexpr std::size_t batchesAhead = 2;

PreparedSample prepare(const Plate& plate, std::size_t index, const InputRecipe& recipe) {
    const Sample& sample = plate.samples[index];
    PreparedSample prepared{.sample = index, .input = {}, .contentDigest = {}, .width = 0, .height = 0, .problem = {}};
    const LoadedSample image = loadSample(plate, sample, {.digest = true});
    const bool isFit = image.complete || (recipe.absentStain == AbsentStain::Zeros && !image.stack.isEmpty());
    if (!isFit) {
        prepared.problem = image.problems.empty() ? Problem{{}, sample.id, ErrorKind::Mismatch, "incomplete"} : image.problems.front();
        return prepared;
    }
    try {
        prepared.input = preprocess(image.stack, recipe);
    } catch (const Error& error) {
        prepared.problem = Problem{{}, sample.id, error.kind(), error.detail()};
    }
    prepared.contentDigest = image.contentDigest;
    prepared.width = image.stack.fullWidth;
    prepared.height = image.stack.fullHeight;
    return prepared;
}

} // namespace

SamplePreparation::SamplePreparation(const Plate& plate, std::vector<std::size_t> samples, InputRecipe recipe)
    : m_plate(plate)
    , m_samples(std::move(samples))
    , m_recipe(std::move(recipe))
    , m_most(leastAhead) {}

std::vector<PreparedSample> SamplePreparation::next(std::size_t most) {
    std::vector<PreparedSample> prepared;
    m_most = std::max(leastAhead, batchesAhead * most);
    while (prepared.size() < most) {
        fill();
        if (m_ahead.empty()) {
            break;
        }
        prepared.push_back(m_ahead.front().get());
        m_ahead.pop_front();
    }
    fill();
    return prepared;
}

void SamplePreparation::fill() {
    while (m_ahead.size() < m_most && m_next < m_samples.size()) {
        m_ahead.push_back(std::async(std::launch::async, prepare, std::cref(m_plate), m_samples[m_next++], std::cref(m_recipe)));
    }
}

} // namespace locascope
