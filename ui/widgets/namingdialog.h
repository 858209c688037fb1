#pragma once

#include "ui/models/namingwork.h"

#include <QDialog>

#include <memory>
#include <set>
#include <string>

class QLabel;
class QPushButton;
class QTreeWidget;

namespace locascope {

/// How the plate in question is read now.
struct NamingInUse {
    QString directory;
    std::string scheme;    ///< key; empty where the directory could not be opened
    bool isChosen = false; ///< by the user
};

/// Chooses the naming scheme of a plate among all that there are, with how many of its files each takes, and leads to the user's own. What it shows arrives by showOverview.
class NamingDialog final : public QDialog {
    Q_OBJECT
public:
    NamingDialog(NamingInUse inUse, QWidget* parent = nullptr);

    void showOverview(const std::shared_ptr<const NamingOverview>& overview);
    void showError(const QString& sentence);
    const std::shared_ptr<const NamingOverview>& overview() const { return m_overview; }
    /// Key of the scheme that is chosen in the list; empty: the one that is recognised.
    std::string chosen() const;
    void choose(const std::string& key);
    /// This scheme of the user was written just now, and may read names in another way than it did. It is chosen in the list.
    void showSaved(const std::string& key);
    /// The plate was opened by it; empty: by the one that was recognised.
    bool isInUse(const std::string& key) const;

signals:
    /// To be written: over the user's scheme with the key `replaced`, or (empty) as a new one.
    void editRequested(const locascope::NamingRules& rules, const QString& replaced);
    void deleteRequested(const QString& key);

private:
    void buildLayout();
    QWidget* buildButtons();
    void fillList();
    void refresh();
    const NamingScheme* chosenScheme() const;
    NamingSurvey::Fit fitOf(const std::string& key) const; ///< empty: the one that is recognised
    bool changesNothing(const std::string& key) const;
    QString remarksOn(const std::string& key) const;
    bool isOfUser(const std::string& key) const;
    void requestNew();
    void requestCopy();
    void requestDeletion();

    const NamingInUse m_inUse;
    std::shared_ptr<const NamingOverview> m_overview;
    std::set<std::string> m_saved; ///< keys of schemes that were written while it is open
    std::string m_wanted; ///< to be chosen in the list, also once it is filled anew
    QLabel* m_head;
    QLabel* m_error;
    QTreeWidget* m_list;
    QPushButton* m_new;
    QPushButton* m_edit;
    QPushButton* m_copy;
    QPushButton* m_delete;
    QPushButton* m_use = nullptr;
};

} // namespace locascope
