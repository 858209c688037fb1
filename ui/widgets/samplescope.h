#pragma once

#include <QWidget>

#include <optional>
#include <vector>

class QRadioButton;

namespace locascope {

class Session;

/// Which samples of the plate something is done with: all, those that are shown, or those that are selected; with their numbers.
class SampleScope final : public QWidget {
    Q_OBJECT
public:
    enum class WithoutSelection { All, Shown }; ///< what is chosen at first where nothing is selected

    explicit SampleScope(Session& session, WithoutSelection first, QWidget* parent = nullptr);

    /// In the plate's order; nothing: all.
    std::optional<std::vector<int>> samples() const;

signals:
    void changed();

private:
    const Session& m_session;
    QRadioButton* m_all;
    QRadioButton* m_shown;
    QRadioButton* m_selected;
};

} // namespace locascope
