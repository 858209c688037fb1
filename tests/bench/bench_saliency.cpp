// Each way of explaining a model beside what looks without knowing, on fields of the simulated plate that no model was trained on: how much of a map lies in the class's mask
// beyond chance, how often its highest point does where two patterns are present, and how its cells rank beside those of occlusion.
// Occlusion and SmoothGrad, which take seconds, see every JUDGED-th of the fields only. Usage: bench_saliency [MODEL] [STRIDE] [JUDGED]

#include "core/learning/torchlearning.h"
#include "core/model/bundledmodel.h"
#include "core/model/resample.h"
#include "tests/core/learning/cards.h"
#include "tests/core/learning/modelscore.h"
#include "tests/core/learning/scripts.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <numeric>

using namespace locascope;
using namespace locascope::testing;

namespace {

constexpr int grid = 32;          ///< all maps are judged at this resolution
constexpr int tolerance = 15;     ///< pixels
constexpr double apart = 0.2;     ///< masks of two patterns overlap less than that

struct Figures {
    double energy = 0, energyOfTwo = 0, pointed = 0, agreement = 0, milliseconds = 0;
    int maps = 0, mapsOfTwo = 0, pointing = 0, compared = 0;
};

std::vector<float> atGrid(const SaliencyMap& map) {
    const Plane plane = saliencyPlane(map, grid, grid);
    std::vector<float> values;
    for (int y = 0; y < grid; ++y)
        for (int x = 0; x < grid; ++x)
            values.push_back(static_cast<float>(plane.valueAt(x, y)) / 65535);
    return values;
}

// The middle of all pixels with the largest value.
bool pointsAt(const SaliencyMap& map, const Plane& mask) {
    const Plane plane = saliencyPlane(map, mask.width(), mask.height());
    int highest = 0, atX = 0, atY = 0;
    for (int y = 0; y < plane.height(); ++y)
        for (int x = 0; x < plane.width(); ++x)
            if (const int value = static_cast<int>(plane.valueAt(x, y)); value > highest) {
                highest = value;
                atX = x;
                atY = y;
            }
    for (int y = std::max(0, atY - tolerance); highest > 0 && y <= std::min(mask.height() - 1, atY + tolerance); ++y)
        for (int x = std::max(0, atX - tolerance); x <= std::min(mask.width() - 1, atX + tolerance); ++x)
            if (mask.valueAt(x, y) != 0 && std::hypot(x - atX, y - atY) <= tolerance)
                return true;
    return false;
}

double overlap(const Plane& one, const Plane& other) {
    double both = 0, either = 0;
    for (int y = 0; y < one.height(); ++y)
        for (int x = 0; x < one.width(); ++x) {
            const bool a = one.valueAt(x, y) != 0, b = other.valueAt(x, y) != 0;
            both += a && b;
            either += a || b;
        }
    return either > 0 ? both / either : 1;
}

std::vector<double> ranksOf(const std::vector<float>& values) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
    std::vector<double> ranks(values.size());
    for (std::size_t first = 0, last; first < order.size(); first = last) {
        for (last = first; last < order.size() && values[order[last]] == values[order[first]]; ++last)
            ;
        for (std::size_t place = first; place < last; ++place)
            ranks[order[place]] = static_cast<double>(first + last - 1) / 2;
    }
    return ranks;
}

// Spearman's; equal values share their mean rank.
double rankCorrelation(const std::vector<float>& one, const std::vector<float>& other) {
    const std::vector<double> a = ranksOf(one), b = ranksOf(other);
    const double mean = (static_cast<double>(a.size()) - 1) / 2;
    double product = 0, squaresA = 0, squaresB = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        product += (a[i] - mean) * (b[i] - mean);
        squaresA += (a[i] - mean) * (a[i] - mean);
        squaresB += (b[i] - mean) * (b[i] - mean);
    }
    return squaresA > 0 && squaresB > 0 ? product / std::sqrt(squaresA * squaresB) : 0;
}

SaliencyMap proteinMap(const SimulatedField& field) {
    SaliencyMap map{grid, grid, std::vector<float>(grid * grid)};
    resamplePlane(field.stack.planes[Stain::Protein], grid, grid, map.values.data());
    const float highest = *std::max_element(map.values.begin(), map.values.end());
    for (float& value : map.values)
        value /= std::max(highest, 1e-6F);
    return map;
}

SaliencyMap blobMap() {
    SaliencyMap map{grid, grid, {}};
    for (int y = 0; y < grid; ++y)
        for (int x = 0; x < grid; ++x)
            map.values.push_back(static_cast<float>(std::exp(-8 * (std::pow((x + 0.5) / grid - 0.5, 2) + std::pow((y + 0.5) / grid - 0.5, 2)))));
    return map;
}

enum class Judge { None, Occlusion };

class Judging {
public:
    Judging(Engine& model, Engine& random) : m_model(model), m_random(random) {}

