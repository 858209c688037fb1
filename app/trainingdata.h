#pragma once

#include "core/files/progress.h"
#include "core/model/training.h"
#include "core/plate/plate.h"
#include "core/review/labelcsv.h"

#include <filesystem>
#include <map>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace locascope {

struct TrainingSources {
    std::map<std::string, std::string> groups; ///< by CSV id; where it says nothing: the well, else the sample by itself
    std::filesystem::path masks;               ///< directory of <id>_<class>.png; empty: none. With masks, a label without one is taken for not visible
    int threads = 1;
};

/// What became a training field and what did not.
struct TrainingData {
    TrainingSet set;
    std::size_t withoutImage = 0;      ///< labels of ids that the plate does not have
    std::size_t withoutLabel = 0;      ///< samples
    std::size_t withoutVerdict = 0;    ///< samples that are unsure or unusable
    std::size_t duplicates = 0;        ///< samples whose files another has too; they share its group
    std::vector<std::string> unusable; ///< one line each: sample and what its images lack
};

/// Decodes and preprocesses every labelled sample of a plate for `input` (its mean and deviation stay for the training to apply). `rows` are labels by
/// CSV id, as in parseLabelTable. Memory: a byte per stain and pixel of the input, for each field. When `stop` is requested, what was not read is left out.
/// Errors: those of reading a mask.
TrainingData readTrainingData(const Plate& plate, std::span<const LabelRow> rows, const InputRecipe& input, const Vocabulary& vocabulary,
                              const TrainingSources& sources, const Progress& progress = {}, std::stop_token stop = {});

/// Groups from a CSV with a column Id and one of the given name. Errors of parseCsv; Invalid where a column is missing.
std::map<std::string, std::string> readGroups(const std::filesystem::path& file, const std::string& column);

} // namespace locascope
