#include "core/plate/namepattern.h"

#include "core/files/error.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <algorithm>
#include <vector>

namespace locascope {

namespace {

// An expression that a person can read; longer ones are a mistake or an attack.
constexpr std::size_t maxExpressionBytes = 4096;
constexpr std::uint32_t maxGroups = 60;
// A name of 255 bytes takes a sensible expression some hundred steps. These bound the others to a fraction of a millisecond.
constexpr std::uint32_t maxSteps = 20000;
constexpr std::uint32_t maxDepth = 1000;
constexpr std::uint32_t maxHeapKilobytes = 1024;
constexpr std::uint32_t maxNesting = 50;

constexpr std::array<std::string_view, nameGroupCount> words = {"sample", "plate", "well",    "row", "column",
                                                                "site",   "stain", "channel", "z",   "time"};

struct CodeFree {
    void operator()(pcre2_code* code) const { pcre2_code_free(code); }
};
using Code = std::unique_ptr<pcre2_code, CodeFree>;

struct MatchFree {
    void operator()(pcre2_match_data* data) const { pcre2_match_data_free(data); }
};

struct ContextFree {
    void operator()(pcre2_match_context* context) const { pcre2_match_context_free(context); }
    void operator()(pcre2_compile_context* context) const { pcre2_compile_context_free(context); }
};

/// A group of an expression by its number.
struct NumberedGroup {
    std::uint32_t number = 0;
    NameGroup group{};
};

std::string messageOf(int error) {
    std::array<PCRE2_UCHAR, 256> text{};
    pcre2_get_error_message(error, text.data(), text.size());
    return reinterpret_cast<const char*>(text.data());
}

Code compile(const std::string& expression, std::optional<PatternFault>& fault) {
    const std::unique_ptr<pcre2_compile_context, ContextFree> context(pcre2_compile_context_create(nullptr));
    pcre2_set_max_pattern_length(context.get(), 2 * maxExpressionBytes);
    pcre2_set_parens_nest_limit(context.get(), maxNesting);
    int error = 0;
    PCRE2_SIZE position = 0;
    Code code(pcre2_compile(reinterpret_cast<PCRE2_SPTR>(expression.data()), expression.size(),
                            PCRE2_ANCHORED | PCRE2_ENDANCHORED | PCRE2_DOTALL | PCRE2_DUPNAMES | PCRE2_NEVER_UTF | PCRE2_NEVER_UCP, &error,
                            &position, context.get()));
    if (!code)
        fault = PatternFault{std::min<std::size_t>(position, expression.size()), messageOf(error)};
    return code;
}

std::uint32_t numberOf(const pcre2_code* code, std::uint32_t what) {
    std::uint32_t value = 0;
    pcre2_pattern_info(code, what, &value);
    return value;
}

/// The names of the groups and their numbers, ascending. `unknown` is a name that means nothing.
std::vector<NumberedGroup> groupsOf(const pcre2_code* code, std::string& unknown) {
    PCRE2_SPTR table = nullptr;
    pcre2_pattern_info(code, PCRE2_INFO_NAMETABLE, &table);
    const std::uint32_t entrySize = numberOf(code, PCRE2_INFO_NAMEENTRYSIZE);
    std::vector<NumberedGroup> groups;
    for (std::uint32_t i = 0; i < numberOf(code, PCRE2_INFO_NAMECOUNT); ++i, table += entrySize) {
        const std::string_view name = reinterpret_cast<const char*>(table + 2);
        const auto word = std::find(words.begin(), words.end(), name);
        if (word == words.end())
            unknown = name;
        else
            groups.push_back({static_cast<std::uint32_t>(table[0] << 8 | table[1]), static_cast<NameGroup>(word - words.begin())});
    }
    std::sort(groups.begin(), groups.end(), [](const NumberedGroup& left, const NumberedGroup& right) { return left.number < right.number; });
    return groups;
}

std::string allWords() {
    std::string text;
    for (const std::string_view word : words)
        text += (text.empty() ? "" : ", ") + std::string(word);
    return text;
}

std::optional<PatternFault> faultOfGroups(const std::string& expression, const pcre2_code* code) {
    std::string unknown;
    const std::vector<NumberedGroup> groups = groupsOf(code, unknown);
    const auto samples = std::count_if(groups.begin(), groups.end(), [](const NumberedGroup& one) { return one.group == NameGroup::Sample; });
    if (!unknown.empty())
        return PatternFault{expression.find("<" + unknown) + 1, "a group is named " + unknown + "; known are " + allWords()};
    if (static_cast<std::size_t>(samples) > NameMatch::maxSampleParts || numberOf(code, PCRE2_INFO_CAPTURECOUNT) > maxGroups)
        return PatternFault{0, "more groups than can be kept apart"};
    return {};
}

// Compiles an expression that a user wrote, or says what is wrong with it.
Code compileChecked(const std::string& expression, std::optional<PatternFault>& fault) {
    if (expression.empty())
        fault = PatternFault{0, "the expression is empty"};
    else if (expression.size() > maxExpressionBytes)
        fault = PatternFault{maxExpressionBytes, "longer than " + std::to_string(maxExpressionBytes) + " bytes"};
    else if (const std::size_t reset = expression.find("\\K"); reset != std::string::npos)
        fault = PatternFault{reset, "\\K is not used here; name the part with (?<sample>...)"};
    if (fault)
        return {};
    Code code = compile(expression, fault);
    if (code)
        fault = faultOfGroups(expression, code.get());
    return fault ? Code() : std::move(code);
}

} // namespace

std::string_view nameGroupWord(NameGroup group) { return words[static_cast<std::size_t>(group)]; }

struct NamePattern::Compiled {
    std::string expression;
    bool matchesFolders = false;
    Code code;
    std::vector<NumberedGroup> groups;
};

NamePattern::NamePattern(std::string expression) {
    std::optional<PatternFault> fault;
    Code code = compileChecked(expression, fault);
    const bool matchesFolders = expression.find('/') != std::string::npos;
    if (!fault && matchesFolders) // any folders before; \K keeps the numbers of the groups as they were written
        code = compile("(?:.*?/)?\\K(?:" + expression + ")", fault);
    if (fault)
        throw Error(ErrorKind::Invalid, {}, "position " + std::to_string(fault->position) + ": " + fault->cause);
    pcre2_jit_compile(code.get(), PCRE2_JIT_COMPLETE); // where there is none it is interpreted
    std::string unknown;
    std::vector<NumberedGroup> groups = groupsOf(code.get(), unknown);
    m_compiled = std::make_shared<const Compiled>(Compiled{std::move(expression), matchesFolders, std::move(code), std::move(groups)});
}

const std::string& NamePattern::expression() const { return m_compiled->expression; }
bool NamePattern::matchesFolders() const { return m_compiled->matchesFolders; }

bool NamePattern::has(NameGroup group) const {
    return std::any_of(m_compiled->groups.begin(), m_compiled->groups.end(), [group](const NumberedGroup& one) { return one.group == group; });
}

NamePattern::Outcome NamePattern::match(std::string_view text, NameMatch& found) const {
    thread_local const std::unique_ptr<pcre2_match_context, ContextFree> context = [] {
        std::unique_ptr<pcre2_match_context, ContextFree> made(pcre2_match_context_create(nullptr));
        pcre2_set_match_limit(made.get(), maxSteps);
        pcre2_set_depth_limit(made.get(), maxDepth);
        pcre2_set_heap_limit(made.get(), maxHeapKilobytes);
        return made;
    }();
    thread_local const std::unique_ptr<pcre2_match_data, MatchFree> data(pcre2_match_data_create(maxGroups + 1, nullptr));

    const int result = pcre2_match(m_compiled->code.get(), reinterpret_cast<PCRE2_SPTR>(text.data()), text.size(), 0, 0, data.get(), context.get());
    if (result < 0)
        return result == PCRE2_ERROR_NOMATCH ? Outcome::No : Outcome::TooCostly;
    const PCRE2_SIZE* const ends = pcre2_get_ovector_pointer(data.get());
    found.groups.fill(std::nullopt);
    found.sampleParts = 0;
    found.start = ends[0];
    for (const NumberedGroup& one : m_compiled->groups) {
        const PCRE2_SIZE begin = ends[2 * one.number], end = ends[2 * one.number + 1];
        if (static_cast<int>(one.number) >= result || begin == PCRE2_UNSET)
            continue;
        const std::string_view part = text.substr(begin, end - begin);
        auto& kept = found.groups[static_cast<std::size_t>(one.group)];
        if (!kept)
            kept = part;
        if (one.group == NameGroup::Sample)
            found.sample[found.sampleParts++] = part;
    }
    return Outcome::Yes;
}

std::optional<PatternFault> patternFault(const std::string& expression) {
    std::optional<PatternFault> fault;
    compileChecked(expression, fault);
    return fault;
}

} // namespace locascope
