#pragma once

#include "core/files/readfile.h"
#include "ui/models/taskthread.h"
#include "ui/widgets/snapshotplan.h"

#include <QImage>
#include <QObject>

#include <filesystem>
#include <stop_token>

namespace locascope {

/// The bytes of the file that a plan stands for: reads the images, puts the figure together, encodes it. Errors: those of loadStains' problems, layOutFigure and
/// rawCrop; Mismatch where fields differ in depth; nothing where `stop` was requested. Any thread; see figurepaint.h.
Bytes snapshotFile(const SnapshotPlan& plan, std::stop_token stop = {});

/// What it will look like, small. Errors as snapshotFile; a null image where `stop` was requested.
QImage snapshotPreview(const SnapshotPlan& plan, std::stop_token stop = {});

/// Makes snapshots and their previews on threads of its own. Members belong to the window's thread.
class SnapshotMaker final : public QObject {
    Q_OBJECT
public:
    explicit SnapshotMaker(QObject* parent = nullptr);
    ~SnapshotMaker() override; ///< waits for all that is to be written

    /// Only the newest preview is answered.
    void preview(const SnapshotPlan& plan);
    void write(const SnapshotPlan& plan, const std::filesystem::path& file);

signals:
    void previewed(const QImage& image);
    void previewFailed(int kind, const QString& path, const QString& cause); ///< kind is an ErrorKind
    void written(const QString& path);
    void failed(int kind, const QString& path, const QString& cause);

private:
    int m_asked = 0;
    TaskThread m_writing;
    TaskThread m_previewing;
};

} // namespace locascope
