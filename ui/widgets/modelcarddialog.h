#pragma once

#include "core/plate/vocabulary.h"
#include "ui/models/modelshelf.h"

#include <QDialog>
#include <QList>
#include <QStringList>

#include <filesystem>
#include <vector>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace locascope {

/// Asks what TorchScript weights cannot tell of themselves, and offers to save the answers as a card once they were tried. Shows and asks; trying and saving is done elsewhere.
class ModelCardDialog final : public QDialog {
    Q_OBJECT
public:
    /// `tryingOn`: what the answers are tried on, for the one who sees it; empty: an empty field.
    ModelCardDialog(const ModelFile& file, const QString& tryingOn, QWidget* parent = nullptr);

    ModelCard card() const; ///< as answered, without digest
    /// Of `locascope model import`, which makes that card.
    QStringList importOptions() const;
    /// What of the answers cannot be, in a sentence; empty where they can be tried.
    QString fault() const;

    void addVocabulary(const Vocabulary& vocabulary, const std::filesystem::path& file); ///< and chooses it
    void showAnswer(const std::vector<float>& probabilities);
    void showRefusal(const QString& sentence);
    void showSaving();

signals:
    void tryRequested(const locascope::ModelCard& card);
    void vocabularyRequested(const QString& file);
    void saveRequested(const QStringList& importOptions);

private:
    struct OfferedVocabulary {
        Vocabulary vocabulary;
        QString named; ///< id, or file
    };

    void buildForm(QFormLayout& form);
    void buildLayout();
    QWidget* buildSize();
    QWidget* buildStains();
    void fillScales();
    void fillVocabularies();
    void offer(const Vocabulary& vocabulary, const QString& named);
    void chooseVocabulary(int index);
    void followScale();
    void forgetTrial();
    void attempt();
    void say(const QString& sentence, const QColor& colour);
    std::vector<Stain> stains() const;
    const Vocabulary& vocabulary() const;
    std::vector<double> mean() const;
    std::vector<double> deviation() const;

    const ModelFile m_file;
    const QString m_tryingOn;
    QSpinBox* m_width;
    QSpinBox* m_height;
    QList<QComboBox*> m_stains;
    QComboBox* m_scale;
    QLineEdit* m_mean;
    QLineEdit* m_deviation;
    QComboBox* m_classes;
    QComboBox* m_output;
    QLineEdit* m_name;
    QLineEdit* m_authors;
    QLineEdit* m_licence;
    QLabel* m_said;
    QPushButton* m_try;
    QPushButton* m_save;
    std::vector<OfferedVocabulary> m_offered;
    int m_chosenVocabulary = 0;
};

} // namespace locascope
