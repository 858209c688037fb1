#include "core/simulation/fieldname.h"

#include "core/plate/stain.h"

namespace locascope {
namespace {

enum Purpose : std::uint64_t { Identity = 200 };

std::string uuid(std::uint64_t high, std::uint64_t low) {
    high = (high & ~0xf000ULL) | 0x4000ULL; // version 4 (RFC 9562)
    low = (low & ~(3ULL << 62)) | (2ULL << 62);
    std::string text;
    for (int i = 0; i < 32; ++i) {
        const std::uint64_t word = i < 16 ? high : low;
        text += "0123456789abcdef"[(word >> (60 - 4 * (i % 16))) & 15];
        if (i == 7 || i == 11 || i == 15 || i == 19)
            text += '-';
    }
    return text;
}

std::string wellName(std::size_t number, std::size_t columns) {
    const std::size_t row = number / columns;
    const std::size_t column = number % columns + 1;
    std::string name = row < 26 ? std::string(1, static_cast<char>('A' + row))
                                : std::string("A") + static_cast<char>('A' + row - 26);
    name += static_cast<char>('0' + column / 10);
    name += static_cast<char>('0' + column % 10);
    return name;
}

std::size_t columnsFor(std::size_t wells) {
    return wells <= 96 ? 12 : wells <= 384 ? 24 : 48;
}

} // namespace

void nameField(SimulatedField& field, const FieldPlan& plan, const SimulationOptions& options,
               std::size_t index) {
    field.antibody = antibodyName(options.seed, plan.antibodyNumber);
    field.site = plan.site;
    switch (options.layout) {
    case PlateLayout::Challenge:
        field.id = uuid(mixed(options.seed, Identity, index, 1), mixed(options.seed, Identity, index, 2));
        break;
    case PlateLayout::Atlas: {
        const std::size_t row = plan.antibodyNumber % 96 / 12;
        field.plateName = std::to_string(1000 + plan.antibodyNumber / 96);
        field.well = static_cast<char>('A' + row) + std::to_string(plan.antibodyNumber % 12 + 1);
        field.id = std::to_string(std::stoul(field.antibody.substr(3))) + "_" + field.plateName + "_" +
                   field.well + "_" + std::to_string(plan.site);
        break;
    }
    case PlateLayout::Plate:
        field.well = wellName(plan.antibodyNumber % mostWells, columnsFor(antibodyCount(options)));
        field.id = field.well + "_" + std::to_string(plan.site);
        break;
    }
}

std::filesystem::path imagePath(const SimulatedField& field, const SimulationOptions& options, Stain stain) {
    const std::string name = field.id + "_" + std::string(colourWord(stain)) + ".png";
    return options.layout == PlateLayout::Plate ? std::filesystem::path(field.well) / name
                                                : std::filesystem::path(name);
}

} // namespace locascope
