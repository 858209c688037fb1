#pragma once

#include "core/files/error.h"
#include "core/model/modelcard.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace locascope {

/// A model that is there to be used: what its card says, or why it says nothing. Value.
struct ListedModel {
    std::filesystem::path cardFile;
    std::filesystem::path weightsFile;  ///< empty for an ensemble
    bool isBundled = false;             ///< came with the program
    std::optional<ModelCard> card;      ///< none where it cannot be read
    std::optional<Error> problem;       ///< of the card, or its weights are not there
    std::uintmax_t bytes = 0;           ///< of the weights; of an ensemble those of its members; 0 where not known
    std::vector<std::string> ensembles; ///< names of the ensembles beside it that it is a member of
    friend bool operator==(const ListedModel& left, const ListedModel& right) { return left.cardFile == right.cardFile && left.card == right.card && left.bytes == right.bytes; }
};

/// Where a user's models lie: `models` below the data directory.
std::filesystem::path modelsDirectory(const std::filesystem::path& dataDirectory);

/// Card files of the bundled model and of those in modelsDirectory, in order of name. None is read. `program`: the locascope executable.
std::vector<std::filesystem::path> modelCardFiles(const std::filesystem::path& dataDirectory, const std::filesystem::path& program);

/// The same, read; weights are looked for and not read. Errors never: what is wrong is with its model. Fewer where `stop` was requested.
std::vector<ListedModel> listModels(const std::filesystem::path& dataDirectory, const std::filesystem::path& program, std::stop_token stop = {});

/// Deletes card and weights of a model in modelsDirectory. Errors: Unsupported (it came with the program, lies elsewhere, or an ensemble needs it), PermissionDenied, WriteFailed.
void removeModel(const std::filesystem::path& dataDirectory, const ListedModel& model);

/// How an imported model was held against something that is not this program.
enum class ModelCheck {
    Verified,        ///< its own test tensors were reproduced, or OpenCV reads the same numbers
    NotVerified,     ///< its test tensors were not there or not reproduced
    NotCrossChecked, ///< OpenCV cannot read its ONNX file, or was not asked
    Nothing,         ///< there was nothing to hold it against
};
struct CheckedModel {
    ModelCheck check = ModelCheck::Nothing;
    std::string how; ///< as the card tells it; empty for Nothing
};
CheckedModel checkOf(const ModelCard& card);

/// The first stated figure that is a macro-F1; "unseen_macro_f1" before one of validation.
std::optional<double> macroF1Of(const ModelCard& card);

} // namespace locascope
