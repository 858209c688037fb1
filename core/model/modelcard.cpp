#include "core/model/modelcard.h"

#include "core/files/digest.h"
#include "core/files/error.h"
#include "core/files/readfile.h"
#include "core/model/cardreader.h"
#include "core/model/ensemblecard.h"

namespace locascope {

namespace {

constexpr std::uintmax_t maxCardBytes = 1 << 20; // a card of 1,024 classes takes 100 KB

} // namespace

std::filesystem::path cardFileOf(const std::filesystem::path& file) {
    return std::filesystem::path(file).replace_extension(".yaml");
}

std::filesystem::path weightsFileOf(const std::filesystem::path& file) {
    return file.extension() == ".yaml" ? std::filesystem::path(file).replace_extension(".pt") : file;
}

std::string readCardText(const std::filesystem::path& cardFile) {
    try {
        const Bytes bytes = readFile(cardFile, {.maxBytes = maxCardBytes});
        return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
    } catch (const Error& error) {
        if (error.kind() != ErrorKind::NotFound)
            throw;
        throw Error(ErrorKind::NotFound, cardFile, "there is no model card beside the weights; importing the model (Model, Models, or locascope model import) writes one");
    }
}

ModelCard readModelCardAlone(const std::filesystem::path& file) {
    if (file.extension() == ".onnx")
        throw Error(ErrorKind::Unsupported, file, "is an ONNX file; make it a model first, by locascope model import, and open that");
    const std::filesystem::path cardFile = cardFileOf(file);
    const std::string text = readCardText(cardFile);
    return isEnsembleCard(text) ? readEnsemble(text, cardFile) : parseModelCard(text, cardFile);
}

ModelCard readModelCard(const std::filesystem::path& file) {
    ModelCard card = readModelCardAlone(file);
    if (!card.members.empty()) {
        for (const EnsembleMember& member : card.members)
            readModelCard(member.cardFile);
        return card;
    }
    const std::filesystem::path weights = weightsFileOf(file);
    if (sha256OfFile(weights) != card.modelDigest)
        throw Error(ErrorKind::Mismatch, weights,
                    "is not the file its card describes (SHA-256 differs); fetch both again, or correct the card");
    return card;
}

std::string answeringPart(const ModelCard& card) {
    ModelCard answering;
    answering.modelDigest = card.modelDigest;
    answering.classes = card.classes;
    answering.input = card.input;
    answering.output = card.output;
    answering.temperature = card.temperature;
    return formatModelCard(answering);
}

std::string predictionDigest(const ModelCard& card) { return sha256(std::string_view(answeringPart(card))); }

void requireVocabulary(const ModelCard& card, const Vocabulary& vocabulary, const std::filesystem::path& file) {
    if (card.classes.size() != vocabulary.size())
        throw Error(ErrorKind::Mismatch, file,
                    "names " + std::to_string(card.classes.size()) + " classes, but the vocabulary " + vocabulary.id() +
                        " has " + std::to_string(vocabulary.size()));
    for (std::size_t index = 0; index < card.classes.size(); ++index)
        if (card.classes[index] != vocabulary.at(toClass(index)).name)
            throw Error(ErrorKind::Mismatch, file,
                        "calls class " + std::to_string(index) + " '" + card.classes[index] + "', but the vocabulary " +
                            vocabulary.id() + " calls it '" + vocabulary.at(toClass(index)).name + "'");
}

} // namespace locascope
