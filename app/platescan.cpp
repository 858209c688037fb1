#include "app/platescan.h"

#include "app/terminal.h"
#include "core/plate/channelmemory.h"
#include "core/plate/namingcatalogue.h"

#include <iostream>

namespace locascope {

namespace {

ChannelStains channelStains(const std::vector<std::string>& texts) {
    ChannelStains stains;
    for (const std::string& text : texts) {
        const std::size_t equals = text.rfind('=');
        const std::string word = equals == std::string::npos ? std::string() : text.substr(equals + 1);
        const auto stain = stainOfKey(word) ? stainOfKey(word) : stainOfColourWord(word);
        if (!stain || equals == 0) {
            throw CLI::ValidationError("--stains", "\"" + text + "\" is not channel=stain, where a stain is nucleus, protein, microtubules or reticulum");
        }
        stains[text.substr(0, equals)] = *stain;
    }
    return stains;
}

} // namespace

void addNamingOptions(CLI::App& command, PlateNaming& naming) {
    command.add_option("--scheme", naming.scheme, "key of the naming scheme; without it it is recognised");
    command.add_option("--stains", naming.stains, "which channel is which stain, as in ch5=nucleus,ch4=protein")->delimiter(',');
    command.add_option("--plane", naming.plane, "z plane to read, from 1; without it the maximum of all")->check(CLI::PositiveNumber);
}

Plate scanNamedPlate(const std::filesystem::path& root, const PlateNaming& naming, const CommandContext& context, std::stop_token stop) {
    NamingCatalogue catalogue = namingCatalogue(context.dataDirectory);
    for (const Error& fault : catalogue.faults) {
        std::cerr << "naming scheme left out: " << fault.what() << "\n";
    }
    ScanOptions options;
    options.scheme = naming.scheme;
    options.schemes = std::move(catalogue.schemes);
    options.channelStains = channelStains(naming.stains);
    if (naming.plane > 0) {
        options.plane = naming.plane;
    }
    return scanAsRemembered(context.dataDirectory, root, std::move(options), terminalProgress("listing"), std::move(stop));
}

} // namespace locascope
