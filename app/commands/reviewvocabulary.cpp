#include "app/commands/reviewcommands.h"

#include "app/counted.h"
#include "app/jsontext.h"
#include "app/openreview.h"
#include "app/platescan.h"
#include "core/files/error.h"
#include "core/store/compareimport.h"
#include "core/store/reviewvocabulary.h"

#include <nlohmann/json.hpp>

#include <QDateTime>

#include <cstdio>
#include <iostream>
#include <memory>

namespace locascope {

namespace {

using Json = nlohmann::ordered_json;

struct VocabularyRequest {
    std::filesystem::path plate;
    PlateNaming naming;
    std::filesystem::path review;
    std::string reviewer;
    std::string reason;
    bool isDryRun = false;
    bool json = false;
    std::optional<ChangeKind> kind;   ///< none: list
    std::vector<std::string> classes; ///< names or numbers
    std::string into;
    std::vector<std::string> names;
    ClassDescription description;
    bool hasExemplars = false;
    std::vector<std::string> exemplars; ///< as csvIds
};

std::string stateOf(const VocabularyState& state, ClassIndex index) {
    const ClassState& one = state.classes[toIndex(index)];
    if (one.mergedInto) {
        return "read as " + state.vocabulary.at(*one.mergedInto).name;
    }
    if (!one.splitInto.empty()) {
        std::string names;
        for (const ClassIndex part : one.splitInto) {
            names += (names.empty() ? "" : ", ") + state.vocabulary.at(part).name;
        }
        return "split into " + names;
    }
    return one.isRetired ? "retired" : "";
}

std::string timeText(std::int64_t timeMs) { return QDateTime::fromMSecsSinceEpoch(timeMs, Qt::UTC).toString(Qt::ISODate).toStdString(); }

/// "merge Nucleoli fibrillar center into Nucleoli", by the names of today.
std::string changeText(const VocabularyState& state, const VocabularyChange& change) {
    std::string text(changeKindKey(change.kind));
    const auto add = [&text](const std::string& name, std::size_t place) { text += (place == 0 ? " " : ", ") + name; };
    for (std::size_t i = 0; i < change.classes.size(); ++i) {
        add(toIndex(change.classes[i]) < state.classes.size() ? state.vocabulary.at(change.classes[i]).name : std::to_string(toIndex(change.classes[i])), i);
    }
    if (change.into && toIndex(*change.into) < state.classes.size()) {
        text += " into " + state.vocabulary.at(*change.into).name;
    }
    if (!change.names.empty() && !change.classes.empty()) {
        text += change.kind == ChangeKind::Rename ? " to" : " into";
    }
    for (std::size_t i = 0; i < change.names.size(); ++i) {
        add(change.names[i], i);
    }
    return text;
}

Json classJson(const ReviewVocabulary& known, const LabelClass& one, std::size_t samples) {
    const ClassState& state = known.state.classes[toIndex(one.index)];
    Json json{{"index", toIndex(one.index)}, {"name", one.name},         {"group", one.group}, {"key", one.key},     {"colour", state.colour},
              {"description", state.text},   {"retired", state.isRetired}, {"read_as", nullptr}, {"split_into", Json::array()}, {"exemplars", Json::array()}, {"samples", samples}};
    if (state.mergedInto) {
        json["read_as"] = toIndex(*state.mergedInto);
    }
    for (const ClassIndex part : state.splitInto) {
        json["split_into"].push_back(toIndex(part));
    }
    for (const std::string& sample : state.exemplars) {
        json["exemplars"].push_back(jsonText(sample));
    }
    return json;
}

Json changeJson(const ReviewVocabulary& known, const StoredChange& stored) {
    return {{"time", timeText(stored.event.timeMs)}, {"reviewer", jsonText(stored.event.reviewer)}, {"change", changeText(known.state, stored.change)},
            {"reason", stored.change.reason},        {"void_because", stored.voidBecause}};
}

void printList(const ReviewVocabulary& known, const std::vector<std::size_t>& samples, bool asJson) {
    if (asJson) {
        Json json{{"vocabulary", known.state.vocabulary.id()}, {"classes", Json::array()}, {"changes", Json::array()}};
        for (const LabelClass& one : known.state.vocabulary.classes()) {
            json["classes"].push_back(classJson(known, one, samples[toIndex(one.index)]));
        }
        for (const StoredChange& stored : known.changes) {
            json["changes"].push_back(changeJson(known, stored));
        }
        std::cout << json.dump(1) << "\n";
        return;
    }
    std::printf("%5s  %-32s %-9s %-14s %-8s %8s  %s\n", "", "class", "key", "group", "colour", "samples", "");
    for (const LabelClass& one : known.state.vocabulary.classes()) {
        std::printf("%5zu  %-32s %-9s %-14s %-8s %8zu  %s\n", toIndex(one.index), one.name.c_str(), one.key.c_str(), one.group.c_str(),
                    known.state.classes[toIndex(one.index)].colour.c_str(), samples[toIndex(one.index)], stateOf(known.state, one.index).c_str());
    }
    for (const StoredChange& stored : known.changes) {
        std::printf("%s  %s: %s%s%s%s\n", timeText(stored.event.timeMs).c_str(), jsonText(stored.event.reviewer).c_str(), changeText(known.state, stored.change).c_str(),
                    stored.change.reason.empty() ? "" : " - ", stored.change.reason.c_str(), stored.voidBecause.empty() ? "" : (" (does not count: " + stored.voidBecause + ")").c_str());
    }
}

void printPreview(const ChangePreview& preview) {
    std::cout << counted(preview.samples, "sample") << " with decisions that name the class; " << preview.samplesReading << " read otherwise, " << preview.samplesToLookAt
              << " to be looked at again\n";
    for (const ChangeEffect& one : preview.reviewers) {
        std::cout << jsonText(one.reviewer) << ": " << counted(one.decisions, "decision") << ", " << one.reading << " read otherwise, " << one.toLookAt << " to be looked at again\n";
    }
}

std::vector<std::string> sampleIdsOf(const std::vector<std::string>& named, const Plate& plate) {
    const std::map<std::string, std::string> known = sampleIdsByCsvId(plate);
    std::vector<std::string> samples;
    for (const std::string& one : named) {
        const auto found = known.find(one);
        if (found == known.end()) {
            throw Error(ErrorKind::NotFound, plate.root, "has no sample " + one);
        }
        samples.push_back(found->second);
    }
    return samples;
}

VocabularyChange changeOf(const VocabularyRequest& request, const Plate& plate, const VocabularyState& state) {
    VocabularyChange change;
    change.kind = *request.kind;
    for (const std::string& name : request.classes) {
        change.classes.push_back(classNamed(state, name));
    }
    if (!request.into.empty()) {
        change.into = classNamed(state, request.into);
    }
    change.names = request.names;
    change.description = request.description;
    if (request.hasExemplars) {
        change.description.exemplars = sampleIdsOf(request.exemplars, plate);
    }
    change.reason = request.reason;
    return change;
}

std::int64_t nowMs() { return QDateTime::currentMSecsSinceEpoch(); }

void change(const VocabularyRequest& request, const Plate& plate, ReviewStore& store) {
    try {
        const VocabularyState before = reviewVocabulary(store).state;
        const VocabularyChange wanted = changeOf(request, plate, before);
        const ChangePreview preview = previewOf(before, wanted, everybodysDecisions(store));
        if (!request.isDryRun) {
            changeVocabulary(store, wanted, request.reviewer.empty() ? loginName() : request.reviewer, nowMs());
        }
        std::cout << (request.isDryRun ? "would " : "done: ") << changeText(before, wanted) << "\n";
        printPreview(preview);
    } catch (const Error& error) {
        if (error.path().empty()) {
            throw Error(error.kind(), store.file(), "the classes were not changed: " + error.detail());
        }
        throw;
    }
}

void runVocabulary(const VocabularyRequest& request, const CommandContext& context) {
    const Plate plate = scanNamedPlate(request.plate, request.naming, context);
    const bool writes = request.kind && !request.isDryRun;
    const auto store = openReview(plate, request.review, context, writes ? ReviewUse::Write : ReviewUse::Read);
    if (request.kind) {
        return change(request, plate, *store);
    }
    const ReviewVocabulary known = reviewVocabulary(*store);
    printList(known, samplesByClass(known.state, everybodysDecisions(*store)), request.json);
}

void addDescribe(CLI::App& vocabulary, const std::shared_ptr<VocabularyRequest>& request, const std::function<void(CLI::App*, ChangeKind)>& is) {
    CLI::App* describe = vocabulary.add_subcommand("describe", "say more of a class; an empty text takes it away");
    is(describe, ChangeKind::Describe);
    describe->add_option_function<std::string>("CLASS", [request](const std::string& name) { request->classes = {name}; }, "its name or number")->required();
    ClassDescription& description = request->description;
    describe->add_option_function<std::string>("--colour", [&description](const std::string& text) { description.colour = text; }, "#rrggbb");
    describe->add_option_function<std::string>("--group", [&description](const std::string& text) { description.group = text; }, "under which it stands in lists");
    describe->add_option_function<std::string>("--key", [&description](const std::string& text) { description.key = text; }, "a digit, alone or behind Shift+ or Alt+");
    describe->add_option_function<std::string>("--text", [&description](const std::string& text) { description.text = text; }, "what it looks like");
    describe->add_option("--exemplar", request->exemplars, "Ids of samples that show it well, the best first; they take the place of those before")->each([request](const std::string&) { request->hasExemplars = true; });
}

void addChanges(CLI::App& vocabulary, const std::shared_ptr<VocabularyRequest>& request) {
    const std::function<void(CLI::App*, ChangeKind)> is = [request](CLI::App* command, ChangeKind kind) {
        command->fallthrough();
        command->preparse_callback([request, kind](std::size_t) { request->kind = kind; });
    };
    const auto oneClass = [request](const std::string& name) { request->classes = {name}; }; // a list would take what follows, too
    CLI::App* rename = vocabulary.add_subcommand("rename", "call a class otherwise");
    is(rename, ChangeKind::Rename);
    rename->add_option_function<std::string>("OLD", oneClass, "its name or number")->required();
    rename->add_option_function<std::string>("NEW", [request](const std::string& name) { request->names = {name}; }, "its new name")->required();
    CLI::App* merge = vocabulary.add_subcommand("merge", "read classes as another one from now on");
    is(merge, ChangeKind::Merge);
    merge->add_option("CLASS", request->classes, "those to be merged")->required()->expected(1, -1);
    merge->add_option("--into", request->into, "the class they are read as")->required();
    CLI::App* split = vocabulary.add_subcommand("split", "retire a class for new ones; samples that have it are to be looked at again");
    is(split, ChangeKind::Split);
    split->add_option_function<std::string>("OLD", oneClass, "its name or number")->required();
    split->add_option("NEW", request->names, "names of the new ones")->required()->expected(2, -1);
    CLI::App* add = vocabulary.add_subcommand("add", "add classes; of decisions made before they are not judged");
    is(add, ChangeKind::Add);
    add->add_option("NAME", request->names, "names of the new ones")->required()->expected(1, -1);
    for (const auto& [kind, name, help] : {std::tuple(ChangeKind::Retire, "retire", "keep classes readable and offer them no more"),
                                           std::tuple(ChangeKind::Restore, "restore", "make classes their own again that were merged, split or retired")}) {
        CLI::App* command = vocabulary.add_subcommand(name, help);
        is(command, kind);
        command->add_option("CLASS", request->classes, "names or numbers")->required()->expected(1, -1);
    }
    addDescribe(vocabulary, request, is);
}

} // namespace

void addReviewVocabulary(CLI::App& review, const CommandContext& context) {
    const auto request = std::make_shared<VocabularyRequest>();
    CLI::App* command = review.add_subcommand("vocabulary", "the classes of a review: list, rename, merge, split, add, retire, restore and describe them, as events");
    command->require_subcommand(0, 1);
    command->add_option("PLATE", request->plate, "directory of images")->required();
    addNamingOptions(*command, request->naming);
    command->add_option("--review", request->review, "file that holds the review of the plate");
    command->add_option("--reviewer", request->reviewer, "who changes them; without it the login name");
    command->add_option("--reason", request->reason, "why, for the history");
    command->add_flag("--dry-run", request->isDryRun, "say what would change, and change nothing");
    command->add_flag("--json", request->json, "list as one JSON object");
    addChanges(*command, request);
    command->callback([request, context] { runVocabulary(*request, context); });
}

} // namespace locascope
