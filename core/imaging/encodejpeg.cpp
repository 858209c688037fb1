#include "core/files/error.h"
#include "core/imaging/encode.h"

#include <cstdio> // before jpeglib.h, which needs FILE

#include <jpeglib.h>

#include <array>
#include <csetjmp>
#include <cstdlib>
#include <memory>
#include <new>
#include <string>

// libjpeg reports errors by a long jump. Between setjmp and the jump there are only libjpeg's frames and variables without destructors.

namespace locascope {

namespace {

constexpr int longestSide = 65500; ///< of the format

struct Failure {
    jpeg_error_mgr manager;
    std::jmp_buf jump;
    std::array<char, JMSG_LENGTH_MAX> text;
};

extern "C" {

static void onEncodingError(j_common_ptr info) {
    auto* failure = reinterpret_cast<Failure*>(info->err);
    info->err->format_message(info, failure->text.data());
    std::longjmp(failure->jump, 1);
}

} // extern "C"

struct Output {
    unsigned char* buffer = nullptr;
    unsigned long size = 0;
    ~Output() { std::free(buffer); }
};

bool writeGrey(jpeg_compress_struct& info, Failure& failure, const Plane& plane, int quality, Output& output) {
    if (setjmp(failure.jump) != 0)
        return false;
    jpeg_create_compress(&info);
    jpeg_mem_dest(&info, &output.buffer, &output.size);
    info.image_width = static_cast<JDIMENSION>(plane.width());
    info.image_height = static_cast<JDIMENSION>(plane.height());
    info.input_components = 1;
    info.in_color_space = JCS_GRAYSCALE;
    jpeg_set_defaults(&info);
    jpeg_set_quality(&info, quality, TRUE);
    jpeg_start_compress(&info, TRUE);
    while (info.next_scanline < info.image_height) {
        auto* row = const_cast<JSAMPLE*>(plane.row<std::uint8_t>(static_cast<int>(info.next_scanline)));
        jpeg_write_scanlines(&info, &row, 1);
    }
    jpeg_finish_compress(&info);
    return true;
}

} // namespace

Bytes encodeGreyJpeg(const Plane& plane, int quality) {
    if (plane.isEmpty() || plane.bits() != 8 || plane.width() > longestSide || plane.height() > longestSide)
        throw Error(ErrorKind::Invalid, {}, "a JPEG is made of a plane of 8 bits with at most 65,500 pixels a side");
    jpeg_compress_struct info{};
    Failure failure{};
    info.err = jpeg_std_error(&failure.manager);
    failure.manager.error_exit = onEncodingError;
    Output output;
    const bool isWritten = writeGrey(info, failure, plane, quality, output);
    jpeg_destroy_compress(&info);
    if (!isWritten)
        throw Error(ErrorKind::Invalid, {}, std::string("a JPEG cannot be made: ") + failure.text.data());
    const auto* first = reinterpret_cast<const std::byte*>(output.buffer);
    return {first, first + output.size};
}

} // namespace locascope
