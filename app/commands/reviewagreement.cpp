#include "app/commands/reviewcommands.h"

#include "app/counted.h"
#include "app/disputecsv.h"
#include "app/jsontext.h"
#include "app/openreview.h"
#include "app/platescan.h"
#include "core/files/error.h"
#include "core/files/writefile.h"
#include "core/review/agreement.h"
#include "core/store/reviewvocabulary.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <iostream>
#include <set>

namespace locascope {

namespace {

using Json = nlohmann::ordered_json;

struct AgreementRequest {
    std::filesystem::path plate;
    PlateNaming naming;
    std::filesystem::path review;
    std::filesystem::path conflicts;
    bool json = false;
};

/// Those of a plate's reviewers who judged by themselves, and what they said.
struct Judged {
    std::vector<std::string> reviewers;
    std::vector<SampleWords> samples;
    std::vector<DisputedWord> disputed;
    std::map<DisputeState, std::size_t> disputes;

    std::size_t disputesOf(DisputeState state) const { return disputes.contains(state) ? disputes.at(state) : 0; }
};

std::map<std::string, Voices> voicesOnPlate(const Plate& plate, std::span<const LabelEvent> events) {
    std::map<std::string, Voices> voices = independentVoices(events), ofPlate;
    for (const Sample& sample : plate.samples) {
        if (auto found = voices.extract(sample.id)) {
            ofPlate.insert(std::move(found));
        }
    }
    if (!voices.empty()) {
        std::cerr << counted(voices.size(), "sample") << " of the review that the plate does not have took no part\n";
    }
    return ofPlate;
}

std::vector<std::string> reviewersIn(const std::map<std::string, Voices>& samples) {
    std::set<std::string> names;
    for (const auto& [sample, voices] : samples) {
        for (const auto& [reviewer, event] : voices) {
            names.insert(reviewer);
        }
    }
    return {names.begin(), names.end()};
}

SampleWords wordsIn(const Voices& voices, const std::vector<std::string>& reviewers) {
    SampleWords words;
    for (const std::string& reviewer : reviewers) {
        const auto voice = voices.find(reviewer);
        words.push_back(voice == voices.end() ? nullptr : &*voice->second->after);
    }
    return words;
}

/// Points into `events`.
Judged judgedOn(const Plate& plate, std::span<const LabelEvent> events) {
    const auto samples = voicesOnPlate(plate, events);
    Judged judged{.reviewers = reviewersIn(samples), .samples = {}, .disputed = {}, .disputes = {}};
    for (const auto& [sample, voices] : samples) {
        judged.samples.push_back(wordsIn(voices, judged.reviewers));
    }
    const std::vector<std::string> ids = csvIds(plate);
    std::map<std::string, const Dispute*> bySample;
    const std::vector<Dispute> disputes = disputesIn(events);
    for (const Dispute& dispute : disputes) {
        bySample[dispute.sampleId] = &dispute;
    }
    for (std::size_t i = 0; i < plate.samples.size(); ++i) {
        if (const auto found = bySample.find(plate.samples[i].id); found != bySample.end()) {
            const std::vector<DisputedWord> words = wordsOf(*found->second, ids[i]);
            judged.disputed.insert(judged.disputed.end(), words.begin(), words.end());
            ++judged.disputes[found->second->state];
        }
    }
    return judged;
}

std::string figureText(double figure) {
    char text[32];
    std::snprintf(text, sizeof text, "%.4f", figure);
    return std::isnan(figure) ? "-" : text;
}

void printRow(const std::string& name, const AgreementFigures& figures, const std::string& present) {
    std::printf("%-32s %8zu %9s %10s %14s %20s\n", name.c_str(), figures.units, present.c_str(), figureText(figures.raw).c_str(),
                figureText(figures.fleissKappa).c_str(), figureText(figures.krippendorffAlpha).c_str());
}

void printClasses(const ReviewAgreement& agreement, const Vocabulary& vocabulary) {
    std::printf("%-32s %8s %9s %10s %14s %20s\n", "class", "samples", "present", "agreement", "Fleiss' kappa", "Krippendorff's alpha");
    for (std::size_t i = 0; i < agreement.perClass.size(); ++i) {
        printRow(vocabulary.at(toClass(i)).name, agreement.perClass[i], figureText(agreement.perClass[i].shares[presentRating]));
    }
    const std::string mean = "mean of " + std::to_string(agreement.definedClasses) + " defined";
    std::printf("%-32s %8s %9s %10s %14s %20s\n", mean.c_str(), "", "", "", figureText(agreement.meanKappa).c_str(), figureText(agreement.meanAlpha).c_str());
    printRow("all classes pooled", agreement.pooled, figureText(agreement.pooled.shares[presentRating]));
    printRow("outcome", agreement.outcomes, "");
}

void printPair(const std::string& name, const AgreementFigures& figures, const std::vector<std::string>& reviewers) {
    const auto pairs = raterPairs(reviewers.size());
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        const std::string who = jsonText(reviewers[pairs[i].first]) + ", " + jsonText(reviewers[pairs[i].second]);
        std::printf("%-32s %-32s %8zu %10s %14s\n", name.c_str(), who.c_str(), figures.pairs[i].units, figureText(figures.pairs[i].raw).c_str(),
                    figureText(figures.pairs[i].kappa).c_str());
    }
}

void printPairs(const ReviewAgreement& agreement, const Vocabulary& vocabulary, const std::vector<std::string>& reviewers) {
    std::printf("\n%-32s %-32s %8s %10s %14s\n", "class", "reviewers", "samples", "agreement", "Cohen's kappa");
    for (std::size_t i = 0; i < agreement.perClass.size(); ++i) {
        printPair(vocabulary.at(toClass(i)).name, agreement.perClass[i], reviewers);
    }
    printPair("all classes pooled", agreement.pooled, reviewers);
    printPair("outcome", agreement.outcomes, reviewers);
}

void printTables(const ReviewAgreement& agreement, const Judged& judged, const Vocabulary& vocabulary) {
    const std::size_t open = judged.disputesOf(DisputeState::Open), outvoted = judged.disputesOf(DisputeState::Outvoted), ruled = judged.disputesOf(DisputeState::Ruled);
    std::printf("%zu reviewers, %s judged by two or more; disagreement on %zu: %zu open, %zu outvoted, %zu ruled\n\n", judged.reviewers.size(),
                counted(agreement.samples, "sample").c_str(), open + outvoted + ruled, open, outvoted, ruled);
    printClasses(agreement, vocabulary);
    printPairs(agreement, vocabulary, judged.reviewers);
    std::printf("\n-: not defined, because nothing was judged twice or all judgements are the same\n");
}

Json numberOrNull(double value) { return std::isnan(value) ? Json() : Json(value); }

Json figuresJson(const AgreementFigures& figures, const std::vector<std::string>& reviewers) {
    Json json{{"samples", figures.units}, {"judgements", figures.ratings}, {"unanimous", figures.unanimous}, {"agreement", numberOrNull(figures.raw)},
              {"fleiss_kappa", numberOrNull(figures.fleissKappa)}, {"krippendorff_alpha", numberOrNull(figures.krippendorffAlpha)}, {"pairs", Json::array()}};
    const auto pairs = raterPairs(reviewers.size());
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        json["pairs"].push_back({{"reviewers", {jsonText(reviewers[pairs[i].first]), jsonText(reviewers[pairs[i].second])}},
                                 {"samples", figures.pairs[i].units},
                                 {"agreement", numberOrNull(figures.pairs[i].raw)},
                                 {"cohen_kappa", numberOrNull(figures.pairs[i].kappa)}});
    }
    return json;
}

