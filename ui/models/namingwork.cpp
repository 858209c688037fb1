#include "ui/models/namingwork.h"

#include "core/plate/carriedreading.h"
#include "ui/models/aserror.h"
#include "ui/models/onthreadof.h"

#include <utility>

namespace locascope {

namespace {

/// With what the directory carries, which is nobody's to change.
NamingCatalogue catalogueFor(const std::filesystem::path& directory, const std::filesystem::path& dataDirectory) {
    NamingCatalogue catalogue = namingCatalogue(dataDirectory);
    const std::vector<NamingScheme> own = std::exchange(catalogue.schemes, withCarriedScheme(catalogue.schemes, directory));
    for (const NamingScheme& scheme : own)
        if (const NamingScheme* now = schemeOfKey(catalogue.schemes, scheme.key()); now->rules() != scheme.rules())
            catalogue.files.erase(scheme.key());
    return catalogue;
}

} // namespace

NamingWork::NamingWork(std::filesystem::path dataDirectory, std::filesystem::path directory, QObject* parent)
    : QObject(parent)
    , m_dataDirectory(std::move(dataDirectory))
    , m_directory(std::move(directory)) {}

NamingWork::~NamingWork() = default;

void NamingWork::survey() {
    m_thread.post([this](std::stop_token stop) {
        try {
            auto overview = std::make_shared<NamingOverview>();
            overview->catalogue = catalogueFor(m_directory, m_dataDirectory);
            overview->survey = surveyNaming(m_directory, overview->catalogue.schemes, 100, {}, stop);
            if (!stop.stop_requested())
                onThreadOf(this, [this, overview] { emit surveyed(overview); });
        } catch (const std::exception& exception) {
            onThreadOf(this, [this, error = asError(exception, ErrorKind::ReadFailed)] { emit failed(error); });
        }
    });
}

void NamingWork::tryRules(const NamingRules& rules, const std::vector<std::string>& paths, const std::string& rootName) {
    m_trials.replaceAll([this, rules, paths, rootName](std::stop_token stop) {
        auto trial = std::make_shared<const NamingTrial>(tryNaming(rules, paths, rootName));
        if (!stop.stop_requested())
            onThreadOf(this, [this, trial] { emit tried(trial); });
    });
}

void NamingWork::change(std::function<void()> act) {
    m_thread.post([this, act = std::move(act)](std::stop_token) {
        try {
            act();
        } catch (const std::exception& exception) {
            onThreadOf(this, [this, error = asError(exception, ErrorKind::WriteFailed)] { emit failed(error); });
        }
    });
    survey();
}

void NamingWork::save(const NamingRules& rules, const std::string& replaced) {
    change([this, rules, replaced] {
        saveUserScheme(m_dataDirectory, rules, replaced);
        onThreadOf(this, [this, key = QString::fromStdString(rules.key)] { emit saved(key); });
    });
}

void NamingWork::remove(const std::string& key) {
    change([this, key] { deleteUserScheme(m_dataDirectory, key); });
}

} // namespace locascope
