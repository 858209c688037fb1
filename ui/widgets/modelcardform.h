#pragma once

#include "ui/models/modelshelf.h"
#include "ui/widgets/modelanswers.h"

#include <QList>
#include <QWidget>

#include <filesystem>
#include <vector>

class QComboBox;
class QFormLayout;
class QLineEdit;
class QSpinBox;

namespace locascope {

/// The fields in which somebody answers what TorchScript weights cannot tell of themselves, filled in as far as they do.
class ModelCardForm final : public QWidget {
    Q_OBJECT
public:
    explicit ModelCardForm(const ModelFile& file, QWidget* parent = nullptr);

    ModelAnswers answers() const;
    void addVocabulary(const Vocabulary& vocabulary, const std::filesystem::path& file); ///< and chooses it

signals:
    void changed(); ///< an answer that a trial depends on
    void vocabularyRequested(const QString& file);

private:
    struct OfferedVocabulary {
        Vocabulary vocabulary;
        QString named; ///< id, or file
    };

    void buildLayout();
    QWidget* buildSize();
    QWidget* buildStains();
    void fillScales();
    void fillVocabularies();
    void offer(const Vocabulary& vocabulary, const QString& named);
    void chooseVocabulary(int index);
    void followScale();

    const ModelFile m_file;
    QFormLayout* m_fields;
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
    std::vector<OfferedVocabulary> m_offered;
    int m_chosenVocabulary = 0;
};

} // namespace locascope
