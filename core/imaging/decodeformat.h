#pragma once

#include "core/files/endsearly.h"
#include "core/files/tiffbytes.h"
#include "core/imaging/decode.h"
#include "core/imaging/decodeclock.h"

#include <cstdint>
#include <span>

namespace locascope {

/// One file on its way through a decoder. Everything referred to outlives the task.
struct DecodeTask {
    std::span<const std::byte> bytes;
    const std::filesystem::path& path;
    const DecodeOptions& options;
    const DecodeClock& clock;

    ImagePlace place() const { return {options.page, options.channel}; }
};

/// Which samples of a pixel make a plane's value: one of them, or the mean of two, rounded down.
struct SampleChoice {
    int first = 0;
    int second = 0; ///< equal to `first` where one is meant
    bool isMean() const { return first != second; }
};

/// By channel where one is asked for, else by stain; grey with alpha gives the grey.
SampleChoice sampleChoice(const ImageHeader& header, const DecodeOptions& options);

// One pair per format. A header function refuses what decoding would refuse by its header alone. A decode
// function gives the plane at the reduction asked for. Their errors are those of decodePlane; a decode
// function may also throw DecodeCancelled.

ImageHeader readPngHeader(std::span<const std::byte> bytes, const std::filesystem::path& path,
                          const DecodeLimits& limits);
Plane decodePng(const DecodeTask& task);

ImageHeader readJpegHeader(std::span<const std::byte> bytes, const std::filesystem::path& path,
                           const DecodeLimits& limits);
Plane decodeJpeg(const DecodeTask& task);

ImageHeader readTiffHeader(TiffBytes& bytes, const std::filesystem::path& path, const DecodeLimits& limits,
                           const ImagePlace& place = {});
Plane decodeTiff(const DecodeTask& task);

/// Throws TooLarge, naming width and height, or Damaged where one of them is 0. For every header before
/// anything is allocated.
void requireSize(std::uint64_t width, std::uint64_t height, const std::filesystem::path& path,
                 const DecodeLimits& limits);

/// Throws TooLarge where decoding would need more than `limits.maxBytes`.
void requireMemory(std::uint64_t bytes, const ImageHeader& header, const std::filesystem::path& path,
                   const DecodeLimits& limits);

/// Throws Mismatch where a pixel has no sample of this number; -1 is none asked for.
void requireChannel(const ImageHeader& header, int channel, const std::filesystem::path& path);

/// Throws Mismatch, naming the number of pages, where there is no page `page`.
void requirePage(std::size_t pages, int page, const std::filesystem::path& path);

/// A clause of a library's message fit for one line: printable, short.
std::string cleanClause(std::string_view text);

} // namespace locascope
