#pragma once

#include "core/model/preprocess.h"

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace locascope {

/// What a classifier takes of one sample, and of which content it was made.
struct PreparedInput {
    InputTensor input;
    std::string contentDigest; ///< as LoadedSample
};
using InputReference = std::shared_ptr<const PreparedInput>;
using RecipeReference = std::shared_ptr<const InputRecipe>;

/// Of all members where the recipe is an ensemble's.
std::size_t bytesOf(const InputRecipe& recipe);
std::size_t bytesOf(const InputTensor& input);

/// Inputs made by one recipe, by sample. Not thread safe.
class HeldInputs final {
public:
    /// Beyond `bytes` nothing more is held.
    explicit HeldInputs(std::size_t bytes)
        : m_limit(bytes) {}

    /// Inputs that were made by another recipe are dropped, now and when they come.
    void setRecipe(const std::optional<InputRecipe>& recipe);
    const RecipeReference& recipe() const { return m_recipe; } ///< null: none is known
    bool hasRoom() const;                                      ///< for one more made by the recipe
    /// Left alone where there is no room or `madeBy` is not recipe() any more.
    void hold(std::size_t sample, const RecipeReference& madeBy, PreparedInput input);
    InputReference find(std::size_t sample) const; ///< null: none
    void forget(std::size_t sample);
    void clear(); ///< the recipe stays
    std::vector<std::size_t> samples() const; ///< ascending
    std::size_t byteCount() const { return m_bytes; }

private:
    const std::size_t m_limit;
    RecipeReference m_recipe;
    std::map<std::size_t, InputReference> m_inputs;
    std::size_t m_bytes = 0; ///< of m_inputs
};

} // namespace locascope
