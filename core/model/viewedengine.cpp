#include "core/model/viewedengine.h"

#include "core/model/predictinbatches.h"
#include "core/model/views.h"

#include <algorithm>
#include <limits>

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
        const std::size_t total = inputs.size() * m_views;
        for (std::size_t next = 0; next < total;) {
            const std::vector<InputTensor> some = viewsOf(inputs, next, std::min(next + batch(), total));
            Rows answered = predictSome(some, stop);
            for (std::vector<float>& row : answered) {
                answers.push_back(std::move(row));
                if (answers.size() == m_views)
                    takeAnswers(answers, rows);
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
        for (std::size_t number = m_views; number-- > 0;) {
            Rows row = m_engine->predictShown(viewOf(input, m_recipe, number), stop);
            if (row.empty())
                return rows;
            answers.push_back(std::move(row.front()));
        }
        takeAnswers(answers, rows);
        return rows;
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

    Rows predictSome(std::span<const InputTensor> views, const std::stop_token& stop) {
        std::size_t batch = views.size();
        Rows rows = predictInBatches(*m_engine, views, batch, stop);
        if (batch < views.size())
            m_most = batch; // memory ran out
        return rows;
    }

    void takeAnswers(Rows& answers, Rows& rows) const {
        rows.push_back(combineViews(answers, m_recipe.views.combine));
        answers.clear();
    }

    std::unique_ptr<Engine> m_engine;
    const InputRecipe m_recipe;
    const std::size_t m_views;
    std::size_t m_most = std::numeric_limits<std::size_t>::max(); ///< views that fit into memory together
};

} // namespace

std::unique_ptr<Engine> withViews(std::unique_ptr<Engine> engine) {
    const InputRecipe& recipe = engine->card().input;
    const bool isPlain = viewCount(recipe) == 1 && fieldWidth(recipe) == recipe.width && fieldHeight(recipe) == recipe.height;
    return isPlain ? std::move(engine) : std::make_unique<ViewedEngine>(std::move(engine));
}

} // namespace locascope
