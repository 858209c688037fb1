#pragma once

#include "tests/support/temporaryfolder.h"

#include <QCoreApplication>
#include <QSettings>

namespace locascope::testing {

/// Settings of a test's own, gone with it, so that no test reads or writes those of the person who runs it.
class OwnSettings final {
public:
    OwnSettings() {
        QCoreApplication::setOrganizationName(QStringLiteral("LocascopeTest"));
        QCoreApplication::setApplicationName(QStringLiteral("LocascopeTest"));
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, QString::fromStdString(m_folder.path().string()));
        QSettings().clear();
    }

private:
    TemporaryFolder m_folder;
};

} // namespace locascope::testing
