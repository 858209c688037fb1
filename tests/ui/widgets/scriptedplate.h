#pragma once

#include "core/files/writefile.h"
#include "core/imaging/encode.h"
#include "core/simulation/simulate.h"
#include "tests/support/madeimages.h"
#include "tests/support/sharedfile.h"
#include "tests/ui/models/engines.h"
#include "tests/ui/widgets/scriptedfield.h"
#include "ui/models/sessionparts.h"
#include "ui/models/sessiontypes.h"

#include <QRegularExpression>

#include <filesystem>
#include <map>
#include <memory>
#include <tuple>

namespace locascope::testing {

inline constexpr int scriptedClasses = 28;

/// Of sample `number` in the table that a script imports: one class, every third time a second, every fifth time one next to its threshold.
inline std::vector<float> tablePredictionOf(int number) {
    std::vector<float> row;
    for (int index = 0; index < scriptedClasses; ++index)
        row.push_back(static_cast<float>(0.02 + 0.001 * ((number * 7 + index * 13) % 80)));
    const auto place = [number](int by) { return static_cast<std::size_t>((number * by) % scriptedClasses); };
    row[place(5)] = static_cast<float>(0.651 + 0.002 * (number % 97));
    if (number % 3 == 0)
        row[place(11)] = static_cast<float>(0.8505 + 0.001 * (number % 53));
    if (number % 5 == 0)
        row[(place(5) + 3) % scriptedClasses] = static_cast<float>(0.41 + 0.001 * (number % 89));
    return row;
}

/// Simulated, in the order of wells and sites. Writes `truth.csv` beside it.
inline ScriptedPlate simulatedPlate(const std::filesystem::path& plate, int samples) {
    const std::filesystem::path folder = plate.parent_path();
    simulatePlate(plate, {.samples = static_cast<std::size_t>(samples), .size = 32, .seed = 11, .layout = PlateLayout::Plate}, {.truthFile = folder / "truth.csv", .masksDirectory = {}, .sheetFile = {}}, {}, {}, 2);
    const QRegularExpression line(QStringLiteral("^(([A-P])(\\d+))_(\\d+),"), QRegularExpression::MultilineOption);
    std::map<std::tuple<QString, int, int>, std::pair<std::string, std::string>> ids;
    const QString truth = QString::fromStdString(sharedText(folder, "truth.csv").value_or(std::string()));
    for (auto found = line.globalMatch(truth); found.hasNext();) {
        const auto match = found.next();
        const QString id = match.captured(1) + u'_' + match.captured(4);
        ids[{match.captured(2), match.captured(3).toInt(), match.captured(4).toInt()}] = {(match.captured(1) + u'/' + id).toStdString(), id.toStdString()};
    }
    ScriptedPlate made;
    for (const auto& [place, id] : ids)
        made.push_back({id.first, id.second, tablePredictionOf(static_cast<int>(made.size()))});
    return made;
}

/// Of one value each, by which the planned model tells them apart: three kinds, one behind the other.
inline ScriptedPlate plateOfKinds(const std::filesystem::path& plate, int samples) {
    ScriptedPlate made;
    makeDirectory(plate);
    for (int sample = 0; sample < samples; ++sample) {
        const int value = 3 * sample % samples;
        const std::string id = "s" + std::to_string(100 + sample);
        for (const Stain stain : allStains)
            writeFile(plate / (id + "_" + std::string(colourWord(stain)) + ".png"), encodeGreyPng(filledPlane(8, 8, 8, [value](int, int) { return value; })), {.durability = Durability::Ordered, .access = FileAccess::Default});
        std::vector<float> row(scriptedClasses, 0.01F);
        row[static_cast<std::size_t>(value % scriptedClasses)] = 0.98F;
        row[27] = 0.55F;
        made.push_back({id, id, std::move(row), value % 3});
    }
    return made;
}

/// A model that is there at once, and says of plateOfKinds what is written there.
inline void usePlannedModel(SessionOptions& options, SessionParts& parts) {
    const auto plan = std::make_shared<EnginePlan>();
    plan->hasFeatures = true;
    options.modelCard = "planned.yaml";
    parts.readCard = [plan](const std::filesystem::path&) { return planCard(*plan); };
    parts.recipeOf = [plan](const std::filesystem::path&) { return planCard(*plan).input; };
    parts.loadLearning = [plan] { return std::make_shared<PlannedLearning>(plan); };
    parts.trial = [](const std::filesystem::path&, const ModelCard&, const Learning&, std::stop_token) {};
}

} // namespace locascope::testing
