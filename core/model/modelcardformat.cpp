#include "core/model/inputstepsyaml.h"
#include "core/model/modelcardkeys.h"
#include "core/model/modelcardviews.h"

#include <yaml-cpp/yaml.h>

#include <charconv>

namespace locascope {

namespace {

// Shortest text that reads back to the same double.
std::string exactText(double value) {
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    return {text.data(), end};
}

void emitNumbers(YAML::Emitter& out, const char* key, const std::vector<double>& numbers) {
    out << YAML::Key << key << YAML::Value << YAML::Flow << YAML::BeginSeq;
    for (const double number : numbers)
        out << exactText(number);
    out << YAML::EndSeq;
}

void emitText(YAML::Emitter& out, const char* key, std::string_view text) {
    out << YAML::Key << key << YAML::Value << YAML::DoubleQuoted << std::string(text);
}

void emitInput(YAML::Emitter& out, const InputRecipe& input) {
    out << YAML::Key << "input" << YAML::Value << YAML::BeginMap;
    out << YAML::Key << "width" << YAML::Value << input.width;
    out << YAML::Key << "height" << YAML::Value << input.height;
    out << YAML::Key << "stains" << YAML::Value << YAML::Flow << YAML::BeginSeq;
    for (const Stain stain : input.stains)
        out << std::string(stainKey(stain));
    out << YAML::EndSeq;
    emitNumbers(out, "mean", input.mean);
    emitNumbers(out, "deviation", input.deviation);
    if (!input.steps.empty()) {
        out << YAML::Key << "steps" << YAML::Value;
        emitInputSteps(out, input.steps);
    }
    out << YAML::Key << "absent_stain" << YAML::Value
        << std::string(cardkeys::wordOf(cardkeys::absentStain, input.absentStain));
    emitViews(out, input);
    out << YAML::EndMap;
}

void emitTexts(YAML::Emitter& out, const char* key, const std::vector<std::string>& texts) {
    out << YAML::Key << key << YAML::Value << YAML::BeginSeq;
    for (const std::string& text : texts)
        out << YAML::DoubleQuoted << text;
    out << YAML::EndSeq;
}

} // namespace

std::string formatModelCard(const ModelCard& card) {
    YAML::Emitter out;
    out << YAML::BeginMap;
    emitText(out, "name", card.name);
    emitText(out, "description", card.description);
    emitTexts(out, "authors", card.authors);
    emitText(out, "licence", card.licence);
    emitText(out, "digest", card.modelDigest);
    emitText(out, "vocabulary", card.vocabularyId);
    emitTexts(out, "classes", card.classes);
    emitInput(out, card.input);
    out << YAML::Key << "output" << YAML::Value << std::string(cardkeys::wordOf(cardkeys::output, card.output));
    if (card.temperature != 1)
        out << YAML::Key << "temperature" << YAML::Value << exactText(card.temperature);
    emitNumbers(out, "thresholds", card.thresholds);
    out << YAML::Key << "at_least_one" << YAML::Value << card.atLeastOne;
    out << YAML::Key << "trained_on" << YAML::Value
        << std::string(cardkeys::wordOf(cardkeys::trainedOn, card.trainedOn));
    out << YAML::Key << "scores" << YAML::Value << YAML::BeginMap;
    for (const auto& [name, score] : card.scores)
        out << YAML::Key << YAML::DoubleQuoted << name << YAML::Value << exactText(score);
    out << YAML::EndMap << YAML::Key << "provenance" << YAML::Value << YAML::BeginMap;
    for (const auto& [name, text] : card.provenance)
        out << YAML::Key << YAML::DoubleQuoted << name << YAML::Value << YAML::DoubleQuoted << text;
    out << YAML::EndMap << YAML::EndMap;
    return std::string(out.c_str()) + "\n";
}

} // namespace locascope
