#pragma once

#include "tests/support/plateworld.h"

#include <filesystem>
#include <stdexcept>

namespace locascope::testing {

/// A simulated plate of a few small fields with its truth, and a model that `locascope train` made of it in one epoch: it runs, and knows nothing.
class TrainedPlate final {
public:
    static constexpr int samples = 12;
    static constexpr int side = 64;

    TrainedPlate() {
        require(run({QStringLiteral("simulate"), pathText(plate()), QStringLiteral("--samples"), QString::number(samples), QStringLiteral("--size"),
                     QString::number(side), QStringLiteral("--seed"), QStringLiteral("4"), QStringLiteral("--truth"), pathText(truth()),
                     QStringLiteral("--sheet"), pathText(sheet()), QStringLiteral("--masks"), pathText(masks())}));
        require(train(model()));
    }

    ProgramRun run(const QStringList& arguments) const {
        return runProgram(arguments, {{QStringLiteral("LOCASCOPE_DATA_DIR"), pathText(data())}});
    }
    ProgramRun train(const std::filesystem::path& out, const QStringList& more = {}) const {
        return run(QStringList{QStringLiteral("train"), pathText(plate()), QStringLiteral("--out"), pathText(out), QStringLiteral("--labels"), pathText(truth()),
                               QStringLiteral("--groups"), pathText(sheet()), QStringLiteral("--size"), QString::number(side), QStringLiteral("--epochs"),
                               QStringLiteral("1"), QStringLiteral("--batch"), QStringLiteral("4"), QStringLiteral("--threads"), QStringLiteral("1")}
                   + more);
    }

    std::filesystem::path plate() const { return m_folder / "plate"; }
    std::filesystem::path truth() const { return m_folder / "truth.csv"; }
    std::filesystem::path sheet() const { return m_folder / "sheet.csv"; }
    std::filesystem::path masks() const { return m_folder / "masks"; }
    std::filesystem::path data() const { return m_folder / "data"; }
    std::filesystem::path model() const { return m_folder / "m.pt"; }
    /// The plate's own review. Needs a living QCoreApplication.
    std::unique_ptr<ReviewStore> review() const {
        const PlateIdentity identity{plate(), plateFingerprint(scanPlate(plate()))};
        return ReviewStore::open(findReview(data(), identity).file, identity);
    }
    std::filesystem::path operator/(const std::string& name) const { return m_folder / name; }

private:
    static void require(const ProgramRun& run) {
        if (run.status != 0)
            throw std::runtime_error(run.err.toStdString());
    }
    TemporaryFolder m_folder;
};

} // namespace locascope::testing
