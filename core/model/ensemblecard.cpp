#include "core/model/ensemblecard.h"

#include "core/files/digest.h"
#include "core/model/cardreader.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <set>

namespace locascope {

namespace {

YAML::Node loaded(std::string_view yaml, const std::filesystem::path& file) {
    try {
        return YAML::Load(std::string(yaml));
    } catch (const YAML::Exception& error) {
        throw Error(ErrorKind::Invalid, file, "line " + std::to_string(error.mark.line + 1) + ": is not valid YAML: " + error.msg);
    }
}

EnsembleCard::Member readMember(const CardReader& reader) {
    reader.allowOnly({"model", "weight"});
    EnsembleCard::Member member{reader.value<std::string>("model", "a file"), reader.value<double>("weight", "a number", 1)};
    if (member.model.empty())
        reader.failAt("model", "must name a card");
    if (!(member.weight > 0) || !std::isfinite(member.weight))
        reader.failAt("weight", "must be greater than 0");
    return member;
}

void readMembers(const CardReader& reader, const std::filesystem::path& file, EnsembleCard& card) {
    const YAML::Node members = reader.at("ensemble");
    if (!members.IsSequence() || members.size() < 2 || members.size() > mostMembers)
        reader.failAt("ensemble", "must be a list of 2 to " + std::to_string(mostMembers) + " models");
    std::set<std::filesystem::path> seen;
    for (const YAML::Node& node : members) {
        card.members.push_back(readMember(CardReader(node, file, "ensemble.")));
        if (!seen.insert(cardFileOf(card.members.back().model.lexically_normal())).second)
            reader.fail(node, "ensemble names " + card.members.back().model.string() + " twice; give it one weight");
    }
}

std::string exactText(double value) {
    std::array<char, 32> text{};
    return {text.data(), std::to_chars(text.data(), text.data() + text.size(), value).ptr};
}

void requireSameClasses(const ModelCard& first, const ModelCard& other, const std::filesystem::path& member, const std::filesystem::path& file) {
    if (first.vocabularyId != other.vocabularyId || first.classes != other.classes)
        throw Error(ErrorKind::Mismatch, file,
                    "joins models of different classes: " + member.string() + " knows " + std::to_string(other.classes.size()) + " of " + other.vocabularyId + ", the first model " +
                        std::to_string(first.classes.size()) + " of " + first.vocabularyId + "; leave one of them out");
}

TrainedOn trainedOnOf(std::span<const ModelCard> cards) {
    const auto isAll = [&](TrainedOn one) { return std::all_of(cards.begin(), cards.end(), [=](const ModelCard& card) { return card.trainedOn == one; }); };
    const auto isAny = [&](TrainedOn one) { return std::any_of(cards.begin(), cards.end(), [=](const ModelCard& card) { return card.trainedOn == one; }); };
    if (isAll(cards.front().trainedOn))
        return cards.front().trainedOn;
    return isAny(TrainedOn::Unknown) ? TrainedOn::Unknown : TrainedOn::Mixed;
}

// What the members need together: the stains of all of them, and every recipe once.
InputRecipe inputOf(std::span<const ModelCard> cards) {
    InputRecipe input = cards.front().input;
    for (const ModelCard& card : cards) {
        if (std::find(input.members.begin(), input.members.end(), card.input) == input.members.end())
            input.members.push_back(card.input);
        for (const Stain stain : card.input.stains)
            if (std::find(input.stains.begin(), input.stains.end(), stain) == input.stains.end())
                input.stains.push_back(stain);
        if (card.input.absentStain == AbsentStain::Refuse)
            input.absentStain = AbsentStain::Refuse;
    }
    return input;
}

std::vector<double> meanThresholds(const EnsembleCard& ensemble, std::span<const ModelCard> cards) {
    std::vector<double> mean(cards.front().classes.size(), 0);
    double weights = 0;
    for (std::size_t member = 0; member < cards.size(); ++member) {
        weights += ensemble.members[member].weight;
        for (std::size_t index = 0; index < mean.size(); ++index)
            mean[index] += ensemble.members[member].weight * cards[member].thresholds[index];
    }
    for (double& value : mean)
        value = std::min(1.0, value / weights);
    return mean;
}

std::string digestOf(const std::vector<EnsembleMember>& members) {
    std::string text = "weighted mean of probabilities";
    for (const EnsembleMember& member : members)
        text += "\n" + member.digest + " " + exactText(member.weight);
    return sha256(std::string_view(text));
}

} // namespace

bool isEnsembleCard(std::string_view yaml) {
    if (yaml.find("ensemble") == std::string_view::npos)
        return false;
    try {
        const YAML::Node root = YAML::Load(std::string(yaml));
        return root.IsMap() && root["ensemble"];
    } catch (const YAML::Exception&) {
        return false; // the reader of cards says what is wrong with it
    }
}

EnsembleCard parseEnsembleCard(std::string_view yaml, const std::filesystem::path& nameForErrors) {
    const CardReader reader(loaded(yaml, nameForErrors), nameForErrors);
    reader.allowOnly({"name", "description", "authors", "licence", "ensemble", "thresholds", "at_least_one"});
    EnsembleCard card;
    card.name = reader.value<std::string>("name", "text");
    card.description = reader.value<std::string>("description", "text", {});
    card.authors = reader.list<std::string>("authors", "text");
    card.licence = reader.value<std::string>("licence", "text", {});
    readMembers(reader, nameForErrors, card);
    if (reader.has("thresholds"))
        card.thresholds = reader.list<double>("thresholds", "numbers");
    if (card.thresholds && std::any_of(card.thresholds->begin(), card.thresholds->end(), [](double value) { return !(value >= 0 && value <= 1); }))
        reader.failAt("thresholds", "must lie between 0 and 1");
    if (reader.has("at_least_one"))
        card.atLeastOne = reader.value<bool>("at_least_one", "true or false");
    return card;
}

ModelCard ensembleModel(const EnsembleCard& ensemble, std::span<const ModelCard> cards, std::span<const std::filesystem::path> files, const std::filesystem::path& nameForErrors) {
    ModelCard model;
    for (std::size_t member = 0; member < cards.size(); ++member) {
        requireSameClasses(cards.front(), cards[member], files[member], nameForErrors);
        model.members.push_back({files[member], ensemble.members[member].weight, predictionDigest(cards[member])});
    }
    if (ensemble.thresholds && ensemble.thresholds->size() != cards.front().classes.size())
        throw Error(ErrorKind::Invalid, nameForErrors,
                    "thresholds has " + std::to_string(ensemble.thresholds->size()) + " numbers for " + std::to_string(cards.front().classes.size()) + " classes");
    model.name = ensemble.name;
    model.description = ensemble.description;
    model.authors = ensemble.authors;
    model.licence = ensemble.licence;
    model.modelDigest = digestOf(model.members);
    model.vocabularyId = cards.front().vocabularyId;
    model.classes = cards.front().classes;
    model.input = inputOf(cards);
    model.output = OutputKind::Probabilities;
    model.thresholds = ensemble.thresholds.value_or(meanThresholds(ensemble, cards));
    model.atLeastOne = ensemble.atLeastOne.value_or(std::all_of(cards.begin(), cards.end(), [](const ModelCard& card) { return card.atLeastOne; }));
    model.trainedOn = trainedOnOf(cards);
    return model;
}

ModelCard readEnsemble(std::string_view yaml, const std::filesystem::path& cardFile) {
    const EnsembleCard ensemble = parseEnsembleCard(yaml, cardFile);
    std::vector<ModelCard> cards;
    std::vector<std::filesystem::path> files;
    for (const EnsembleCard::Member& member : ensemble.members) {
        files.push_back(cardFileOf(cardFile.parent_path() / member.model));
        const std::string text = readCardText(files.back());
        if (isEnsembleCard(text)) // not read any further: it may name this one
            throw Error(ErrorKind::Mismatch, cardFile, "names " + files.back().string() + ", which is an ensemble itself; name its models instead");
        cards.push_back(parseModelCard(text, files.back()));
    }
    return ensembleModel(ensemble, cards, files, cardFile);
}

} // namespace locascope
