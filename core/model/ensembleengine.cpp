#include "core/model/ensembleengine.h"

#include "core/files/error.h"
#include "core/model/predictinbatches.h"
#include "core/model/saliencygrid.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace locascope {

namespace {

using Rows = std::vector<std::vector<float>>;

class EnsembleEngine final : public Engine {
public:
    EnsembleEngine(ModelCard card, std::vector<std::unique_ptr<Engine>> members)
        : m_card(std::move(card))
        , m_members(std::move(members)) {
        double total = 0;
        for (const EnsembleMember& member : m_card.members)
            total += member.weight;
        for (std::size_t member = 0; member < m_members.size(); ++member) {
            const auto& recipes = m_card.input.members;
            m_shares.push_back(static_cast<float>(m_card.members.at(member).weight / total));
            m_parts.push_back(static_cast<std::size_t>(std::find(recipes.begin(), recipes.end(), m_members[member]->card().input) - recipes.begin()));
        }
    }

    const ModelCard& card() const override { return m_card; }
    std::string device() const override { return m_members.front()->device(); }

    Rows predict(std::span<const InputTensor> inputs, std::stop_token stop) override {
        return mean([&](std::size_t member, Rows& features) {
            std::vector<InputTensor> parts;
            for (const InputTensor& input : inputs)
                parts.push_back(partOf(input, member));
            std::size_t batch = static_cast<std::size_t>(std::max(1, m_members[member]->plan().batch));
            return predictInBatches(*m_members[member], parts, batch, stop, &features);
        });
    }
    Rows predictShown(const InputTensor& input, std::stop_token stop) override {
        return mean([&](std::size_t member, Rows& features) {
            Rows row = m_members[member]->predictShown(partOf(input, member), stop);
            features = m_members[member]->takeFeatures();
            return row;
        });
    }

    bool givesFeatures() const override {
        return std::all_of(m_members.begin(), m_members.end(), [](const auto& member) { return member->givesFeatures(); });
    }
    Rows takeFeatures() override { return std::exchange(m_features, {}); }

    ExecutionPlan plan() const override { return m_members.front()->plan(); }
    void usePlan(const ExecutionPlan& plan) override {
        std::vector<ExecutionPlan> before;
        for (const auto& member : m_members)
            before.push_back(member->plan());
        try {
            for (const auto& member : m_members)
                member->usePlan(plan);
        } catch (const Error&) {
            for (std::size_t member = 0; member < m_members.size(); ++member)
                m_members[member]->usePlan(before[member]);
            throw;
        }
    }

    /// What all members offer, in the order of the first one.
    std::vector<SaliencyMethod> methods() override {
        std::vector<SaliencyMethod> common = m_members.front()->methods();
        for (const auto& member : m_members) {
            const std::vector<SaliencyMethod> offered = member->methods();
            std::erase_if(common, [&](SaliencyMethod method) { return std::find(offered.begin(), offered.end(), method) == offered.end(); });
        }
        return common;
    }
    SaliencyMap explain(const InputTensor& input, const std::string& key, ClassIndex index, SaliencyMethod method, std::stop_token stop) override {
        const std::vector<SaliencyMethod> offered = methods();
        if (std::find(offered.begin(), offered.end(), method) == offered.end())
            throw Error(ErrorKind::Unsupported, {}, "a model of the ensemble cannot be explained in this way, and without it the map would be that of the others");
        std::vector<SaliencyMap> maps;
        for (std::size_t member = 0; member < m_members.size(); ++member)
            maps.push_back(m_members[member]->explain(partOf(input, member), key, index, method, stop));
        const bool isWhole = std::none_of(maps.begin(), maps.end(), [](const SaliencyMap& map) { return map.isEmpty(); });
        return isWhole ? meanMap(maps) : SaliencyMap{};
    }

private:
    const InputTensor& partOf(const InputTensor& input, std::size_t member) const {
        if (input.parts.size() != m_card.input.members.size())
            throw Error(ErrorKind::Mismatch, {}, "an input of another model cannot be given to this ensemble");
        return input.parts[m_parts[member]];
    }

    // As many rows as the member that answered the fewest.
    template <class Answers>
    Rows mean(const Answers& answersOf) {
        Rows sum;
        m_features.clear();
        for (std::size_t member = 0; member < m_members.size(); ++member) {
            Rows features;
            const Rows rows = answersOf(member, features);
            joinFeatures(features, member == 0);
            if (member == 0)
                sum.assign(rows.size(), std::vector<float>(m_card.classes.size(), 0.0F));
            sum.resize(std::min(sum.size(), rows.size()));
            for (std::size_t row = 0; row < sum.size(); ++row)
                std::transform(rows[row].begin(), rows[row].end(), sum[row].begin(), sum[row].begin(),
                               [share = m_shares[member]](float value, float before) { return std::min(1.0F, before + share * value); });
            m_features.resize(std::min(m_features.size(), sum.size()));
            if (sum.empty())
                return sum;
        }
        return sum;
    }

    // No member counts for more than another: their numbers are of different size.
    void joinFeatures(Rows& features, bool isFirst) {
        for (std::vector<float>& one : features) {
            const float length = std::sqrt(std::inner_product(one.begin(), one.end(), one.begin(), 0.0F));
            for (float& value : one)
                value = length > 0 ? value / length : 0;
        }
        if (isFirst)
            m_features = std::move(features);
        else if (features.empty())
            m_features.clear();
        m_features.resize(isFirst ? m_features.size() : std::min(m_features.size(), features.size()));
        for (std::size_t row = 0; !isFirst && row < m_features.size(); ++row)
            m_features[row].insert(m_features[row].end(), features[row].begin(), features[row].end());
    }

    SaliencyMap meanMap(const std::vector<SaliencyMap>& maps) const {
        SaliencyMap mean;
        for (const SaliencyMap& map : maps) {
            mean.width = std::max(mean.width, map.width);
            mean.height = std::max(mean.height, map.height);
        }
        mean.values.assign(static_cast<std::size_t>(mean.width) * static_cast<std::size_t>(mean.height), 0.0F);
        for (std::size_t member = 0; member < maps.size(); ++member) {
            const SaliencyMap map = resizedMap(maps[member], mean.width, mean.height);
            std::transform(map.values.begin(), map.values.end(), mean.values.begin(), mean.values.begin(),
                           [share = m_shares[member]](float value, float before) { return before + share * value; });
        }
        scaleToOne(mean.values);
        return mean;
    }

    const ModelCard m_card;
    std::vector<std::unique_ptr<Engine>> m_members;
    std::vector<float> m_shares;      ///< weights, sum 1
    std::vector<std::size_t> m_parts; ///< of an input, by member
    Rows m_features;                  ///< of the last inputs
};

} // namespace

std::unique_ptr<Engine> makeEnsembleEngine(ModelCard card, std::vector<std::unique_ptr<Engine>> members) {
    return std::make_unique<EnsembleEngine>(std::move(card), std::move(members));
}

} // namespace locascope
