#include "app/platescan.h"

#include "app/terminal.h"
#include "core/plate/namingcatalogue.h"
#include "core/plate/platechoices.h"
#include "core/plate/scanasremembered.h"

#include <cstdlib>
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

/// "max" becomes 0.
CLI::Validator planeNumber() {
    return {[](std::string& text) {
                if (text != "max") {
                    return CLI::PositiveNumber(text);
                }
                text = "0";
                return std::string();
            },
            "N|max"};
}

} // namespace

void addNamingOptions(CLI::App& command, PlateNaming& naming) {
    command.add_option("--scheme", naming.scheme, "key of the naming scheme; without it the one chosen for this plate, or recognised");
    command.add_option("--stains", naming.stains, "which channel is which stain, as in ch5=nucleus,ch4=protein")->delimiter(',');
    command.add_option("--plane", naming.plane, "z plane to read, from 1, or max for the maximum of all; without it as chosen for this plate, or the maximum")->transform(planeNumber());
    command.add_option("--pixel-size", naming.pixelSizeUm, "width of a pixel in micrometres, whatever the files say; without it what was entered for this plate, or what the files say")
        ->check(CLI::Validator([](std::string& text) { return isPixelSize(std::strtod(text.c_str(), nullptr)) ? std::string() : text + " is no size from 0.0001 to 1000"; }, "UM"));
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
    options.plane = naming.plane;
    options.pixelSizeUm = naming.pixelSizeUm;
    options.cacheDirectory = context.cacheDirectory;
    Plate plate = scanAsRemembered(context.dataDirectory, root, std::move(options), terminalProgress("listing"), stop);
    if (stop.stop_requested())
        throw Error(ErrorKind::TimedOut, root, "was interrupted while its files were listed; run the command again");
    return plate;
}

} // namespace locascope
