#include "core/model/viewedengine.h"

#include "core/model/predictinbatches.h"
#include "core/model/views.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace locascope {

namespace {

using Rows = std::vector<std::vector<float>>;

class ViewedEngine final : public Engine {
public:
    explicit ViewedEngine(std::unique_ptr<Engine> engine)
        : m_engine(std::move(engine))
        , m_recipe(m_engine->card().input)
        , m_views(viewCount(m_recipe)) {}

    const ModelCard& card() const override { return m_engine->card(); }
    std::string device() const override { return m_engine->device(); }

    Rows predict(std::span<const InputTensor> inputs, std::stop_token stop) override {
        Rows rows;
        Rows answers; // of the views of the input at work
        Rows seen;    // of the same views
        m_features.clear();
        const std::size_t total = inputs.size() * m_views;
        for (std::size_t next = 0; next < total;) {
            const std::vector<InputTensor> some = viewsOf(inputs, next, std::min(next + batch(), total));
            Rows features;
            Rows answered = predictSome(some, features, stop);
            features.resize(answered.size());
            for (std::size_t row = 0; row < answered.size(); ++row) {
                answers.push_back(std::move(answered[row]));
                seen.push_back(std::move(features[row]));
                if (answers.size() == m_views)
                    takeAnswers(answers, seen, rows);
            }
            if (answered.size() < some.size())
                return rows;
            next += some.size();
        }
        return rows;
    }

    /// The upright central view last: what the engine keeps of it is there for `explain`.
    Rows predictShown(const InputTensor& input, std::stop_token stop) override {
        Rows rows;
        Rows answers;
        Rows seen;
        m_features.clear();
        for (std::size_t number = m_views; number-- > 0;) {
            Rows row = m_engine->predictShown(viewOf(input, m_recipe, number), stop);
            if (row.empty())
                return rows;
            answers.push_back(std::move(row.front()));
            Rows features = m_engine->takeFeatures();
            seen.push_back(features.empty() ? std::vector<float>() : std::move(features.front()));
        }
        takeAnswers(answers, seen, rows);
        return rows;
    }

    bool givesFeatures() const override { return m_engine->givesFeatures(); }
    Rows takeFeatures() override {
        Rows features = std::exchange(m_features, {});
        const bool areWhole = std::none_of(features.begin(), features.end(), [](const std::vector<float>& one) { return one.empty(); });
        return areWhole ? features : Rows();
    }

    ExecutionPlan plan() const override { return m_engine->plan(); }
    void usePlan(const ExecutionPlan& plan) override {
        m_engine->usePlan(plan);
        m_most = std::numeric_limits<std::size_t>::max();
    }
    std::vector<ExecutionPlan> plans() const override { return m_engine->plans(); }
    Engine& ofOneView() override { return m_engine->ofOneView(); }

    std::vector<SaliencyMethod> methods() override { return m_engine->methods(); }
    SaliencyMap explain(const InputTensor& input, const std::string& key, ClassIndex index, SaliencyMethod method, std::stop_token stop) override {
        const SaliencyMap map = m_engine->explain(viewOf(input, m_recipe, 0), key, index, method, stop);
        return map.isEmpty() ? map : mapOfField(map, m_recipe);
    }

private:
    std::size_t batch() const { return std::min(m_most, static_cast<std::size_t>(std::max(1, m_engine->plan().batch))); }

    std::vector<InputTensor> viewsOf(std::span<const InputTensor> inputs, std::size_t first, std::size_t end) const {
        std::vector<InputTensor> views;
        for (std::size_t view = first; view < end; ++view)
            views.push_back(viewOf(inputs[view / m_views], m_recipe, view % m_views));
        return views;
    }

    Rows predictSome(std::span<const InputTensor> views, Rows& features, const std::stop_token& stop) {
        std::size_t batch = views.size();
        Rows rows = predictInBatches(*m_engine, views, batch, stop, &features);
        if (batch < views.size())
            m_most = batch; // memory ran out
        return rows;
    }

    void takeAnswers(Rows& answers, Rows& seen, Rows& rows) {
        rows.push_back(combineViews(answers, m_recipe.views.combine));
        const bool areSeen = std::none_of(seen.begin(), seen.end(), [](const std::vector<float>& one) { return one.empty(); });
        m_features.push_back(areSeen ? combineViews(seen, CombineViews::Mean) : std::vector<float>());
        answers.clear();
        seen.clear();
    }

    std::unique_ptr<Engine> m_engine;
    const InputRecipe m_recipe;
    const std::size_t m_views;
    Rows m_features; ///< of the last fields; an empty one where a view has none
    std::size_t m_most = std::numeric_limits<std::size_t>::max(); ///< views that fit into memory together
};

} // namespace

std::unique_ptr<Engine> withViews(std::unique_ptr<Engine> engine) {
    const InputRecipe& recipe = engine->card().input;
    const bool isPlain = viewCount(recipe) == 1 && fieldWidth(recipe) == recipe.width && fieldHeight(recipe) == recipe.height;
    return isPlain ? std::move(engine) : std::make_unique<ViewedEngine>(std::move(engine));
}

} // namespace locascope
