#include "core/simulation/simulate.h"

#include "core/files/error.h"
#include "core/files/writefile.h"
#include "core/imaging/encode.h"
#include "core/plate/plate.h"
#include "core/simulation/fieldname.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <set>
#include <system_error>
#include <thread>

namespace locascope {
namespace {

namespace fs = std::filesystem;

constexpr WriteOptions derived{.durability = Durability::Ordered, .access = FileAccess::Default};
constexpr int quickCompression = 3;

bool isImageName(const fs::path& path) {
    static const std::set<std::string> endings{".png", ".jpg", ".jpeg", ".tif", ".tiff"};
    std::string ending = path.extension().string();
    std::transform(ending.begin(), ending.end(), ending.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return endings.contains(ending);
}

void refuseImagesIn(const fs::path& directory, const std::string& clause) {
    std::error_code failure;
    for (fs::recursive_directory_iterator
             it(directory, fs::directory_options::skip_permission_denied, failure),
         end;
         !failure && it != end; it.increment(failure))
        if (isImageName(it->path()))
            throw Error(ErrorKind::Busy, it->path(), clause);
    if (failure)
        throw Error(failure == std::errc::permission_denied ? ErrorKind::PermissionDenied
                                                            : ErrorKind::ReadFailed,
                    directory, "cannot be listed: " + failure.message());
}

void refuseExisting(const fs::path& file) {
    std::error_code failure;
    if (!file.empty() && fs::exists(fs::symlink_status(file, failure)))
        throw Error(ErrorKind::Busy, file, "exists already and is not overwritten; name another file");
}

void checkOptions(const SimulationOptions& options) {
    if (options.samples == 0)
        throw Error(ErrorKind::Invalid, {}, "a plate needs at least one sample");
    if (options.layout == PlateLayout::Plate && antibodyCount(options) > mostWells)
        throw Error(ErrorKind::Invalid, {},
                    "the layout plate holds " + std::to_string(mostWells) +
                        " wells, one antibody each, and these samples need " +
                        std::to_string(antibodyCount(options)) +
                        "; simulate fewer, or choose another layout");
}

std::string spaced(const LabelSet& labels) {
    std::string text;
    for (const ClassIndex index : labels.classes())
        text += (text.empty() ? "" : " ") + std::to_string(toIndex(index));
    return text;
}

// Keeps anybody, this program first, from taking the images for real ones.
void markAsSimulated(const fs::path& directory, const SimulationOptions& options) {
    writeFile(directory / simulationMark,
              "The images in this directory were simulated by Locascope; no microscope saw them.\nsamples " +
                  std::to_string(options.samples) + ", size " + std::to_string(options.size) + ", seed " +
                  std::to_string(options.seed) + "\n",
              derived);
}

// What the CSV files say of one field. None of it needs quoting.
struct Row {
    std::string id, target, visible, antibody, cellLine, plateName, well;
    int site = 0;
};

Row rowOf(const SimulatedField& field) {
    return {field.id,       spaced(field.label), spaced(field.truth), field.antibody,
            field.cellLine, field.plateName,     field.well,          field.site};
}

std::string truthText(const std::vector<Row>& rows) {
    std::string text = "Id,Target\n";
    for (const Row& row : rows)
        text += row.id + "," + row.target + "\n";
    return text;
}

std::string sheetText(const std::vector<Row>& rows) {
    std::string text = "Id,antibody,cell_line,plate,well,site,visible\n";
    for (const Row& row : rows)
        text += row.id + "," + row.antibody + "," + row.cellLine + "," + row.plateName + "," + row.well +
                "," + std::to_string(row.site) + "," + row.visible + "\n";
    return text;
}

class PlateWriter final {
public:
    PlateWriter(fs::path directory, const SimulationOptions& options, const SimulatedPlateFiles& files,
                const Progress& progress, std::stop_token stop)
        : m_directory(std::move(directory))
        , m_options(options)
        , m_files(files)
        , m_progress(progress)
        , m_stop(std::move(stop))
        , m_rows(options.samples) {}

    /// False when it was stopped.
    bool write(unsigned threads) {
        std::vector<std::jthread> helpers;
        for (unsigned i = 1; i < threads; ++i)
            helpers.emplace_back([this] { work(); });
        work();
        helpers.clear();
        if (m_failure)
            std::rethrow_exception(m_failure);
        return m_done == m_rows.size();
    }
    const std::vector<Row>& rows() const { return m_rows; }

private:
    void work() {
        try {
            while (!m_stop.stop_requested() && !m_failed) {
                const std::size_t index = m_next++;
                if (index >= m_rows.size())
                    return;
                writeField(index);
                const std::lock_guard lock(m_mutex);
                ++m_done;
                if (m_progress)
                    m_progress(m_done, m_rows.size());
            }
        } catch (...) {
            const std::lock_guard lock(m_mutex);
            if (!m_failure)
                m_failure = std::current_exception();
            m_failed = true;
        }
    }

    void writeField(std::size_t index) {
        const SimulatedField field = simulateField(m_options, index);
        for (const Stain stain : allStains) {
            const fs::path path = m_directory / imagePath(field, m_options, stain);
            if (m_options.layout == PlateLayout::Plate)
                makeDirectory(path.parent_path());
            writeFile(path, encodeGreyPng(field.stack.planes[stain], quickCompression), derived);
        }
        m_rows[index] = rowOf(field);
        if (m_files.masksDirectory.empty())
            return;
        const std::vector<ClassIndex> classes = field.truth.classes();
        for (std::size_t i = 0; i < classes.size(); ++i)
            writeFile(m_files.masksDirectory /
                          (field.id + "_" + std::to_string(toIndex(classes[i])) + ".png"),
                      encodeGreyPng(field.masks[i], quickCompression), derived);
    }

    const fs::path m_directory;
    const SimulationOptions& m_options;
    const SimulatedPlateFiles& m_files;
    const Progress& m_progress;
    const std::stop_token m_stop;
    std::vector<Row> m_rows;
    std::atomic<std::size_t> m_next = 0;
    std::atomic<bool> m_failed = false;
    std::mutex m_mutex; // guards what follows
    std::size_t m_done = 0;
    std::exception_ptr m_failure;
};

} // namespace

void simulatePlate(const std::filesystem::path& directory, const SimulationOptions& options,
                   const SimulatedPlateFiles& files, const Progress& progress, std::stop_token stop,
                   unsigned threads) {
    checkOptions(options);
    refuseExisting(files.truthFile);
    refuseExisting(files.sheetFile);
    makeDirectory(directory);
    refuseImagesIn(directory, "is in the way: a plate is simulated only into a directory without images");
    if (!files.masksDirectory.empty()) {
        makeDirectory(files.masksDirectory);
        refuseImagesIn(files.masksDirectory,
                       "is in the way: masks are written only into a directory without images");
    }
    markAsSimulated(directory, options);
    const unsigned wanted = threads == 0 ? std::max(1U, std::thread::hardware_concurrency()) : threads;
    PlateWriter writer(directory, options, files, progress, std::move(stop));
    if (!writer.write(static_cast<unsigned>(std::min<std::size_t>(wanted, options.samples))))
        return;
    std::vector<Row> rows = writer.rows();
    std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.id < b.id; });
    if (!files.truthFile.empty())
        writeFile(files.truthFile, truthText(rows), derived);
    if (!files.sheetFile.empty())
        writeFile(files.sheetFile, sheetText(rows), derived);
}

} // namespace locascope
