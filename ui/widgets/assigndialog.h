#pragma once

#include "core/review/assignment.h"

#include <QDialog>

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace locascope {

class SampleScope;
class Session;

/// Shares samples out to reviewers, by lot and in equal parts. What each will have is shown before it happens; what stood before stays in the history.
class AssignDialog final : public QDialog {
    Q_OBJECT
public:
    explicit AssignDialog(Session& session, QWidget* parent = nullptr);

private:
    void buildLayout();
    void connectControls();
    void suggestReviewers(const std::vector<std::string>& names);
    void refresh();
    QString hindrance(const std::vector<std::string>& ids) const; ///< why nothing can be assigned; empty: nothing hinders
    void assign();
    std::vector<std::string> reviewers() const;
    std::vector<std::string> samples() const; ///< ids
    AssignmentOptions options() const;

    Session& m_session;
    const std::uint64_t m_seed; ///< what is shown is what will be
    std::optional<std::set<std::string>> m_judged; ///< samples; none: not read yet
    QLineEdit* m_reviewers;
    SampleScope* m_scope;
    QCheckBox* m_unjudged;
    QSpinBox *m_each, *m_share;
    QLabel* m_alone;   ///< one reviewer a sample
    QWidget* m_shared; ///< several for a share of them
    QLabel *m_plan, *m_replaced;
    QPushButton* m_assign = nullptr;
};

} // namespace locascope
