#include "core/imaging/decodeformat.h"
#include "core/imaging/reduce.h"

#include <cstdio> // before jpeglib.h, which needs FILE

#include <jerror.h>
#include <jpeglib.h>

#include <algorithm>
#include <array>
#include <csetjmp>
#include <string>
#include <vector>

// libjpeg reports errors by a long jump. Between setjmp and the jump there are only libjpeg's frames and
// lambdas without destructors.

namespace locascope {

namespace {

// A progressive photograph has about ten scans; hostile files have thousands, each of which costs a pass over
// the whole image.
constexpr int maxScans = 100;
constexpr int rowsAtOnce = 16;

enum class Abort { None, Library, TooManyScans, Clock };

struct Failure {
    jpeg_error_mgr manager;
    std::jmp_buf jump;
    Abort reason;
    int code;
    std::array<char, JMSG_LENGTH_MAX> text;
};

struct Watch {
    jpeg_progress_mgr manager;
    const DecodeClock* clock;
};

[[noreturn]] void abortWith(j_common_ptr info, Abort reason) {
    auto* failure = reinterpret_cast<Failure*>(info->err);
    failure->reason = reason;
    failure->code = info->err->msg_code;
    if (reason == Abort::Library)
        info->err->format_message(info, failure->text.data());
    std::longjmp(failure->jump, 1);
}

extern "C" {

static void onLibraryError(j_common_ptr info) {
    abortWith(info, Abort::Library);
}

// Level -1 is a warning: corrupt data, after which libjpeg would invent pixels. Other levels are traces.
static void onLibraryMessage(j_common_ptr info, int level) {
    if (level < 0 && info->err->msg_code != JWRN_JFIF_MAJOR)
        abortWith(info, Abort::Library);
}

static void onProgress(j_common_ptr info) {
    const auto* watch = reinterpret_cast<const Watch*>(info->progress);
    if (reinterpret_cast<j_decompress_ptr>(info)->input_scan_number > maxScans)
        abortWith(info, Abort::TooManyScans);
    if (watch->clock->isCancelled() || watch->clock->isOver())
        abortWith(info, Abort::Clock);
}

} // extern "C"

class JpegReader final {
public:
    explicit JpegReader(const DecodeTask& task)
        : m_task(task) {
        m_info.err = jpeg_std_error(&m_failure.manager);
        m_failure.manager.error_exit = onLibraryError;
        m_failure.manager.emit_message = onLibraryMessage;
        m_watch.manager.progress_monitor = onProgress;
        m_watch.clock = &task.clock;
    }
    ~JpegReader() { jpeg_destroy_decompress(&m_info); }
    JpegReader(const JpegReader&) = delete;
    JpegReader& operator=(const JpegReader&) = delete;

    /// Reads the header and gets ready for rows.
    void start(const ImageHeader& header) {
        attempt([this, &header] {
            jpeg_create_decompress(&m_info);
            m_info.progress = &m_watch.manager;
            m_info.mem->max_memory_to_use = static_cast<long>(m_task.options.limits.maxBytes);
            jpeg_mem_src(&m_info, reinterpret_cast<const unsigned char*>(m_task.bytes.data()),
                         m_task.bytes.size());
            jpeg_read_header(&m_info, TRUE);
            m_info.scale_num = 1;
            m_info.scale_denom = static_cast<unsigned>(m_task.options.reduction);
            m_info.out_color_space = header.colourised ? JCS_EXT_RGBX : JCS_GRAYSCALE;
        });
        if (m_info.image_width != static_cast<JDIMENSION>(header.width) ||
            m_info.image_height != static_cast<JDIMENSION>(header.height) ||
            m_info.num_components != header.channels)
            throw Error(ErrorKind::Damaged, m_task.path, "damaged: it has two headers that disagree");
        attempt([this] { jpeg_start_decompress(&m_info); });
    }

    int width() const { return static_cast<int>(m_info.output_width); }
    int height() const { return static_cast<int>(m_info.output_height); }

    Plane readGrey() {
        Plane plane(width(), height(), 8);
        attempt([this, &plane] {
            std::array<JSAMPROW, rowsAtOnce> rows{};
            while (m_info.output_scanline < m_info.output_height) {
                const int y = static_cast<int>(m_info.output_scanline);
                const int count = std::min(rowsAtOnce, height() - y);
                for (int i = 0; i < count; ++i)
                    rows[static_cast<std::size_t>(i)] = plane.row<JSAMPLE>(y + i);
                jpeg_read_scanlines(&m_info, rows.data(), static_cast<JDIMENSION>(count));
            }
        });
        return plane;
    }

    Plane readColour(const SampleChoice& choice) {
        Plane plane(width(), height(), 8);
        std::vector<JSAMPLE> colours(static_cast<std::size_t>(width()) * 4);
        attempt([this, &plane, &colours, choice] {
            JSAMPROW row = colours.data();
            while (m_info.output_scanline < m_info.output_height) {
                const int y = static_cast<int>(m_info.output_scanline);
                jpeg_read_scanlines(&m_info, &row, 1);
                takeSamplesOfFour(row, width(), choice.first, choice.second, plane.row<JSAMPLE>(y));
            }
        });
        return plane;
    }

    /// Reads on to the end marker, so that a file cut after its last row is noticed.
    void finish() {
        attempt([this] { jpeg_finish_decompress(&m_info); });
    }

private:
    template <class Step>
    void attempt(Step step) {
        if (setjmp(m_failure.jump) != 0)
            fail();
        step();
    }

    [[noreturn]] void fail() const {
        if (m_failure.reason == Abort::Clock)
            m_task.clock.check(m_task.path);
        if (m_failure.reason == Abort::TooManyScans)
            throw Error(ErrorKind::Damaged, m_task.path,
                        "has more than " + std::to_string(maxScans) +
                            " scans; it was made to be slow, save it again from its source");
        switch (m_failure.code) {
        case JWRN_JPEG_EOF:
        case JERR_INPUT_EOF:
        case JERR_INPUT_EMPTY:
            throwEndsEarly(m_task.bytes.size(), m_task.path);
        case JERR_NO_BACKING_STORE:
        case JERR_OUT_OF_MEMORY:
            throw Error(ErrorKind::TooLarge, m_task.path,
                        std::to_string(m_info.image_width) + " x " + std::to_string(m_info.image_height) +
                            " pixels need more memory than allowed");
        case JERR_SOF_UNSUPPORTED:
        case JERR_ARITH_NOTIMPL:
        case JERR_BAD_PRECISION:
        case JERR_CONVERSION_NOTIMPL:
            throw Error(ErrorKind::Unsupported, m_task.path,
                        "not read: " + cleanClause(m_failure.text.data()));
        default:
            throw Error(ErrorKind::Damaged, m_task.path,
                        "damaged: " + cleanClause(m_failure.text.data()) + "; copy it again from its source");
        }
    }

    const DecodeTask& m_task;
    Failure m_failure{};
    Watch m_watch{};
    jpeg_decompress_struct m_info{};
};

} // namespace

Plane decodeJpeg(const DecodeTask& task) {
    const ImageHeader header = readJpegHeader(task.bytes, task.path, task.options.limits);
    requireChannel(header, task.options.channel, task.path);
    const std::uint64_t pixels =
        static_cast<std::uint64_t>(header.width) * static_cast<std::uint64_t>(header.height);
    requireMemory(pixels, header, task.path, task.options.limits);
    JpegReader reader(task);
    reader.start(header);
    Plane plane = header.colourised ? reader.readColour(sampleChoice(header, task.options)) : reader.readGrey();
    reader.finish();
    return plane;
}

} // namespace locascope
