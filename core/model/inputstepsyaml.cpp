#include "core/model/inputstepsyaml.h"

#include "core/files/error.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <set>
#include <string>
#include <string_view>

namespace locascope {

namespace {

constexpr std::array<std::pair<StepKind, std::string_view>, 6> kinds{{{StepKind::Linear, "linear"},
                                                                      {StepKind::Range, "range"},
                                                                      {StepKind::Standardise, "standardise"},
                                                                      {StepKind::Clip, "clip"},
                                                                      {StepKind::Binarise, "binarise"},
                                                                      {StepKind::Sigmoid, "sigmoid"}}};

// The keys of each kind, beside `do`.
std::set<std::string> keysOf(StepKind kind) {
    switch (kind) {
    case StepKind::Linear: return {"factor", "addend"};
    case StepKind::Range: return {"over", "lowest", "highest", "epsilon"};
    case StepKind::Standardise: return {"over", "epsilon"};
    case StepKind::Clip: return {"lowest", "highest"};
    case StepKind::Binarise: return {"above"};
    case StepKind::Sigmoid: break;
    }
    return {};
}

std::string exactText(double value) {
    std::array<char, 32> text{};
    return {text.data(), std::to_chars(text.data(), text.data() + text.size(), value).ptr};
}

class StepReader {
public:
    StepReader(const YAML::Node& map, std::size_t channels, const std::filesystem::path& file)
        : m_map(map)
        , m_channels(channels)
        , m_file(file) {}

    InputStep read() const {
        if (!m_map.IsMap() || !m_map["do"] || !m_map["do"].IsScalar())
            fail(m_map, "must be a map with do");
        const std::string word = m_map["do"].Scalar();
        const auto* const known = std::find_if(kinds.begin(), kinds.end(), [&](const auto& entry) { return entry.second == word; });
        if (known == kinds.end())
            fail(m_map["do"], "know no '" + word + "'");
        InputStep step;
        step.kind = known->first;
        const std::set<std::string> keys = keysOf(step.kind);
        for (const auto& entry : m_map)
            if (!entry.first.IsScalar() || (entry.first.Scalar() != "do" && !keys.contains(entry.first.Scalar())))
                fail(entry.first, "of " + word + " know no such key");
        read(step, keys);
        check(step);
        return step;
    }

private:
    [[noreturn]] void fail(const YAML::Node& where, const std::string& cause) const {
        const int line = where.Mark().line;
        throw Error(ErrorKind::Invalid, m_file, (line < 0 ? "" : "line " + std::to_string(line + 1) + ": ") + "input.steps " + cause);
    }

    void read(InputStep& step, const std::set<std::string>& keys) const {
        if (keys.contains("factor"))
            step.factor = numbers("factor");
        if (keys.contains("addend"))
            step.addend = numbers("addend");
        if (keys.contains("above"))
            step.above = numbers("above");
        if (keys.contains("lowest"))
            step.lowest = number(need("lowest"));
        if (keys.contains("highest"))
            step.highest = number(need("highest"));
        if (keys.contains("epsilon"))
            step.epsilon = number(need("epsilon"));
        if (keys.contains("over"))
            step.over = over(need("over"));
    }

    void check(const InputStep& step) const {
        const bool isRange = step.kind == StepKind::Range;
        if ((isRange || step.kind == StepKind::Clip) && !(step.lowest < step.highest))
            fail(m_map, "need a lowest that is less than the highest");
        if (isRange && (step.lowest < 0 || step.highest > 100))
            fail(m_map, "need percentiles between 0 and 100");
        if (step.epsilon < 0)
            fail(m_map, "need an epsilon of 0 or more");
    }

    YAML::Node need(const std::string& key) const {
        if (!m_map[key])
            fail(m_map, "lack the key " + key);
        return m_map[key];
    }

    double number(const YAML::Node& node) const {
        double value = 0;
        if (!node.IsScalar() || !YAML::convert<double>::decode(node, value) || !std::isfinite(value))
            fail(node, "must have finite numbers");
        return value;
    }

    std::vector<double> numbers(const std::string& key) const {
        const YAML::Node list = need(key);
        if (!list.IsSequence() || (list.size() != 1 && list.size() != m_channels))
            fail(list, "must have one number in the list " + key + ", or one per stain");
        std::vector<double> values;
        for (const auto& item : list)
            values.push_back(number(item));
        return values;
    }

    StepOver over(const YAML::Node& node) const {
        const std::string word = node.IsScalar() ? node.Scalar() : std::string();
        if (word != "channel" && word != "image")
            fail(node, "are over channel or image");
        return word == "image" ? StepOver::Image : StepOver::Channel;
    }

    YAML::Node m_map;
    std::size_t m_channels;
    const std::filesystem::path& m_file;
};

void emitNumbers(YAML::Emitter& out, const char* key, const std::vector<double>& numbers) {
    out << YAML::Key << key << YAML::Value << YAML::BeginSeq;
    for (const double number : numbers)
        out << exactText(number);
    out << YAML::EndSeq;
}

void emitNumber(YAML::Emitter& out, const char* key, double number) {
    out << YAML::Key << key << YAML::Value << exactText(number);
}

void emitStep(YAML::Emitter& out, const InputStep& step) {
    const auto* const known = std::find_if(kinds.begin(), kinds.end(), [&](const auto& entry) { return entry.first == step.kind; });
    const std::set<std::string> keys = keysOf(step.kind);
    out << YAML::Flow << YAML::BeginMap << YAML::Key << "do" << YAML::Value << std::string(known->second);
    if (keys.contains("over"))
        out << YAML::Key << "over" << YAML::Value << (step.over == StepOver::Image ? "image" : "channel");
    for (const auto& [key, list] : {std::pair{"factor", &step.factor}, std::pair{"addend", &step.addend}, std::pair{"above", &step.above}})
        if (keys.contains(key))
            emitNumbers(out, key, *list);
    for (const auto& [key, number] : {std::pair{"lowest", step.lowest}, std::pair{"highest", step.highest}, std::pair{"epsilon", step.epsilon}})
        if (keys.contains(key))
            emitNumber(out, key, number);
    out << YAML::EndMap;
}

} // namespace

std::vector<InputStep> readInputSteps(const YAML::Node& list, std::size_t channels, const std::filesystem::path& file) {
    if (!list.IsSequence() || list.size() > maxInputSteps)
        throw Error(ErrorKind::Invalid, file, "input.steps must be a list of at most " + std::to_string(maxInputSteps));
    std::vector<InputStep> steps;
    for (const auto& item : list)
        steps.push_back(StepReader(item, channels, file).read());
    return steps;
}

void emitInputSteps(YAML::Emitter& out, const std::vector<InputStep>& steps) {
    out << YAML::BeginSeq;
    for (const InputStep& step : steps)
        emitStep(out, step);
    out << YAML::EndSeq;
}

} // namespace locascope
