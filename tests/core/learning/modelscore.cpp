#include "tests/core/learning/modelscore.h"

#include "core/model/resample.h"

#include <algorithm>
#include <cmath>
#include <future>

namespace locascope::testing {

namespace {

SaliencyMap centredBlob(int side) {
    SaliencyMap map{side, side, {}};
    const double deviation = side / 4.0;
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x) {
            const double fromMiddle = std::hypot(x + 0.5 - side / 2.0, y + 0.5 - side / 2.0) / deviation;
            map.values.push_back(static_cast<float>(std::exp(-0.5 * fromMiddle * fromMiddle)));
        }
    return map;
}

class Scoring {
public:
    Scoring(Engine& model, Engine& random)
        : m_model(model)
        , m_random(random) {
        m_score.all.resize(classes());
        m_score.twoPatterns.resize(classes());
    }

    void add(const SimulatedField& field) {
        const InputTensor input = preprocess(field.stack, m_model.card().input);
        const std::vector<float> probabilities = m_model.predict({&input, 1}).front();
        const LabelSet predicted = labelsAbove(probabilities, m_model.card().thresholds, {m_model.card().atLeastOne});
        m_visible.push_back({field.truth, predicted, probabilities});
        m_inherited.push_back({field.label, predicted, probabilities});
        locate(field, input);
    }

    ModelScore score() {
        m_score.visible = audit(m_visible, classes());
        m_score.inherited = audit(m_inherited, classes());
        for (auto* part : {&m_score.all, &m_score.twoPatterns})
            for (ClassLocalisation& one : *part)
                for (double& mean : one.mean)
                    mean /= static_cast<double>(std::max<std::size_t>(1, one.fields));
        return m_score;
    }

private:
    std::size_t classes() const { return m_model.card().classes.size(); }

    void locate(const SimulatedField& field, const InputTensor& input) {
        const std::vector<ClassIndex> truth = field.truth.classes();
        for (std::size_t place = 0; place < truth.size(); ++place) {
            const SaliencyMap looked = m_model.explain(input, field.id, truth[place]);
            const SaliencyMap untrained = m_random.explain(input, field.id, truth[place]);
            std::vector<float> protein(looked.values.size());
            resamplePlane(field.stack.planes[Stain::Protein], looked.width, looked.height, protein.data());
            const std::vector<bool> inside = dilatedCells(field.masks[place], looked.width, looked.height);
            const std::array<double, lookers> found{localisation(looked.values, inside), localisation(untrained.values, inside),
                                                    localisation(protein, inside), localisation(centredBlob(looked.width).values, inside)};
            count(m_score.all[toIndex(truth[place])], found);
            if (truth.size() > 1)
                count(m_score.twoPatterns[toIndex(truth[place])], found);
        }
    }

    static void count(ClassLocalisation& one, const std::array<double, lookers>& found) {
        ++one.fields;
        for (std::size_t looker = 0; looker < lookers; ++looker)
            one.mean[looker] += found[looker];
    }

    Engine& m_model;
    Engine& m_random;
    ModelScore m_score;
    std::vector<AuditRow> m_visible;
    std::vector<AuditRow> m_inherited;
};

std::size_t localised(const std::vector<ClassLocalisation>& classes) {
    return static_cast<std::size_t>(std::count_if(classes.begin(), classes.end(), [](const ClassLocalisation& one) { return one.modelIsBest(); }));
}

} // namespace

double localisation(const std::vector<float>& map, const std::vector<bool>& inside) {
    double sum = 0, within = 0, area = 0;
    for (std::size_t cell = 0; cell < map.size(); ++cell) {
        sum += map[cell];
        within += inside[cell] ? map[cell] : 0;
        area += inside[cell] ? 1 : 0;
    }
    area /= static_cast<double>(map.size());
    return sum > 0 && area < 1 ? (within / sum - area) / (1 - area) : 0;
}

std::vector<bool> dilatedCells(const Plane& mask, int columns, int rows) {
    std::vector<bool> cells(static_cast<std::size_t>(columns * rows));
    for (int y = 0; y < mask.height(); ++y)
        for (int x = 0; x < mask.width(); ++x) {
            if (mask.valueAt(x, y) == 0)
                continue;
            const int column = x * columns / mask.width(), row = y * rows / mask.height();
            for (int besideY = std::max(0, row - 1); besideY <= std::min(rows - 1, row + 1); ++besideY)
                for (int besideX = std::max(0, column - 1); besideX <= std::min(columns - 1, column + 1); ++besideX)
                    cells[static_cast<std::size_t>(besideY * columns + besideX)] = true;
        }
    return cells;
}

std::size_t ModelScore::classesLocalised() const { return localised(all); }
std::size_t ModelScore::classesLocalisedAmongTwo() const { return localised(twoPatterns); }

ModelScore scoreModel(Engine& model, Engine& random, const SimulationOptions& plate, std::size_t stride,
                      const std::function<void(std::size_t done)>& progress) {
    Scoring scoring(model, random);
    const auto make = [&plate](std::size_t index) { return std::async(std::launch::async, simulateField, std::cref(plate), index); };
    auto next = make(0);
    for (std::size_t index = 0; index < plate.samples; index += stride) {
        const SimulatedField field = next.get();
        if (index + stride < plate.samples)
            next = make(index + stride);
        scoring.add(field);
        if (progress)
            progress(index + 1);
    }
    return scoring.score();
}

} // namespace locascope::testing
