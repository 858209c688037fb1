#include "ui/widgets/mapcategories.h"

#include "ui/models/sampleordering.h"
#include "ui/widgets/categorycolour.h"
#include "ui/widgets/classcolour.h"
#include "ui/widgets/classname.h"
#include "ui/widgets/decisiontext.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <numeric>

namespace locascope {

namespace {

constexpr std::size_t mostColours = 9; ///< of categoryColour; its last is too pale for many

struct Thresholds {
    std::vector<double> values;
    bool atLeastOne = false;
};

std::optional<ClassIndex> classOf(const Session& session, int sample, PointColouring colouring, const Thresholds& thresholds) {
    const Decision* decision = session.findDecision(sample);
    const std::vector<float>* probabilities = session.probabilities(sample);
    if (!decision && (colouring == PointColouring::DecidedClass || !probabilities || !session.proposalsAllowed()))
        return std::nullopt;
    PredictionView view;
    if (probabilities)
        view = {*probabilities, thresholds.values, thresholds.atLeastOne};
    return factsOf(decision, 0, view).leading;
}

void add(MapCategories& categories, const QString& name, const QColor& colour) {
    categories.names.append(name);
    categories.colours.append(colour);
    categories.counts.append(0);
}

void count(MapCategories& categories, const std::vector<int>& samples) {
    for (const int sample : samples)
        ++categories.counts[categories.ofSample[static_cast<std::size_t>(sample)]];
}

MapCategories byClass(const Session& session, PointColouring colouring, const std::vector<int>& samples, const QColor& rest, const QColor& none) {
    const std::size_t classes = session.vocabulary().size();
    const auto model = session.model();
    const Thresholds thresholds{session.thresholds(), model && model->atLeastOne};
    std::vector<std::size_t> leading(session.plate().samples.size(), classes), frequency(classes);
    for (const int sample : samples)
        if (const auto index = classOf(session, sample, colouring, thresholds); index && toIndex(*index) < classes) {
            leading[static_cast<std::size_t>(sample)] = toIndex(*index);
            ++frequency[toIndex(*index)];
        }
    std::vector<std::size_t> order(classes);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return frequency[a] > frequency[b]; });
    MapCategories categories;
    const std::size_t seen = static_cast<std::size_t>(std::count_if(frequency.begin(), frequency.end(), [](std::size_t one) { return one > 0; }));
    const std::size_t own = std::min(seen, mostColours);
    std::vector<int> categoryOf(classes + 1, static_cast<int>(own));
    for (std::size_t i = 0; i < own; ++i) {
        const QColor given = classColour(session, toClass(order[i]));
        add(categories, className(QString::fromStdString(session.vocabulary().at(toClass(order[i])).name)), given.isValid() ? given : categoryColour(static_cast<int>(i)));
        categoryOf[order[i]] = static_cast<int>(i);
    }
    if (seen > own)
        add(categories, QCoreApplication::translate("MapCategories", "Other classes"), rest);
    categoryOf[classes] = static_cast<int>(categories.names.size());
    add(categories, QCoreApplication::translate("MapCategories", "No class"), none);
    for (const std::size_t index : leading)
        categories.ofSample.push_back(categoryOf[index]);
    count(categories, samples);
    return categories;
}

MapCategories byState(const Session& session, const std::vector<int>& samples, const QColor& rest) {
    constexpr std::array outcomes{Outcome::Labelled, Outcome::Negative, Outcome::Unusable, Outcome::Unsure};
    MapCategories categories;
    for (std::size_t i = 0; i < outcomes.size(); ++i)
        add(categories, outcomeText(outcomes[i]), categoryColour(static_cast<int>(i)));
    add(categories, QCoreApplication::translate("MapCategories", "Unreviewed"), rest);
    categories.ofSample.assign(session.plate().samples.size(), static_cast<int>(outcomes.size()));
    for (const int sample : samples)
        if (const Decision* decision = session.findDecision(sample); decision && !decision->inherited)
            categories.ofSample[static_cast<std::size_t>(sample)] = static_cast<int>(std::find(outcomes.begin(), outcomes.end(), decision->outcome) - outcomes.begin());
    count(categories, samples);
    return categories;
}

} // namespace

MapCategories mapCategories(const Session& session, PointColouring colouring, const std::vector<int>& samples, const QColor& rest, const QColor& none) {
    return colouring == PointColouring::ReviewState ? byState(session, samples, rest) : byClass(session, colouring, samples, rest, none);
}

} // namespace locascope
