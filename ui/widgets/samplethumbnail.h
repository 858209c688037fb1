#pragma once

#include <QAbstractButton>

namespace locascope {

class Session;

/// One sample of a strip. A line above it says of which kind it is there.
class SampleThumbnail final : public QAbstractButton {
public:
    explicit SampleThumbnail(Session& session, QWidget* parent = nullptr);

    void show(int sample, const QString& toolTip, Qt::PenStyle line);
    void forget() { show(-1, {}, Qt::SolidLine); } ///< what it told; it must be hidden
    int sample() const { return m_sample; }

    static constexpr int side = 62;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Session& m_session;
    int m_sample = -1;
    Qt::PenStyle m_line = Qt::SolidLine;
};

} // namespace locascope
