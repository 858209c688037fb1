#include "core/model/planmemory.h"

#include "core/files/digest.h"
#include "core/files/error.h"
#include "core/files/readfile.h"
#include "core/files/writefile.h"
#include "core/model/processor.h"

#include <system_error>

namespace locascope {

namespace {

constexpr std::uintmax_t mostBytes = 4096;
constexpr std::size_t shownDigits = 16;
constexpr std::string_view title = "locascope plan 1";

std::string linesOf(const RememberedPlan& one) {
    return std::string(title) + "\nmodel " + one.subject.modelDigest + "\ninput " + one.subject.input + "\nmachine " + one.subject.machine + "\nplan "
           + formatPlan(one.plan) + "\n";
}

std::string textOf(const RememberedPlan& one) {
    const std::string lines = linesOf(one);
    return lines + "sha256 " + sha256(std::string_view(lines)) + "\n";
}

std::string_view lineAfter(std::string_view text, std::string_view key) {
    const std::string start = "\n" + std::string(key) + " ";
    const std::size_t place = text.find(start);
    if (place == std::string_view::npos)
        return {};
    const std::string_view rest = text.substr(place + start.size());
    return rest.substr(0, rest.find('\n'));
}

// What does not come out again as the same text, checksum included, is no plan.
std::optional<RememberedPlan> parsed(std::string_view text) {
    const auto plan = parsePlan(lineAfter(text, "plan"));
    if (!plan)
        return std::nullopt;
    RememberedPlan one{{std::string(lineAfter(text, "model")), std::string(lineAfter(text, "input")), std::string(lineAfter(text, "machine"))}, *plan};
    return textOf(one) == text ? std::optional(std::move(one)) : std::nullopt;
}

std::optional<RememberedPlan> planIn(const std::filesystem::path& file) {
    try {
        const Bytes bytes = readFile(file, {.maxBytes = mostBytes});
        return parsed({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
    } catch (const Error&) {
        return std::nullopt;
    }
}

std::filesystem::path fileOf(const std::filesystem::path& cacheDirectory, const PlanSubject& subject) {
    const std::string rest = sha256(std::string_view(subject.input + "\n" + subject.machine));
    return cacheDirectory / "plans" / (subject.modelDigest.substr(0, shownDigits) + "-" + rest.substr(0, shownDigits) + ".txt");
}

} // namespace

PlanSubject planSubject(const Engine& engine, const std::string& torchVersion) {
    const InputRecipe& input = engine.card().input;
    return {engine.card().modelDigest,
            std::to_string(input.width) + " × " + std::to_string(input.height) + " × " + std::to_string(input.stains.size()),
            processorText() + "; LibTorch " + torchVersion + "; " + engine.device()};
}

std::optional<ExecutionPlan> recallPlan(const std::filesystem::path& cacheDirectory, const PlanSubject& subject) {
    if (cacheDirectory.empty())
        return std::nullopt;
    const auto one = planIn(fileOf(cacheDirectory, subject));
    return one && one->subject == subject ? std::optional(one->plan) : std::nullopt;
}

void keepPlan(const std::filesystem::path& cacheDirectory, const PlanSubject& subject, const ExecutionPlan& plan) {
    if (cacheDirectory.empty())
        return;
    try {
        makeDirectory(cacheDirectory / "plans");
        writeFile(fileOf(cacheDirectory, subject), textOf({subject, plan}), {.durability = Durability::Ordered});
    } catch (const Error&) {
        // It is a cache.
    }
}

std::vector<RememberedPlan> plansOf(const std::filesystem::path& cacheDirectory, const std::string& modelDigest) {
    std::vector<RememberedPlan> plans;
    std::error_code error;
    for (std::filesystem::directory_iterator entry(cacheDirectory / "plans", error), end; !error && entry != end; entry.increment(error)) {
        if (entry->path().filename().string().rfind(modelDigest.substr(0, shownDigits), 0) != 0)
            continue;
        if (auto one = planIn(entry->path()); one && one->subject.modelDigest == modelDigest)
            plans.push_back(std::move(*one));
    }
    return plans;
}

} // namespace locascope