Json classJson(const AgreementFigures& figures, const LabelClass& one, const std::vector<std::string>& reviewers) {
    Json json{{"index", toIndex(one.index)}, {"name", one.name}, {"prevalence", numberOrNull(figures.shares[presentRating])}};
    json.update(figuresJson(figures, reviewers));
    return json;
}

void printJson(const ReviewAgreement& agreement, const Judged& judged, const Vocabulary& vocabulary) {
    Json json{{"reviewers", Json::array()}, {"samples", agreement.samples}};
    for (const std::string& reviewer : judged.reviewers) {
        json["reviewers"].push_back(jsonText(reviewer));
    }
    for (const DisputeState state : {DisputeState::Open, DisputeState::Outvoted, DisputeState::Ruled}) {
        json["disagreements"][std::string(disputeStateKey(state))] = judged.disputesOf(state);
    }
    json["mean_fleiss_kappa"] = numberOrNull(agreement.meanKappa);
    json["mean_krippendorff_alpha"] = numberOrNull(agreement.meanAlpha);
    json["defined_classes"] = agreement.definedClasses;
    json["pooled"] = figuresJson(agreement.pooled, judged.reviewers);
    json["outcome"] = figuresJson(agreement.outcomes, judged.reviewers);
    json["per_class"] = Json::array();
    for (const LabelClass& one : vocabulary.classes()) {
        json["per_class"].push_back(classJson(agreement.perClass[toIndex(one.index)], one, judged.reviewers));
    }
    std::cout << json.dump(1) << "\n";
}

void runAgreement(const AgreementRequest& request, const CommandContext& context) {
    const Plate plate = scanNamedPlate(request.plate, request.naming, context);
    const auto store = openReview(plate, request.review, context, ReviewUse::Read);
    const Vocabulary vocabulary = vocabularyOf(*store);
    const std::vector<LabelEvent> events = labelEventsOf(*store);
    const Judged judged = judgedOn(plate, events);
    if (judged.reviewers.size() < 2) {
        throw Error(ErrorKind::NotFound, store->file(),
                    "has the decisions of " + counted(judged.reviewers.size(), "reviewer") + " on this plate; agreement is between two or more");
    }
    if (!request.conflicts.empty()) {
        writeFile(request.conflicts, formatDisputes(judged.disputed, vocabulary));
    }
    const ReviewAgreement agreement = reviewAgreement(judged.samples, judged.reviewers.size(), vocabulary.size());
    if (request.json) {
        printJson(agreement, judged, vocabulary);
    } else {
        printTables(agreement, judged, vocabulary);
    }
}

} // namespace

void addReviewAgreement(CLI::App& review, const CommandContext& context) {
    const auto request = std::make_shared<AgreementRequest>();
    CLI::App* command = review.add_subcommand("agreement", "how far reviewers agree who judged the same samples: kappa and alpha of every class");
    command->add_option("PLATE", request->plate, "directory of images")->required();
    addNamingOptions(*command, request->naming);
    command->add_option("--review", request->review, "file, or postgresql:// address, that holds the review of the plate");
    command->add_option("--conflicts", request->conflicts, "CSV of the samples on which not all agree, with what each of them says");
    command->add_flag("--json", request->json, "print one JSON object");
    command->callback([request, context] { runAgreement(*request, context); });
}

} // namespace locascope
