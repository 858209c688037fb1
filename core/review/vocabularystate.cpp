#include "core/review/vocabularystate.h"

#include "core/files/error.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <set>

namespace locascope {

namespace {

/// What a change is about: the decisions that name one of these.
LabelSet concerned(const VocabularyChange& change) {
    LabelSet classes;
    for (const ClassIndex index : change.classes)
        classes.insert(index);
    return classes;
}

bool names(const Decision& decision, const LabelSet& classes) {
    return !decision.present.intersected(classes).isEmpty() || !decision.touched.intersected(classes).isEmpty();
}

} // namespace

VocabularyState unchangedState(const Vocabulary& vocabulary) { return {vocabulary, std::vector<ClassState>(vocabulary.size()), vocabulary.size()}; }

bool isChoosable(const VocabularyState& state, ClassIndex index) {
    if (toIndex(index) >= state.classes.size())
        return false;
    const ClassState& one = state.classes[toIndex(index)];
    return !one.isRetired && !one.mergedInto;
}

ClassIndex readAs(const VocabularyState& state, ClassIndex index) {
    while (toIndex(index) < state.classes.size() && state.classes[toIndex(index)].mergedInto)
        index = *state.classes[toIndex(index)].mergedInto;
    return index;
}

LabelSet mergedAway(const VocabularyState& state) {
    LabelSet merged;
    for (std::size_t i = 0; i < state.classes.size(); ++i)
        if (state.classes[i].mergedInto)
            merged.insert(toClass(i));
    return merged;
}

LabelSet splitClassesOf(const VocabularyState& state, const Decision& decision) {
    LabelSet split;
    for (const ClassIndex index : decision.present.classes())
        if (toIndex(index) < state.classes.size() && !state.classes[toIndex(index)].splitInto.empty())
            split.insert(index);
    return split;
}

bool isToBeLookedAtAgain(const VocabularyState& state, const Decision& decision) { return !splitClassesOf(state, decision).isEmpty(); }

LabelSet classesBlurredIn(const VocabularyState& state, const Decision& decision) {
    LabelSet blurred;
    if (decision.outcome != Outcome::Labelled && decision.outcome != Outcome::Negative)
        return blurred;
    const std::size_t known = std::max<std::size_t>(decision.classes, state.firstClasses);
    const LabelSet notJudged = readAs(state, decision).notJudged;
    for (const ClassIndex index : decision.notJudged.classes())
        if (const ClassIndex into = readAs(state, index); into != index && toIndex(into) < known && notJudged.contains(into) && !decision.notJudged.contains(into))
            blurred.insert(into);
    return blurred;
}

Decision readAs(const VocabularyState& state, const Decision& decision) {
    Decision read = decision;
    const auto mapped = [&state](const LabelSet& classes) {
        LabelSet result;
        for (const ClassIndex index : classes.classes())
            result.insert(readAs(state, index));
        return result;
    };
    if (!mergedAway(state).isEmpty()) {
        read.present = mapped(decision.present);
        read.notJudged = mapped(decision.notJudged).without(read.present);
        read.touched = mapped(decision.touched);
    }
    if (state.classes.size() == state.firstClasses)
        return read;
    const std::size_t known = std::max<std::size_t>(decision.classes, state.firstClasses);
    read.classes = static_cast<std::uint16_t>(known);
    if (decision.outcome != Outcome::Unusable)
        for (std::size_t i = known; i < state.classes.size(); ++i)
            if (const ClassIndex index = toClass(i); readAs(state, index) == index && !read.present.contains(index))
                read.notJudged.insert(index);
    return read;
}

Decision asStored(const VocabularyState& state, const Decision& decision) {
    Decision stored = decision;
    std::size_t known = std::max<std::size_t>(decision.classes, state.firstClasses);
    while (known > state.firstClasses && !stored.present.contains(toClass(known - 1)) && !stored.touched.contains(toClass(known - 1)) && stored.notJudged.contains(toClass(known - 1)))
        --known;
    for (std::size_t i = known; i < state.classes.size(); ++i)
        if (!stored.touched.contains(toClass(i)))
            stored.notJudged.erase(toClass(i));
    stored.classes = known == state.firstClasses ? 0 : static_cast<std::uint16_t>(known);
    return stored;
}

std::vector<float> readProbabilities(const VocabularyState& state, const std::vector<float>& probabilities) {
    if (probabilities.empty() || (probabilities.size() == state.classes.size() && mergedAway(state).isEmpty()))
        return probabilities;
    std::vector<float> read(state.classes.size(), std::numeric_limits<float>::quiet_NaN());
    for (std::size_t i = 0; i < std::min(probabilities.size(), read.size()); ++i) {
        float& into = read[toIndex(readAs(state, toClass(i)))];
        into = std::isnan(into) ? probabilities[i] : std::isnan(probabilities[i]) ? into : std::max(into, probabilities[i]);
    }
    return read;
}

std::vector<double> readThresholds(const VocabularyState& state, const std::vector<double>& thresholds) {
    if (thresholds.empty() || (thresholds.size() == state.classes.size() && mergedAway(state).isEmpty()))
        return thresholds;
    std::vector<double> read(state.classes.size(), 1.0);
    for (std::size_t i = 0; i < std::min(thresholds.size(), read.size()); ++i) {
        double& into = read[toIndex(readAs(state, toClass(i)))];
        into = std::min(into, thresholds[i]);
    }
    return read;
}

ClassIndex classNamed(const VocabularyState& state, const std::string& nameOrNumber) {
    if (const auto index = state.vocabulary.find(nameOrNumber))
        return *index;
    std::size_t number = 0;
    const char* const end = nameOrNumber.data() + nameOrNumber.size();
    const auto [stopped, error] = std::from_chars(nameOrNumber.data(), end, number);
    if (error != std::errc{} || stopped != end || number >= state.classes.size())
        throw Error(ErrorKind::NotFound, {}, "there is no class \"" + nameOrNumber + "\"");
    return toClass(number);
}

ChangePreview previewOf(const VocabularyState& state, const VocabularyChange& change, const DecisionsByReviewer& decisions) {
    const VocabularyState afterwards = changed(state, change);
    const LabelSet classes = concerned(change);
    ChangePreview preview;
    std::set<std::string> named, reading, toLookAt;
    for (const auto& [reviewer, bySample] : decisions) {
        ChangeEffect effect{reviewer, 0, 0, 0};
        for (const auto& [sample, decision] : bySample) {
            if (!names(decision, classes) && !names(readAs(state, decision), classes))
                continue;
            const Decision before = readAs(state, decision), after = readAs(afterwards, decision);
            ++effect.decisions;
            named.insert(sample);
            if (before.present != after.present) {
                ++effect.reading;
                reading.insert(sample);
            }
            if (isToBeLookedAtAgain(afterwards, after) && !isToBeLookedAtAgain(state, before)) {
                ++effect.toLookAt;
                toLookAt.insert(sample);
            }
        }
        if (effect.decisions > 0)
            preview.reviewers.push_back(effect);
    }
    preview.samples = named.size();
    preview.samplesReading = reading.size();
    preview.samplesToLookAt = toLookAt.size();
    return preview;
}

std::vector<std::size_t> samplesByClass(const VocabularyState& state, const DecisionsByReviewer& decisions) {
    std::map<std::string, LabelSet> bySample;
    for (const auto& [reviewer, ofReviewer] : decisions)
        for (const auto& [sample, decision] : ofReviewer) {
            LabelSet& classes = bySample[sample];
            classes = classes.united(readAs(state, decision).present);
        }
    std::vector<std::size_t> counts(state.classes.size());
    for (const auto& [sample, classes] : bySample)
        for (const ClassIndex index : classes.classes())
            if (toIndex(index) < counts.size())
                ++counts[toIndex(index)];
    return counts;
}

} // namespace locascope
