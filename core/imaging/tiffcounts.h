#pragma once

#include "core/imaging/decodeformat.h"
#include "core/imaging/tiffheader.h"

namespace locascope {

/// Makes a plane's values of the rows that libtiff gives. Samples of 10, 12 and 14 bits are unpacked (TIFF 6.0, page 24: the highest bit first). Signed
/// ones, those of 32 and 64 bits and floating-point ones become counts of 16 bits: each must round to 0 to 65535.
class TiffCounts final {
public:
    TiffCounts(const TiffLayout& layout, const SampleChoice& choice, const std::filesystem::path& path);

    /// Bytes of `pixels` stored pixels of one block's row.
    std::size_t bytesOf(int pixels) const;
    /// Bytes that must be readable beyond the last pixel handed to take().
    static constexpr std::size_t slack = 4;

    /// Values of `count` pixels from the start of a row. Throws Error Unsupported for a value that is no count.
    void take(const std::byte* row, int count, std::byte* values);

    /// Once all rows were taken: throws Unsupported where rounding has cost more than one hundredth of the largest value.
    void requirePrecision() const;

private:
    void takePlain(const std::byte* row, int count, std::byte* values) const;
    void takePacked(const std::byte* row, int count, std::uint16_t* values) const;
    template <class T>
    void takeWide(const std::byte* row, int count, std::uint16_t* values);
    template <class T>
    std::uint16_t countOf(T sample);

    const std::filesystem::path& m_path;
    TiffLayout m_layout;
    SampleChoice m_choice; ///< within a block
    int m_samples;
    std::uint16_t m_largest = 0;
    bool m_isRounded = false;
};

} // namespace locascope
