#include "core/model/modellibrary.h"

#include "core/model/bundledmodel.h"

#include <algorithm>
#include <string_view>
#include <system_error>

namespace locascope {

namespace {

std::uintmax_t sizeOf(const std::filesystem::path& file) {
    std::error_code failure;
    const std::uintmax_t bytes = std::filesystem::file_size(file, failure);
    return failure ? 0 : bytes;
}

void lookAtWeights(ListedModel& model) {
    std::error_code ignored;
    for (const EnsembleMember& member : model.card->members)
        model.bytes += sizeOf(weightsFileOf(member.cardFile));
    if (!model.card->members.empty())
        return;
    model.weightsFile = weightsFileOf(model.cardFile);
    model.bytes = sizeOf(model.weightsFile);
    if (!std::filesystem::exists(model.weightsFile, ignored))
        model.problem = Error(ErrorKind::NotFound, model.weightsFile, "the weights of the card are not there; copy them beside it, or remove the card");
}

ListedModel listed(const std::filesystem::path& cardFile) {
    ListedModel model;
    model.cardFile = cardFile;
    try {
        model.card = readModelCardAlone(cardFile);
        lookAtWeights(model);
    } catch (const Error& error) {
        model.problem = error;
    } catch (const std::exception& error) {
        model.problem = Error(ErrorKind::Invalid, cardFile, error.what());
    }
    return model;
}

bool isSameFile(const std::filesystem::path& left, const std::filesystem::path& right) {
    std::error_code ignored;
    return left.lexically_normal() == right.lexically_normal() || std::filesystem::equivalent(left, right, ignored);
}

void noteEnsembles(std::vector<ListedModel>& models) {
    for (const ListedModel& ensemble : models)
        if (ensemble.card)
            for (const EnsembleMember& member : ensemble.card->members)
                for (ListedModel& model : models)
                    if (isSameFile(cardFileOf(member.cardFile), model.cardFile))
                        model.ensembles.push_back(ensemble.card->name);
}

std::string said(const ModelCard& card, const char* key) {
    const auto found = card.provenance.find(key);
    return found == card.provenance.end() ? std::string() : found->second;
}

void removeFile(const std::filesystem::path& file) {
    std::error_code failure;
    std::filesystem::remove(file, failure);
    if (failure)
        throw Error(failure == std::errc::permission_denied ? ErrorKind::PermissionDenied : ErrorKind::WriteFailed, file, "cannot be removed: " + failure.message());
}

} // namespace

std::filesystem::path modelsDirectory(const std::filesystem::path& dataDirectory) { return dataDirectory / "models"; }

std::vector<std::filesystem::path> modelCardFiles(const std::filesystem::path& dataDirectory, const std::filesystem::path& program) {
    std::vector<std::filesystem::path> cards;
    std::error_code error;
    for (std::filesystem::directory_iterator entry(modelsDirectory(dataDirectory), error), end; !error && entry != end; entry.increment(error))
        if (entry->path().extension() == ".yaml")
            cards.push_back(entry->path());
    std::sort(cards.begin(), cards.end());
    if (const auto bundled = bundledModelCard(program); !bundled.empty())
        cards.insert(cards.begin(), bundled);
    return cards;
}

std::vector<ListedModel> listModels(const std::filesystem::path& dataDirectory, const std::filesystem::path& program, std::stop_token stop) {
    const std::filesystem::path bundled = bundledModelCard(program);
    std::vector<ListedModel> models;
    for (const std::filesystem::path& file : modelCardFiles(dataDirectory, program)) {
        if (stop.stop_requested())
            break;
        models.push_back(listed(file));
        models.back().isBundled = file == bundled;
    }
    noteEnsembles(models);
    return models;
}

void removeModel(const std::filesystem::path& dataDirectory, const ListedModel& model) {
    if (model.isBundled)
        throw Error(ErrorKind::Unsupported, model.cardFile, "came with the program and stays");
    if (!isSameFile(model.cardFile.parent_path(), modelsDirectory(dataDirectory)))
        throw Error(ErrorKind::Unsupported, model.cardFile, "does not lie among your models; remove it by hand");
    if (!model.ensembles.empty())
        throw Error(ErrorKind::Unsupported, model.cardFile, "is part of the ensemble " + model.ensembles.front() + "; remove that first");
    removeFile(model.cardFile); // first, so that nothing half is listed
    if (!model.card || model.card->members.empty())
        removeFile(weightsFileOf(model.cardFile));
}

CheckedModel checkOf(const ModelCard& card) {
    if (const std::string tensors = said(card, "test_tensors"); !tensors.empty())
        return {tensors.starts_with("verified") ? ModelCheck::Verified : ModelCheck::NotVerified, tensors};
    if (const std::string crossed = said(card, "cross_check"); !crossed.empty())
        return {crossed.starts_with("not") ? ModelCheck::NotCrossChecked : ModelCheck::Verified, crossed};
    return {};
}

std::optional<double> macroF1Of(const ModelCard& card) {
    constexpr std::string_view figure = "macro_f1";
    for (const char* name : {"macro_f1", "unseen_macro_f1"})
        if (const auto found = card.scores.find(name); found != card.scores.end())
            return found->second;
    for (const auto& [name, score] : card.scores)
        if (name.size() >= figure.size() && name.ends_with(figure))
            return score;
    return {};
}

} // namespace locascope
