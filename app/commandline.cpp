#include "app/commandline.h"

#include "app/chosenvocabulary.h"
#include "app/openreview.h"
#include "core/files/error.h"

#include <system_error>

namespace locascope {

namespace {

void addSubcommands(CLI::App& cli, const CommandContext& context) {
    addAuditCommand(cli, context);
    addCheckCommand(cli, context);
    addExportCommand(cli, context);
    addImportCommand(cli, context);
    addIndexCommand(cli, context);
    addModelCommand(cli, context);
    addPackCommand(cli, context);
    addPredictCommand(cli, context);
    addReviewCommand(cli, context);
    addSimulateCommand(cli, context);
    addSnapshotCommand(cli, context);
    addTrainCommand(cli, context);
}

} // namespace

void addArguments(CLI::App& cli, WindowRequest& request, const CommandContext& context) {
    cli.set_version_flag("--version", "locascope " LOCASCOPE_VERSION);
    cli.require_subcommand(0, 1);
    cli.add_option("PLATE", request.plate, "directory of images to open in the window");
    cli.add_option("--review", request.review, "file, or postgresql:// address, that holds the review of the plate");
    cli.add_option("--model", request.model, "model card or weights to classify with");
    addVocabularyOption(cli, request.vocabulary, "those of the review, and the 28 of the challenge where one is begun");
    cli.add_option("--device", request.device, "what it runs on: auto, cpu or cuda:N")->capture_default_str();
    cli.add_option("--reviewer", request.reviewer, "name written beside your decisions");
    addSubcommands(cli, context);
}

void requireUsable(const WindowRequest& request) {
    requireReviewPlace(request.review);
    chosenVocabulary(request.vocabulary);
    if (request.plate.empty()) {
        return;
    }
    std::error_code failure;
    const auto status = std::filesystem::status(request.plate, failure);
    if (status.type() == std::filesystem::file_type::not_found) {
        throw Error(ErrorKind::NotFound, request.plate,
                    "there is neither such a directory nor such a command (locascope --help lists the commands)");
    }
    if (!failure && status.type() != std::filesystem::file_type::directory) {
        throw Error(ErrorKind::NotARegularFile, request.plate, "is not a directory of images");
    }
}

} // namespace locascope
