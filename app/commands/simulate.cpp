#include "app/commands/commands.h"

#include "app/terminal.h"
#include "core/simulation/simulate.h"

#include <iostream>
#include <map>
#include <memory>

namespace locascope {

namespace {

struct SimulateRequest {
    std::filesystem::path directory;
    SimulationOptions options;
    SimulatedPlateFiles files;
};

void runSimulate(const SimulateRequest& request) {
    constexpr unsigned allThreads = 0;
    simulatePlate(request.directory, request.options, request.files, terminalProgress("simulating"), {}, allThreads);
    std::cout << request.options.samples << " samples simulated in " << request.directory.string() << "\n";
}

void addShape(CLI::App& command, SimulationOptions& options) {
    static const std::map<std::string, PlateLayout> layouts{
        {"challenge", PlateLayout::Challenge}, {"atlas", PlateLayout::Atlas}, {"plate", PlateLayout::Plate}};
    static const std::map<std::string, ClassBalance> balances{{"challenge", ClassBalance::Challenge}, {"balanced", ClassBalance::Balanced}};
    command.add_option("--samples", options.samples, "number of samples, four images each")->required()->check(CLI::Range(1, 10'000'000));
    command.add_option("--size", options.size, "width and height in pixels")->check(CLI::Range(16, 4096))->capture_default_str();
    command.add_option("--seed", options.seed, "the same seed gives the same plate on every machine")->capture_default_str();
    command.add_option_function<std::string>("--layout", [&options](const std::string& key) { options.layout = layouts.at(key); }, "how files are named")
        ->check(CLI::IsMember({"challenge", "atlas", "plate"}));
    command.add_option_function<std::string>("--balance", [&options](const std::string& key) { options.balance = balances.at(key); }, "how often each class occurs")
        ->check(CLI::IsMember({"challenge", "balanced"}));
    command.add_option("--hardness", options.hardness, "0: clean images, 1: as hard as real plates, up to 4")->check(CLI::Range(0.0, 4.0))->capture_default_str();
}

} // namespace

void addSimulateCommand(CLI::App& app, const CommandContext&) {
    const auto request = std::make_shared<SimulateRequest>();
    CLI::App* command = app.add_subcommand("simulate", "write a plate of simulated images whose truth is known");
    command->add_option("DIR", request->directory, "directory for the images; it must hold none")->required();
    addShape(*command, request->options);
    command->add_option("--truth", request->files.truthFile, "CSV file for the labels (Id,Target)");
    command->add_option("--masks", request->files.masksDirectory, "directory for masks: where each pattern was drawn");
    command->add_option("--sheet", request->files.sheetFile, "CSV file for antibody, cell line, well and what is visible");
    command->callback([request] { runSimulate(*request); });
}

} // namespace locascope
