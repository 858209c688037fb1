#include "app/commands/commands.h"

#include "app/chosensamples.h"
#include "app/counted.h"
#include "app/interrupts.h"
#include "app/jsontext.h"
#include "app/openreview.h"
#include "app/platescan.h"
#include "app/terminal.h"
#include "core/plate/namingcatalogue.h"
#include "core/store/pack.h"
#include "core/store/reviewedlabels.h"
#include "core/store/reviewvocabulary.h"

#include <iostream>

namespace locascope {

namespace {

constexpr std::size_t longestQuestion = 10'000;

struct PackCommand {
    std::filesystem::path plate;
    PlateNaming naming;
    std::filesystem::path out;
    std::filesystem::path review;
    SampleChoice samples;
    std::string className;
    std::string question;
};

std::set<std::size_t> samplesOfClass(const PackCommand& command, const Plate& plate, const ReviewStore* review) {
    if (!review)
        throw Error(ErrorKind::NotFound, plate.root, "has no review yet that says which samples show " + command.className);
    const auto index = vocabularyOf(*review).find(command.className);
    if (!index)
        throw Error(ErrorKind::Invalid, plate.root, "is reviewed by a vocabulary without a class " + jsonText(command.className));
    std::set<std::size_t> samples;
    const ReviewedLabels labels = reviewedLabels(plate, labelEventsOf(*review), {});
    for (std::size_t i = 0; i < labels.rows.size(); ++i)
        if (labels.rows[i].decision && labels.rows[i].decision->present.contains(*index))
            samples.insert(i);
    if (samples.empty())
        throw Error(ErrorKind::Empty, plate.root, "has no sample that is labelled " + jsonText(command.className));
    return samples;
}

void runPack(const PackCommand& command, const CommandContext& context) {
    if (command.question.size() > longestQuestion)
        throw CLI::ValidationError("--question", "is longer than 10,000 bytes");
    const StopOnInterrupt interrupt;
    const Plate plate = scanNamedPlate(command.plate, command.naming, context, interrupt.token());
    const auto review = openReviewIfAny(plate, command.review, context);
    const auto chosen = chosenSamples(command.samples, plate);
    const std::set<std::size_t> samples = chosen ? *chosen : samplesOfClass(command, plate, review.get());
    const PackRequest request{{samples.begin(), samples.end()}, command.question, review ? review->settings() : std::map<std::string, std::string>(), namingCatalogue(context.dataDirectory).schemes, plateFingerprint(plate)};
    const PackedPlate packed = packPlate(plate, request, command.out, terminalProgress("packing"), interrupt.token());
    std::cout << command.out.string() << ": " << counted(samples.size(), "sample") << ", " << counted(packed.files, "image file") << ", " << (packed.bytes >> 20) << " MB\n";
}

} // namespace

void addPackCommand(CLI::App& app, const CommandContext& context) {
    const auto request = std::make_shared<PackCommand>();
    CLI::App* command = app.add_subcommand("pack", "put some fields and a question into a folder for a colleague");
    command->add_option("PLATE", request->plate, "directory of images")->required();
    addNamingOptions(*command, request->naming);
    command->add_option("--out", request->out, "the folder to make; it must not be there yet")->required();
    addSampleChoice(*command, request->samples);
    CLI::Option* ofClass = command->add_option("--class", request->className, "only the samples whose labels have this class");
    ofClass->excludes("--samples")->excludes("--ids");
    command->add_option("--question", request->question, "what the colleague is asked; shown when the folder is opened");
    command->add_option("--review", request->review, "file that holds the review of the plate");
    command->callback([request, context] {
        if (request->className.empty() && request->samples.file.empty() && request->samples.ids.empty())
            throw CLI::ValidationError("pack", "name samples by --samples, --ids or --class");
        runPack(*request, context);
    });
}

} // namespace locascope
