#include "core/model/mappedengine.h"

#include "core/files/digest.h"
#include "core/files/error.h"

#include <algorithm>

namespace locascope {

namespace {

using Rows = std::vector<std::vector<float>>;

class MappedEngine final : public Engine {
public:
    MappedEngine(std::unique_ptr<Engine> engine, ClassMapping mapping, const Vocabulary& vocabulary)
        : m_engine(std::move(engine))
        , m_mapping(std::move(mapping))
        , m_card(mappedCard(m_engine->card(), m_mapping, vocabulary)) {}

    const ModelCard& card() const override { return m_card; }
    std::string device() const override { return m_engine->device(); }
    Rows predict(std::span<const InputTensor> inputs, std::stop_token stop) override { return mapped(m_engine->predict(inputs, stop)); }
    Rows predictShown(const InputTensor& input, std::stop_token stop) override {
        Rows rows = m_engine->predictShown(input, stop);
        if (!rows.empty()) {
            m_shown = input;
            m_shownRow = rows.front();
        }
        return mapped(std::move(rows));
    }
    bool givesFeatures() const override { return m_engine->givesFeatures(); }
    Rows takeFeatures() override { return m_engine->takeFeatures(); }
    ExecutionPlan plan() const override { return m_engine->plan(); }
    void usePlan(const ExecutionPlan& plan) override { m_engine->usePlan(plan); }
    std::vector<ExecutionPlan> plans() const override { return m_engine->plans(); }
    Engine& ofOneView() override { return m_engine->ofOneView(); }

    std::vector<SaliencyMethod> methods() override { return m_engine->methods(); }
    SaliencyMap explain(const InputTensor& input, const std::string& key, ClassIndex index, SaliencyMethod method, std::stop_token stop) override {
        if (m_mapping.sources.at(toIndex(index)).empty())
            return {1, 1, {0.0F}};
        return m_engine->explain(input, key, sourceOf(input, index), method, stop);
    }

private:
    Rows mapped(Rows rows) const {
        for (std::vector<float>& row : rows)
            row = mappedProbabilities(row, m_mapping);
        return rows;
    }

    ClassIndex sourceOf(const InputTensor& input, ClassIndex index) {
        const auto& sources = m_mapping.sources.at(toIndex(index));
        if (sources.size() > 1 && (m_shownRow.empty() || m_shown != input))
            predictShown(input, {});
        return *std::max_element(sources.begin(), sources.end(), [this](ClassIndex left, ClassIndex right) { return m_shownRow[toIndex(left)] < m_shownRow[toIndex(right)]; });
    }

    std::unique_ptr<Engine> m_engine;
    const ClassMapping m_mapping;
    const ModelCard m_card;
    InputTensor m_shown;
    std::vector<float> m_shownRow; ///< of m_shown, in the model's own classes
};

} // namespace

bool hasClassesOf(const ModelCard& card, const Vocabulary& vocabulary) {
    return std::equal(card.classes.begin(), card.classes.end(), vocabulary.classes().begin(), vocabulary.classes().end(),
                      [](const std::string& name, const LabelClass& known) { return name == known.name; });
}

const Vocabulary& vocabularyMet(const ModelCard& card, std::span<const Vocabulary> had) {
    const auto found = std::find_if(had.begin(), had.end(), [&](const Vocabulary& one) { return hasClassesOf(card, one); });
    return found == had.end() ? had.front() : *found;
}

std::optional<ClassMapping> meetingOf(const ModelCard& card, const Vocabulary& vocabulary, std::span<const VocabularyMapping> known, const std::filesystem::path& file) {
    if (hasClassesOf(card, vocabulary))
        return std::nullopt;
    if (card.vocabularyId == vocabulary.id())
        requireVocabulary(card, vocabulary, file); // says which class it is
    const auto found = std::find_if(known.begin(), known.end(), [&](const VocabularyMapping& one) { return one.from == card.vocabularyId && one.to == vocabulary.id(); });
    if (found == known.end())
        throw Error(ErrorKind::Mismatch, file,
                    "knows the " + std::to_string(card.classes.size()) + " classes of the vocabulary " + card.vocabularyId + ", the review is of the " +
                        std::to_string(vocabulary.size()) + " of " + vocabulary.id() + ", and nothing says which is which; choose a model or a vocabulary (--vocabulary) that fits, or put a CSV headed " +
                        card.vocabularyId + "," + vocabulary.id() + " into vocabularies of the data directory");
    return classMapping(*found, card.classes, vocabulary);
}

std::optional<ClassMapping> meetingOf(const ModelCard& card, const Vocabulary& vocabulary, const std::filesystem::path& dataDirectory, const std::filesystem::path& file) {
    if (hasClassesOf(card, vocabulary))
        return std::nullopt;
    return meetingOf(card, vocabulary, knownMappings(dataDirectory), file);
}

ModelCard mappedCard(const ModelCard& card, const ClassMapping& mapping, const Vocabulary& vocabulary) {
    ModelCard mapped = card;
    mapped.modelDigest = sha256(std::string_view(predictionDigest(card) + "\n" + mapping.digest));
    mapped.vocabularyId = vocabulary.id();
    mapped.classes.clear();
    for (const LabelClass& one : vocabulary.classes())
        mapped.classes.push_back(one.name);
    mapped.thresholds = mappedThresholds(card.thresholds, mapping);
    mapped.scores.clear();
    mapped.provenance["classes_mapped_from"] = card.vocabularyId;
    return mapped;
}

std::unique_ptr<Engine> withMapping(std::unique_ptr<Engine> engine, const ClassMapping& mapping, const Vocabulary& vocabulary) {
    return std::make_unique<MappedEngine>(std::move(engine), mapping, vocabulary);
}

} // namespace locascope
