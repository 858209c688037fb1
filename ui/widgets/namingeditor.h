#pragma once

#include "core/plate/namingtrial.h"

#include <QDialog>
#include <QTimer>

#include <memory>
#include <set>
#include <string>
#include <vector>

class QLabel;
class QLayout;
class QLineEdit;
class QPushButton;

namespace locascope {

class ExpressionField;
class NamePreviewModel;

/// Where a scheme is written: the keys of the others, and files whose names show it at work.
struct NamingSurroundings {
    std::set<std::string> otherKeys;
    std::vector<std::string> paths; ///< relative to the directory
    std::size_t images = 0;         ///< in the directory, of which `paths` are the first
};

/// Writes a naming scheme of the user. How it reads the first files of a directory is shown as it is typed; the answer to rulesChanged comes by showTrial, so that nothing is
/// compiled or matched on the window's thread. What the fields do not show (companion file, extensions) stays as it was.
class NamingEditor final : public QDialog {
    Q_OBJECT
public:
    NamingEditor(NamingRules rules, NamingSurroundings surroundings, QWidget* parent = nullptr);

    NamingRules rules() const;
    /// Of other rules than those written now it is passed over.
    void showTrial(const std::shared_ptr<const NamingTrial>& trial);
    /// The scheme was not saved.
    void showError(const QString& sentence);

    static constexpr int waitMilliseconds = 150; ///< after the last key before the rules are tried

signals:
    void rulesChanged(const locascope::NamingRules& rules);
    void saveRequested(const locascope::NamingRules& rules);

private:
    QWidget* buildFields();
    QWidget* buildPreview();
    QLayout* buildWords();
    void buildLayout();
    void connectFields();
    void edited();
    void refresh();
    QString keyFault() const;
    QString tableFault() const;
    void showCounts();
    NamingRules rulesWithExample() const;
    bool isTried() const;

    const NamingRules m_base;
    const NamingSurroundings m_surroundings;
    std::shared_ptr<const NamingTrial> m_trial;
    NamePreviewModel* m_preview;
    QLineEdit* m_key;
    QLineEdit* m_name;
    ExpressionField* m_files;
    ExpressionField* m_ignored;
    PerStain<QLineEdit*> m_words;
    QLabel* m_keyFault;
    QLabel* m_stainsFault;
    QLabel* m_counts;
    QLabel* m_error;
    QPushButton* m_save = nullptr;
    QTimer m_wait;
    bool m_keyIsOwn = false; ///< typed, and not to be suggested any more
};

} // namespace locascope
