#pragma once

#include <QImage>
#include <QWidget>

namespace locascope {

/// A picture as large as fits, or a sentence that says why there is none.
class SnapshotPreview final : public QWidget {
    Q_OBJECT
public:
    explicit SnapshotPreview(QWidget* parent = nullptr);

    void showImage(const QImage& image);
    void showText(const QString& text);
    const QImage& image() const { return m_image; }
    const QString& text() const { return m_text; }

    QSize sizeHint() const override { return {520, 420}; }
    QSize minimumSizeHint() const override { return {260, 200}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QImage m_image;
    QString m_text;
};

} // namespace locascope
