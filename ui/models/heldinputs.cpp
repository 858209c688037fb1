#include "ui/models/heldinputs.h"

#include <utility>

namespace locascope {

std::size_t bytesOf(const InputRecipe& recipe) {
    std::size_t bytes = 0;
    for (const InputRecipe& member : recipe.members)
        bytes += bytesOf(member);
    if (!recipe.members.empty())
        return bytes;
    return recipe.stains.size() * static_cast<std::size_t>(fieldWidth(recipe)) * static_cast<std::size_t>(fieldHeight(recipe)) * sizeof(float);
}

std::size_t bytesOf(const InputTensor& input) {
    std::size_t bytes = input.values.size() * sizeof(float);
    for (const InputTensor& part : input.parts)
        bytes += bytesOf(part);
    return bytes;
}

void HeldInputs::setRecipe(const std::optional<InputRecipe>& recipe) {
    if (recipe && m_recipe && *recipe == *m_recipe)
        return;
    clear();
    m_recipe = recipe ? std::make_shared<const InputRecipe>(*recipe) : nullptr;
}

bool HeldInputs::hasRoom() const { return m_recipe && m_bytes + bytesOf(*m_recipe) <= m_limit; }

void HeldInputs::hold(std::size_t sample, const RecipeReference& madeBy, PreparedInput input) {
    const std::size_t bytes = bytesOf(input.input);
    if (madeBy != m_recipe || m_bytes + bytes > m_limit)
        return;
    if (m_inputs.emplace(sample, std::make_shared<const PreparedInput>(std::move(input))).second)
        m_bytes += bytes;
}

InputReference HeldInputs::find(std::size_t sample) const {
    const auto held = m_inputs.find(sample);
    return held == m_inputs.end() ? nullptr : held->second;
}

void HeldInputs::forget(std::size_t sample) {
    const auto held = m_inputs.find(sample);
    if (held == m_inputs.end())
        return;
    m_bytes -= bytesOf(held->second->input);
    m_inputs.erase(held);
}

void HeldInputs::clear() {
    m_inputs.clear();
    m_bytes = 0;
}

std::vector<std::size_t> HeldInputs::samples() const {
    std::vector<std::size_t> held;
    for (const auto& [sample, input] : m_inputs)
        held.push_back(sample);
    return held;
}

} // namespace locascope
