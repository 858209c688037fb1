#pragma once

#include "ui/widgets/snapshotplan.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;

namespace locascope {

class SnapshotMaker;
class SnapshotPreview;

/// Asks what a snapshot shows and what it says, with a preview of exactly that. What was chosen is remembered.
class SnapshotDialog final : public QDialog {
    Q_OBJECT
public:
    /// `session` and `maker` must outlive it. `shown` was on screen before it opened.
    SnapshotDialog(const Session& session, const ShownField& shown, SnapshotMaker& maker, QWidget* parent = nullptr);

    SnapshotChoice choice() const;
    /// Without those options that mean nothing here: no pixel size, no saliency on screen, a model that may not propose.
    SnapshotPlan plan() const;
    /// The name to begin with, without a folder.
    QString suggestedName() const;

    /// What `file` must be called for its content; with the suffix added where it has another.
    static QString fileFor(const QString& file, const SnapshotChoice& choice);

private:
    void buildLayout();
    void restoreChoice();
    void rememberChoice() const;
    void refresh();

    const Session& m_session;
    ShownField m_shown;
    SnapshotMaker& m_maker;
    QFormLayout* m_form;
    QComboBox* m_content;
    QComboBox* m_format;
    QCheckBox* m_scaleBar;
    QCheckBox* m_captions;
    QCheckBox* m_labels;
    QCheckBox* m_probabilities;
    QCheckBox* m_saliency;
    QCheckBox* m_grey;
    QLabel* m_said;
    SnapshotPreview* m_preview;
};

} // namespace locascope
