#include "core/files/error.h"
#include "core/files/utf8.h"
#include "core/model/inputstepsyaml.h"
#include "core/model/modelcardkeys.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <type_traits>

namespace locascope {

namespace {

// Reads values out of one map of the card and says key and line where it cannot.
class CardReader {
public:
    CardReader(YAML::Node map, std::filesystem::path file, std::string prefix = {})
        : m_map(std::move(map))
        , m_file(std::move(file))
        , m_prefix(std::move(prefix)) {
        if (!m_map.IsMap())
            fail(m_map, m_prefix.empty() ? "is not a model card (a map of keys)" : m_prefix + " must be a map");
    }

    [[noreturn]] void fail(const YAML::Node& where, const std::string& cause) const {
        const int line = where.Mark().line;
        throw Error(ErrorKind::Invalid, m_file, (line < 0 ? "" : "line " + std::to_string(line + 1) + ": ") + cause);
    }

    [[noreturn]] void failAt(const std::string& key, const std::string& cause) const {
        fail(m_map[key] ? m_map[key] : m_map, m_prefix + key + " " + cause);
    }

    void allowOnly(std::initializer_list<std::string_view> keys) const {
        for (const auto& entry : m_map)
            if (!entry.first.IsScalar() || std::find(keys.begin(), keys.end(), entry.first.Scalar()) == keys.end())
                fail(entry.first, "unknown key " + m_prefix + (entry.first.IsScalar() ? entry.first.Scalar() : "(not a word)"));
    }

    bool has(const std::string& key) const { return static_cast<bool>(m_map[key]); }
    YAML::Node at(const std::string& key) const {
        if (!has(key))
            fail(m_map, "the key " + m_prefix + key + " is missing");
        return m_map[key];
    }

    template <class T>
    T value(const std::string& key, const char* expected) const {
        return convert<T>(at(key), key, expected);
    }
    template <class T>
    T value(const std::string& key, const char* expected, T otherwise) const {
        return has(key) ? value<T>(key, expected) : otherwise;
    }

    template <class T>
    std::vector<T> list(const std::string& key, const char* expected) const {
        if (!has(key))
            return {};
        if (!m_map[key].IsSequence())
            failAt(key, "must be a list");
        std::vector<T> values;
        for (const auto& item : m_map[key])
            values.push_back(convert<T>(item, key, expected));
        return values;
    }

    template <class T>
    std::map<std::string, T> table(const std::string& key, const char* expected) const {
        std::map<std::string, T> values;
        if (!has(key))
            return values;
        if (!m_map[key].IsMap())
            failAt(key, "must be a map");
        for (const auto& entry : m_map[key])
            values[convert<std::string>(entry.first, key, "words")] = convert<T>(entry.second, key, expected);
        return values;
    }

    template <class Table>
    auto word(const std::string& key, const Table& words, typename Table::value_type::first_type otherwise) const {
        if (!has(key))
            return otherwise;
        const auto text = value<std::string>(key, "a word");
        std::string known;
        for (const auto& [entry, name] : words) {
            if (name == text)
                return entry;
            known += (known.empty() ? "" : ", ") + std::string(name);
        }
        failAt(key, "is '" + text + "'; known are " + known);
    }

private:
    template <class T>
    T convert(const YAML::Node& node, const std::string& key, const char* expected) const {
        T value;
        try {
            value = node.as<T>();
        } catch (const YAML::Exception&) {
            fail(node, m_prefix + key + " must be " + expected);
        }
        if constexpr (std::is_same_v<T, std::string>)
            if (!isUtf8Text(value))
                fail(node, m_prefix + key + " must be text in UTF-8; save the card as UTF-8");
        return value;
    }

    YAML::Node m_map;
    std::filesystem::path m_file;
    std::string m_prefix;
};

void requireFinite(const CardReader& card, const std::string& key, const std::vector<double>& numbers) {
    if (!std::all_of(numbers.begin(), numbers.end(), [](double number) { return std::isfinite(number); }))
        card.failAt(key, "must hold finite numbers");
}

constexpr int maxInputSide = 4096;

InputRecipe readInput(const CardReader& input, const std::filesystem::path& file) {
    input.allowOnly({"width", "height", "stains", "mean", "deviation", "steps", "absent_stain"});
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
    reader.allowOnly({"name", "description", "authors", "licence", "digest", "vocabulary", "classes", "input", "output",
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
