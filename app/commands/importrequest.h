#pragma once

#include "app/commands/commands.h"
#include "core/files/error.h"
#include "core/model/engine.h"
#include "core/model/trial.h"

#include <filesystem>
#include <map>
#include <stop_token>
#include <string>
#include <vector>

namespace locascope {

/// What `model import` was asked for.
struct ImportRequest {
    std::filesystem::path file;
    std::filesystem::path out;
    std::filesystem::path vocabulary; ///< id or file; empty: the 28 of the challenge
    int side = 0;
    int width = 0;
    int height = 0;
    std::vector<std::string> stains;
    std::vector<double> mean;
    std::vector<double> deviation;
    double fullScale = 0; ///< 0: as the package says
    std::string output;
    std::string gives = "auto";
    std::string trainedOn = "unknown";
    std::string name;
    std::string description;
    std::vector<std::string> authors;
    std::string licence;
    double threshold = 0.5;
    bool atLeastOne = false;
    bool unchecked = false;
    TrialLimits limits;

    int wantedWidth() const { return width > 0 ? width : side; }
    int wantedHeight() const { return height > 0 ? height : side; }
};

extern const std::map<std::string, OutputKind> outputWords;
extern const std::map<std::string, TrainedOn> trainedWords;

/// Beside the model that will be: it disappears with everything in it, whatever happens.
class TrialFolder final {
public:
    explicit TrialFolder(const std::filesystem::path& out);
    ~TrialFolder();
    TrialFolder(const TrialFolder&) = delete;
    TrialFolder& operator=(const TrialFolder&) = delete;

    std::filesystem::path operator/(const std::filesystem::path& name) const { return m_path / name; }

private:
    std::filesystem::path m_path;
};

/// An error about something in the folder of the trial, which will not be there any more, as one of what is imported; others as they are.
Error ofImported(const Error& error, const std::filesystem::path& imported, const TrialFolder& folder);

/// Where the weights will be: --out, else `name`.pt among the user's models. Error Invalid where weights or card are there already.
std::filesystem::path freePlaceOf(const ImportRequest& request, const std::string& name, const CommandContext& context);

/// Of --stains, in order. Wrong usage where one is none, or said twice.
std::vector<Stain> stainsNamed(const std::vector<std::string>& keys);

/// The card of `model` for the classes of `vocabulary`, but for its stains and its scaling.
ModelCard cardOf(const ImportRequest& request, const ImportedModel& model, const Vocabulary& vocabulary);
/// The same card, as it will be read back: what cannot be written is refused.
ModelCard rereadCard(const ModelCard& card, const std::filesystem::path& file);

/// Two figures that matter: "3.1e-07".
std::string number(double value);

/// What OpenCV says of an ONNX file against the weights that were made of it; Error Mismatch where it reads other numbers.
std::string crossCheck(const ImportRequest& request, const std::filesystem::path& onnx, const std::filesystem::path& weights, const ModelCard& card, const std::string& output,
                       const CommandContext& context, const std::stop_token& stop);

/// Writes weights and card, both or none.
void writeModel(const std::filesystem::path& out, const Bytes& weights, const ModelCard& card);

/// Whether the name is that of TorchScript weights, or of the card of some that lie beside it.
bool isTorchScript(const std::filesystem::path& file);
/// `model import` of TorchScript: with the card that lies beside it, or one made of what was asked for.
void importTorchScript(const ImportRequest& request, const CommandContext& context);
/// `model import` of a bioimage.io package.
void importPackage(const ImportRequest& request, const CommandContext& context);

} // namespace locascope
