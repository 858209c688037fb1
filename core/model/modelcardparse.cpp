#include "core/model/cardreader.h"
#include "core/model/inputstepsyaml.h"
#include "core/model/modelcardkeys.h"
#include "core/model/modelcardviews.h"

#include <cmath>

namespace locascope {

namespace {

void requireFinite(const CardReader& card, const std::string& key, const std::vector<double>& numbers) {
    if (!std::all_of(numbers.begin(), numbers.end(), [](double number) { return std::isfinite(number); }))
        card.failAt(key, "must hold finite numbers");
}

InputRecipe readInput(const CardReader& input, const std::filesystem::path& file) {
    input.allowOnly({"width", "height", "stains", "mean", "deviation", "steps", "absent_stain", "resize", "crops", "orientations", "combine"});
    InputRecipe recipe;
    recipe.width = input.value<int>("width", "a whole number");
    recipe.height = input.value<int>("height", "a whole number");
    for (const char* side : {"width", "height"})
        if (const int pixels = input.value<int>(side, ""); pixels < 1 || pixels > maxInputSide)
            input.failAt(side, "must lie between 1 and " + std::to_string(maxInputSide));
    recipe.stains.clear();
    for (const auto& key : input.list<std::string>("stains", "a list of stains")) {
        const auto stain = stainOfKey(key);
        if (!stain)
            input.failAt("stains", "names '" + key + "'; known are nucleus, protein, microtubules, reticulum");
        recipe.stains.push_back(*stain);
    }
    if (recipe.stains.empty())
        input.failAt("stains", "must name at least one stain");
    recipe.mean = input.list<double>("mean", "numbers");
    recipe.deviation = input.list<double>("deviation", "numbers");
    for (const auto& [key, numbers] : {std::pair{"mean", recipe.mean}, std::pair{"deviation", recipe.deviation}}) {
        requireFinite(input, key, numbers);
        if (!numbers.empty() && numbers.size() != recipe.stains.size())
            input.failAt(key, "must have one number per stain");
    }
    if (std::any_of(recipe.deviation.begin(), recipe.deviation.end(), [](double number) { return number <= 0; }))
        input.failAt("deviation", "must be greater than 0");
    if (input.has("steps"))
        recipe.steps = readInputSteps(input.at("steps"), recipe.stains.size(), file);
    recipe.absentStain = input.word("absent_stain", cardkeys::absentStain, AbsentStain::Refuse);
    readViews(input, recipe);
    return recipe;
}

void requireClasses(const CardReader& reader, const ModelCard& card) {
    if (card.classes.empty() || card.classes.size() > maxClasses)
        reader.failAt("classes", "must name between 1 and " + std::to_string(maxClasses) + " classes");
    if (card.thresholds.size() != card.classes.size())
        reader.failAt("thresholds", "has " + std::to_string(card.thresholds.size()) + " numbers for " +
                                        std::to_string(card.classes.size()) + " classes");
    if (std::any_of(card.thresholds.begin(), card.thresholds.end(), [](double value) { return !(value >= 0 && value <= 1); }))
        reader.failAt("thresholds", "must lie between 0 and 1");
}

ModelCard readCard(const CardReader& reader, const std::filesystem::path& file) {
    reader.allowOnly({"name", "description", "authors", "licence", "digest", "vocabulary", "classes", "input", "output", "temperature",
                      "thresholds", "at_least_one", "trained_on", "scores", "provenance"});
    ModelCard card;
    card.name = reader.value<std::string>("name", "text");
    card.description = reader.value<std::string>("description", "text", {});
    card.authors = reader.list<std::string>("authors", "text");
    card.licence = reader.value<std::string>("licence", "text", {});
    card.modelDigest = reader.value<std::string>("digest", "text");
    if (card.modelDigest.size() != 64 || card.modelDigest.find_first_not_of("0123456789abcdef") != std::string::npos)
        reader.failAt("digest", "must be a SHA-256 of 64 lower-case hexadecimal digits");
    card.vocabularyId = reader.value<std::string>("vocabulary", "text");
    card.classes = reader.list<std::string>("classes", "names");
    card.input = readInput(CardReader(reader.at("input"), file, "input."), file);
    card.output = reader.word("output", cardkeys::output, OutputKind::Logits);
    readTemperature(reader, card);
    card.thresholds = reader.list<double>("thresholds", "numbers");
    card.atLeastOne = reader.value<bool>("at_least_one", "true or false", false);
    card.trainedOn = reader.word("trained_on", cardkeys::trainedOn, TrainedOn::Unknown);
    card.scores = reader.table<double>("scores", "a number");
    for (const auto& [name, score] : card.scores)
        requireFinite(reader, "scores", {score});
    card.provenance = reader.table<std::string>("provenance", "text");
    requireClasses(reader, card);
    return card;
}

} // namespace

ModelCard parseModelCard(std::string_view yaml, const std::filesystem::path& nameForErrors) {
    YAML::Node root;
    try {
        root = YAML::Load(std::string(yaml));
    } catch (const YAML::Exception& error) {
        throw Error(ErrorKind::Invalid, nameForErrors,
                    "line " + std::to_string(error.mark.line + 1) + ": is not valid YAML: " + error.msg);
    }
    return readCard(CardReader(root, nameForErrors), nameForErrors);
}

} // namespace locascope
