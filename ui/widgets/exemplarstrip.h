#pragma once

#include "core/similarity/neighbours.h"
#include "ui/models/session.h"

#include <QVector>
#include <QWidget>

#include <optional>
#include <vector>

class QHBoxLayout;
class QLabel;

namespace locascope {

class SampleThumbnail;

/// Below the field: samples that were decided to show a class, those most similar to the current one, to hold it against. The class is the one attended to last (under the cursor in the list of classes), else the current sample's
/// most probable one. It reads decisions of the reviewer and what images look like, no predictions of others. A click goes there. Seen while it is wanted.
class ExemplarStrip final : public QWidget {
    Q_OBJECT
public:
    explicit ExemplarStrip(Session& session, QWidget* parent = nullptr);

    static constexpr std::size_t most = 6;
    /// Sample indices in the order shown.
    QVector<int> shown() const;

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void attend();
    void refresh();
    void take(ClassIndex index, const std::vector<Neighbour>& exemplars);
    void say(const QString& text);

    Session& m_session;
    QHBoxLayout* m_layout;
    QLabel* m_title;
    QVector<SampleThumbnail*> m_thumbnails;
    std::optional<ClassIndex> m_attended;
    int m_asked = 0;
};

} // namespace locascope
