#pragma once

#include "core/model/modelcard.h"
#include "core/model/weightsshape.h"
#include "core/plate/vocabulary.h"

#include <QString>
#include <QStringList>

#include <array>
#include <filesystem>
#include <optional>
#include <vector>

namespace locascope {

/// How a model wants its values, as people say it: a card has them as (share of full scale − mean) / deviation.
struct ValueScale {
    double unit = 1;         ///< what full scale is to the model
    bool isPerStain = false; ///< with mean and deviation of each channel
};
inline constexpr std::array valueScales{ValueScale{1, false}, ValueScale{255, false}, ValueScale{65535, false}, ValueScale{1, true}, ValueScale{255, true}};

/// What somebody answers of TorchScript weights that have no card. Value.
struct ModelAnswers {
    std::filesystem::path file;
    WeightsShape shape; ///< what the weights told themselves
    int width = 0, height = 0;
    std::vector<std::optional<Stain>> stains; ///< of each channel there may be
    ValueScale scale;
    QString mean, deviation; ///< as typed: numbers in the scale's unit, separated by spaces or semicolons
    Vocabulary vocabulary;
    QString vocabularyNamed; ///< its id, or the file it came from
    OutputKind output = OutputKind::Logits;
    QString name, authors, licence;
};

/// What of the answers cannot be, in a sentence for people; empty where they can be tried.
QString faultOf(const ModelAnswers& answers);
/// Without digest. Its lists are as long as what was typed: see faultOf.
ModelCard cardOf(const ModelAnswers& answers);
/// Of `locascope model import`, which makes that card.
QStringList importOptionsOf(const ModelAnswers& answers);

} // namespace locascope
