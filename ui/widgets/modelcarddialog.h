#pragma once

#include "ui/models/modelshelf.h"
#include "ui/widgets/modelanswers.h"

#include <QDialog>
#include <QStringList>

#include <filesystem>
#include <vector>

class QLabel;
class QPushButton;

namespace locascope {

class ModelCardForm;

/// Asks what TorchScript weights cannot tell of themselves, and offers to save the answers as a card once they were tried. Shows and asks; trying and saving is done elsewhere.
class ModelCardDialog final : public QDialog {
    Q_OBJECT
public:
    /// `tryingOn`: what the answers are tried on, for the one who sees it; empty: an empty field.
    ModelCardDialog(const ModelFile& file, const QString& tryingOn, QWidget* parent = nullptr);

    ModelAnswers answers() const;

    void addVocabulary(const Vocabulary& vocabulary, const std::filesystem::path& file); ///< and chooses it
    /// Of the trial that is going on; without one they are of another, and nothing happens.
    void showAnswer(const std::vector<float>& probabilities);
    void showNoAnswer(const QString& sentence);
    void showRefusal(const QString& sentence); ///< of whatever was asked for
    void showSaving();

signals:
    void tryRequested(const locascope::ModelCard& card);
    void vocabularyRequested(const QString& file);
    void saveRequested(const QStringList& importOptions);

private:
    void buildLayout(const std::filesystem::path& file);
    void forgetTrial();
    void attempt();
    void wait(const QString& sentence);
    void say(const QString& sentence, const QColor& colour);

    const QString m_tryingOn;
    ModelCardForm* m_form;
    QLabel* m_said;
    QPushButton* m_try;
    QPushButton* m_save;
    bool m_isTrying = false;
};

} // namespace locascope