    void add(const SimulatedField& field, Judge judge) {
        const InputTensor input = preprocess(field.stack, m_model.card().input);
        const std::vector<ClassIndex> truth = field.truth.classes();
        for (std::size_t place = 0; place < truth.size(); ++place) {
            const bool isApart = truth.size() == 2 && overlap(field.masks[0], field.masks[1]) < apart;
            const Question question{truth.size() > 1, isApart, field.masks[place], dilatedCells(field.masks[place], grid, grid), {}};
            judgeAll(field, input, truth[place], question, judge);
        }
    }

    void print() const {
        std::printf("%-32s %8s %8s %8s %10s %9s %s\n", "", "energy", "of two", "points", "occlusion", "ms", "maps, of two patterns or more, where two lie apart, compared");
        for (const auto& [name, figures] : m_figures)
            std::printf("%-32s %8.3f %8.3f %7.1f%% %10.3f %9.1f %d, %d, %d, %d\n", name.c_str() + 2, figures.energy / figures.maps, figures.energyOfTwo / std::max(1, figures.mapsOfTwo),
                        100 * figures.pointed / std::max(1, figures.pointing), figures.agreement / std::max(1, figures.compared), figures.milliseconds / figures.maps, figures.maps,
                        figures.mapsOfTwo, figures.pointing, figures.compared);
    }

private:
    struct Question {
        bool isOfTwo, isApart;
        const Plane& mask;
        std::vector<bool> inside;
        std::vector<float> occlusion;
    };

    void judgeAll(const SimulatedField& field, const InputTensor& input, ClassIndex index, Question question, Judge judgedBy) {
        if (judgedBy == Judge::Occlusion)
            question.occlusion = atGrid(m_model.explain(input, field.id, index, SaliencyMethod::Occlusion));
        char place = 'a';
        for (const SaliencyMethod method : m_model.methods()) {
            const bool isSlow = method == SaliencyMethod::SmoothGrad || method == SaliencyMethod::Occlusion;
            const std::string name = std::string(1, place++) + " " + std::string(saliencyMethodName(method));
            if (isSlow && judgedBy == Judge::None)
                continue;
            const auto start = std::chrono::steady_clock::now();
            const SaliencyMap map = m_model.explain(input, field.id, index, method);
            const double took = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
            judge(name, map, question, took);
        }
        for (const SaliencyMethod method : {m_random.methods().front(), SaliencyMethod::GradientTimesInput})
            judge(std::string(1, place++) + " random weights, " + std::string(saliencyMethodName(method)), m_random.explain(input, field.id, index, method), question, 0);
        judge(std::string(1, place++) + " protein intensity", proteinMap(field), question, 0);
        judge(std::string(1, place++) + " centred blob", blobMap(), question, 0);
    }

    void judge(const std::string& name, const SaliencyMap& map, const Question& question, double milliseconds) {
        Figures& figures = m_figures[name];
        const std::vector<float> values = atGrid(map);
        const double energy = localisation(values, question.inside);
        figures.energy += energy;
        figures.milliseconds += milliseconds;
        ++figures.maps;
        if (question.isOfTwo) {
            figures.energyOfTwo += energy;
            ++figures.mapsOfTwo;
        }
        if (question.isApart) {
            figures.pointed += pointsAt(map, question.mask);
            ++figures.pointing;
        }
        if (!question.occlusion.empty()) {
            figures.agreement += rankCorrelation(values, question.occlusion);
            ++figures.compared;
        }
    }

    Engine& m_model;
    Engine& m_random;
    std::map<std::string, Figures> m_figures; ///< in the order of their first letters
};

} // namespace

int main(int argc, char* argv[]) {
    const std::filesystem::path file = argc > 1 && argv[1][0] != '\0' ? cardFileOf(argv[1]) : bundledModelCard("/nowhere/bin/locascope");
    const std::size_t stride = argc > 2 ? static_cast<std::size_t>(std::atoi(argv[2])) : 6;
    const ModelCard card = readModelCard(file);
    const auto learning = makeTorchLearning();
    const auto engine = learning->load(weightsFileOf(file), card, {.device = "cpu"});
    const WrittenModel untrained(classifierScript(4, 28, 99), 28, card.input.width);
    ModelCard untrainedCard = card;
    untrainedCard.modelDigest = untrained.card.modelDigest;
    const auto random = learning->load(untrained.file, untrainedCard, {.device = "cpu"});
    Judging judging(*engine, *random);
    const SimulationOptions plate = unseenPlate();
    const std::size_t judged = argc > 3 ? static_cast<std::size_t>(std::atoi(argv[3])) : 10;
    for (std::size_t index = 0; index < plate.samples; index += stride) {
        judging.add(simulateField(plate, index), index / stride % judged == 0 ? Judge::Occlusion : Judge::None);
        std::fprintf(stderr, "\r%zu", index + 1);
    }
    std::fprintf(stderr, "\r");
    judging.print();
}
