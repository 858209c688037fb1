#include "core/imaging/encode.h"

#include "core/files/error.h"

#include <spng.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <string_view>

// PNG, W3C recommendation of 2003 (second edition); tEXt and iTXt in section 11.3.4.

namespace locascope {

namespace {

constexpr std::size_t longestKeyword = 79;

struct ContextEnd {
    void operator()(spng_ctx* context) const { spng_ctx_free(context); }
};
using Context = std::unique_ptr<spng_ctx, ContextEnd>;

void requireGood(int result) {
    if (result == SPNG_EMEM)
        throw std::bad_alloc();
    if (result != 0)
        throw Error(ErrorKind::Invalid, {}, std::string("a PNG cannot be made: ") + spng_strerror(result));
}

Context newEncoder(int width, int height, int bits, spng_color_type colourType, int compression) {
    if (width <= 0 || height <= 0)
        throw Error(ErrorKind::Invalid, {}, "a PNG cannot be made of an empty image");
    Context context(spng_ctx_new(SPNG_CTX_ENCODER));
    if (!context)
        throw std::bad_alloc();
    spng_ihdr header{};
    header.width = static_cast<std::uint32_t>(width);
    header.height = static_cast<std::uint32_t>(height);
    header.bit_depth = static_cast<std::uint8_t>(bits);
    header.color_type = static_cast<std::uint8_t>(colourType);
    requireGood(spng_set_option(context.get(), SPNG_ENCODE_TO_BUFFER, 1));
    requireGood(spng_set_option(context.get(), SPNG_IMG_COMPRESSION_LEVEL, std::clamp(compression, 0, 9)));
    requireGood(spng_set_ihdr(context.get(), &header));
    return context;
}

Bytes encoded(const Context& context, const void* pixels, std::size_t length) {
    requireGood(spng_encode_image(context.get(), pixels, length, SPNG_FMT_PNG, SPNG_ENCODE_FINALIZE));
    std::size_t size = 0;
    int result = 0;
    const std::unique_ptr<void, decltype(&std::free)> buffer(spng_get_png_buffer(context.get(), &size, &result), &std::free);
    requireGood(result);
    const auto* first = static_cast<const std::byte*>(buffer.get());
    return {first, first + size};
}

bool isPlain(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](unsigned char c) { return (c >= ' ' && c <= '~') || c == '\n'; });
}

spng_text textChunk(const std::string& keyword, std::string& text, char* noLanguage) {
    if (keyword.empty() || keyword.size() > longestKeyword || !isPlain(keyword) || keyword.find('\n') != std::string::npos)
        throw Error(ErrorKind::Invalid, {}, "not a keyword for a text in a PNG: 1 to 79 printable ASCII characters are");
    if (text.find('\0') != std::string::npos)
        throw Error(ErrorKind::Invalid, {}, "a text in a PNG cannot hold a zero byte");
    spng_text chunk{};
    std::copy(keyword.begin(), keyword.end(), chunk.keyword);
    chunk.type = isPlain(text) ? SPNG_TEXT : SPNG_ITXT;
    chunk.text = text.data();
    chunk.length = text.size();
    chunk.language_tag = noLanguage;
    chunk.translated_keyword = noLanguage;
    return chunk;
}

using Texts = std::vector<std::pair<std::string, std::string>>;

// libspng keeps pointers to `texts` and `noLanguage` until the image is encoded.
void setTexts(const Context& context, Texts& texts, char* noLanguage) {
    if (texts.empty())
        return;
    std::vector<spng_text> chunks;
    for (auto& [keyword, text] : texts)
        chunks.push_back(textChunk(keyword, text, noLanguage));
    requireGood(spng_set_text(context.get(), chunks.data(), static_cast<std::uint32_t>(chunks.size())));
}

std::vector<std::uint8_t> redGreenBlue(const std::uint32_t* pixels, int width, int height, std::size_t bytesPerLine) {
    std::vector<std::uint8_t> colours;
    colours.reserve(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3);
    for (int y = 0; y < height; ++y) {
        const auto* row = reinterpret_cast<const std::byte*>(pixels) + bytesPerLine * static_cast<std::size_t>(y);
        for (int x = 0; x < width; ++x) {
            std::uint32_t pixel = 0;
            std::memcpy(&pixel, row + std::size_t{4} * static_cast<std::size_t>(x), sizeof pixel);
            colours.push_back(static_cast<std::uint8_t>(pixel >> 16U));
            colours.push_back(static_cast<std::uint8_t>(pixel >> 8U));
            colours.push_back(static_cast<std::uint8_t>(pixel));
        }
    }
    return colours;
}

} // namespace

Bytes encodeGreyPng(const Plane& plane, int compression) {
    const Context context = newEncoder(plane.width(), plane.height(), plane.bits(), SPNG_COLOR_TYPE_GRAYSCALE, compression);
    return encoded(context, plane.data(), plane.byteCount());
}

Bytes encodeColourPng(const std::uint32_t* pixels, int width, int height, std::size_t bytesPerLine, const Texts& texts) {
    constexpr int usualCompression = 6;
    Texts kept = texts;
    char noLanguage[1] = {'\0'};
    const Context context = newEncoder(width, height, 8, SPNG_COLOR_TYPE_TRUECOLOR, usualCompression);
    setTexts(context, kept, noLanguage);
    const std::vector<std::uint8_t> colours = redGreenBlue(pixels, width, height, bytesPerLine);
    return encoded(context, colours.data(), colours.size());
}

} // namespace locascope
