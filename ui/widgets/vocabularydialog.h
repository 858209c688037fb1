#pragma once

#include "core/review/vocabularychange.h"
#include "ui/models/session.h"

#include <QDialog>

#include <memory>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QListWidget;
class QPlainTextEdit;
class QPushButton;
class QTableView;

namespace locascope {

class VocabularyTableModel;

/// Looks after the classes of the open review: what each is called, how it is pressed and what it looks like, and how they are renamed, merged, split, added, retired and restored. What a change would
/// do to the decisions there are is said before it is made; each is an event of the review, and taken back by another one.
class VocabularyDialog final : public QDialog {
    Q_OBJECT
public:
    explicit VocabularyDialog(Session& session, QWidget* parent = nullptr);

    /// What the form says now.
    VocabularyChange change() const;

private:
    void buildForm();
    void buildLayout();
    void connectAll();
    void refresh();
    void takeDecisions(std::shared_ptr<const Session::EverybodysDecisions> decisions);
    void showSelected();
    void showFieldsOfKind();
    void showExemplars();
    void preview();
    void make();
    void addExemplar();
    void showSamplesToLookAt();
    std::vector<ClassIndex> selected() const;

    Session& m_session;
    VocabularyTableModel* m_model;
    QTableView* m_table;
    QFormLayout* m_form;
    QComboBox* m_kind;
    QLineEdit* m_names;
    QComboBox* m_into;
    QLineEdit* m_colour;
    QLineEdit* m_key;
    QLineEdit* m_group;
    QPlainTextEdit* m_text;
    QListWidget* m_exemplars;
    QPushButton* m_addExemplar;
    QPushButton* m_dropExemplar;
    QWidget* m_exemplarRow;
    QLineEdit* m_reason;
    QLabel* m_preview;
    QPushButton* m_make;
    QPushButton* m_lookAgain;
    std::shared_ptr<const Session::EverybodysDecisions> m_decisions;
    int m_asked = 0; ///< an answer to an earlier question is none
};

} // namespace locascope
