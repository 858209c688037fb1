#pragma once

#include "core/files/error.h"
#include "core/imaging/loadsample.h"
#include "core/model/modellibrary.h"
#include "core/model/weightsshape.h"
#include "core/plate/vocabulary.h"
#include "ui/models/taskthread.h"

#include <QObject>

#include <filesystem>
#include <functional>
#include <memory>
#include <vector>

namespace locascope {

/// A file that somebody wants to use as a model.
struct ModelFile {
    std::filesystem::path file;
    bool isWithoutCard = false; ///< TorchScript of which no card says what it takes and gives
    WeightsShape shape;         ///< of such a file, as far as it tells
};

/// What has to be done about models on disk away from the window's thread. Answers arrive on the thread this lives on.
class ModelShelf final : public QObject {
    Q_OBJECT
public:
    /// `program`: the locascope executable, which looks at strangers' files in a child.
    ModelShelf(std::filesystem::path dataDirectory, std::filesystem::path program, QObject* parent = nullptr);
    ~ModelShelf() override; ///< stops what runs

    void list();
    /// As removeModel, then a list.
    void remove(const ListedModel& model);
    /// Answered by lookedAt; where even looking fails, with nothing of its shape known.
    void lookAt(const std::filesystem::path& file);
    /// The trial of these weights by this card (whose digest is filled in), and their answer to the sample, or to an empty field without one. What was tried before and is not answered yet is dropped.
    void tryAnswer(const std::filesystem::path& weights, const ModelCard& card, const std::shared_ptr<const LoadedSample>& sample);

    /// As readVocabulary; answered by vocabularyRead, or failed.
    void readVocabularyFile(const std::filesystem::path& file);

signals:
    void listed(const std::vector<locascope::ListedModel>& models);
    void lookedAt(const locascope::ModelFile& file);
    void answered(const std::vector<float>& probabilities);
    void notAnswered(const locascope::Error& error);
    void vocabularyRead(const locascope::Vocabulary& vocabulary, const std::filesystem::path& file);
    void failed(const locascope::Error& error);

private:
    const std::filesystem::path m_dataDirectory;
    const std::filesystem::path m_program;
    TaskThread m_thread;
    TaskThread m_trials;
};

} // namespace locascope
