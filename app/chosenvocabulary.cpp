#include "app/chosenvocabulary.h"

#include "core/plate/vocabularies.h"

namespace locascope {

void addVocabularyOption(CLI::App& command, std::filesystem::path& named, const char* otherwise) {
    std::string known;
    for (const Vocabulary& vocabulary : knownVocabularies()) {
        known += vocabulary.id() + ", ";
    }
    command.add_option("--vocabulary", named, "the classes that labels name: " + known + "or a CSV as resources/vocabularies has them; without it " + otherwise);
}

std::optional<Vocabulary> chosenVocabulary(const std::filesystem::path& named) {
    return named.empty() ? std::nullopt : std::optional(readVocabulary(named));
}

} // namespace locascope
