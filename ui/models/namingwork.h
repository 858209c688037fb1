#pragma once

#include "core/files/error.h"
#include "core/plate/namingcatalogue.h"
#include "core/plate/namingsurvey.h"
#include "core/plate/namingtrial.h"
#include "ui/models/taskthread.h"

#include <QObject>
#include <QString>

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace locascope {

/// The schemes that there are, and how they fit the images of a directory.
struct NamingOverview {
    NamingCatalogue catalogue;
    NamingSurvey survey; ///< its fits as catalogue.schemes
};

/// What has to be done about naming schemes away from the window's thread: listing a directory, trying rules on its names, writing the user's. Answers arrive on the thread this lives on.
class NamingWork final : public QObject {
    Q_OBJECT
public:
    /// Schemes of the user lie in `dataDirectory`; `directory` is the one whose names are looked at.
    NamingWork(std::filesystem::path dataDirectory, std::filesystem::path directory, QObject* parent = nullptr);
    ~NamingWork() override;

    void survey();
    /// What was asked before and not answered yet is dropped.
    void tryRules(const NamingRules& rules, const std::vector<std::string>& paths, const std::string& rootName);
    /// As saveUserScheme, then a survey.
    void save(const NamingRules& rules, const std::string& replaced);
    /// As deleteUserScheme, then a survey.
    void remove(const std::string& key);

signals:
    void surveyed(const std::shared_ptr<const locascope::NamingOverview>& overview);
    void tried(const std::shared_ptr<const locascope::NamingTrial>& trial);
    void saved(const QString& key);
    void failed(const locascope::Error& error);

private:
    void change(std::function<void()> act);

    const std::filesystem::path m_dataDirectory;
    const std::filesystem::path m_directory;
    TaskThread m_thread;
    TaskThread m_trials;
};

} // namespace locascope
