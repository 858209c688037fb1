#pragma once

#include "ui/models/session.h"

#include <QMainWindow>

#include <filesystem>
#include <memory>

namespace locascope {

struct WindowParts;

/// The window over one session, which must outlive it. Puts the panels in their places; what an action does is said in wiring.
class MainWindow final : public QMainWindow {
    Q_OBJECT
public:
    explicit MainWindow(Session& session, QWidget* parent = nullptr);
    ~MainWindow() override;

protected:
    void changeEvent(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void buildPages();
    void buildPanels();
    void arrangePanels();
    void restoreArrangement();
    void retranslate();
    void nameProblems();
    void followPlate();

    Session& m_session;
    std::unique_ptr<WindowParts> m_parts;
    std::filesystem::path m_root; ///< of the plate that took the keyboard last
};

} // namespace locascope
