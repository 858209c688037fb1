#include "app/commands/commands.h"

#include "app/chosensamples.h"
#include "app/chosenvocabulary.h"
#include "app/counted.h"
#include "app/jsontext.h"
#include "app/openreview.h"
#include "app/platescan.h"
#include "app/terminal.h"
#include "core/files/writefile.h"
#include "core/plate/vocabulary.h"
#include "core/store/historycsv.h"
#include "core/store/reviewedlabels.h"
#include "core/store/reviewsheet.h"
#include "core/store/reviewvocabulary.h"

#include <iostream>

namespace locascope {

namespace {

struct ExportRequest {
    std::filesystem::path plate;
    PlateNaming naming;
    std::filesystem::path out;
    std::filesystem::path review;
    std::filesystem::path vocabulary;
    std::string reviewer;
    SampleChoice samples;
    bool isHistory = false;
    LabelFormat format = LabelFormat::Challenge;
};

/// Why a sample has no label at all.
std::string wordForUnlabelled(const std::string& reviewer) {
    if (reviewer.empty()) {
        return "unreviewed";
    }
    return reviewer == "consensus" ? "without agreement of two" : "not reviewed by " + jsonText(reviewer);
}

void sayWhatIsLeftOut(const FormattedLabels& labels, std::size_t conflicts, const std::string& reviewer) {
    std::string text;
    const auto add = [&](std::size_t count, const std::string& what) {
        if (count > 0) {
            text += (text.empty() ? "" : ", ") + std::to_string(count) + " " + what;
        }
    };
    add(labels.unreviewed - conflicts, wordForUnlabelled(reviewer));
    add(labels.unsure, "unsure");
    add(labels.unusable, "unusable");
    add(labels.notExpressible, "with nothing that this format can say");
    add(conflicts, "in conflict");
    std::cerr << counted(labels.written, "sample") << " written";
    if (!text.empty()) {
        std::cerr << "; left out: " << text;
    }
    std::cerr << "\n";
}

/// All that was ever said, the newest first, as the window writes it.
void exportHistory(const ExportRequest& request, const ReviewStore& store, const Vocabulary& vocabulary) {
    const std::vector<LabelEvent> events = store.allEvents();
    std::string text = historyCsvHeading();
    for (auto event = events.rbegin(); event != events.rend(); ++event)
        text += historyCsvLine(*event, vocabulary);
    writeFile(request.out, text);
    std::cerr << counted(events.size(), "event") << " written\n";
}

/// Of one reviewer what he is shown is all that counts.
Withheld withheldFor(const std::string& reviewer) { return reviewer.empty() || reviewer == "consensus" ? Withheld::Refused : Withheld::LeftOut; }

void runExport(const ExportRequest& request, const CommandContext& context) {
    const Plate plate = scanNamedPlate(request.plate, request.naming, context);
    const auto store = openReview(plate, request.review, context, ReviewUse::Read);
    const Vocabulary vocabulary = agreedVocabulary(*store, chosenVocabulary(request.vocabulary));
    if (request.isHistory)
        return exportHistory(request, *store, vocabulary);
    ReviewedLabels labels = reviewedLabels(plate, labelEventsOf(*store, withheldFor(request.reviewer)), {request.reviewer});
    if (const auto chosen = chosenSamples(request.samples, plate))
        keepOnly(labels, *chosen);
    LabelWriteOptions options{.format = request.format, .content = TableContent::Labels, .sheetColumns = {}};
    if (const auto sheet = request.format == LabelFormat::Long ? sheetOf(*store, plate) : std::nullopt)
        addSheet(*sheet, labels.rows, options);
    const FormattedLabels formatted = formatLabels(labels.rows, vocabulary, options);
    writeFile(request.out, formatted.text);
    sayWhatIsLeftOut(formatted, labels.conflicts.size(), request.reviewer);
    for (const std::string& conflict : labels.conflicts) {
        std::cerr << "conflict: " << jsonText(conflict) << "\n";
    }
    if (!labels.conflicts.empty()) {
        throw Error(ErrorKind::Mismatch, request.out,
                    "lacks " + counted(labels.conflicts.size(), "sample") + " on which reviewers disagree; let one rule, or name one by --reviewer");
    }
}

} // namespace

void addExportCommand(CLI::App& app, const CommandContext& context) {
    const auto request = std::make_shared<ExportRequest>();
    CLI::App* command = app.add_subcommand("export", "write the reviewed labels of a plate as CSV");
    command->add_option("PLATE", request->plate, "directory of images")->required();
    addNamingOptions(*command, request->naming);
    command->add_option("--out", request->out, "the CSV file to write")->required();
    command->add_option_function<std::string>("--format", [request](const std::string& key) { request->format = *labelFormatOfKey(key); }, "challenge, wide or long")
        ->check(CLI::IsMember({"challenge", "wide", "long"}));
    command->add_option("--review", request->review, "file, or postgresql:// address, that holds the review of the plate");
    addVocabularyOption(*command, request->vocabulary, "those of the review, which without any are the 28 of the challenge");
    command->add_option("--reviewer", request->reviewer, "a reviewer's name, or consensus; without it the truth is written");
    addSampleChoice(*command, request->samples);
    command->add_flag("--history", request->isHistory, "all that was ever said, an event a line, which import --history reads back without loss")
        ->excludes("--format")
        ->excludes("--reviewer")
        ->excludes("--samples")
        ->excludes("--ids");
    command->callback([request, context] { runExport(*request, context); });
}

} // namespace locascope
