#pragma once

#include "core/files/writefile.h"
#include "core/plate/plate.h"
#include "tests/support/madeimages.h"
#include "tests/support/temporaryfolder.h"

#include <string>

namespace locascope::testing {

/// A plate in a temporary directory, made file by file, without scanning it.
class SmallPlate final {
public:
    SmallPlate() { m_plate.root = m_folder.path(); }

    /// Adds a sample, without files.
    Sample& add(const std::string& id) {
        Sample sample;
        sample.id = id;
        sample.shortId = id;
        m_plate.samples.push_back(sample);
        return m_plate.samples.edit().back();
    }

    /// Writes `bytes` as the file of one stain of a sample, under a name with `suffix`.
    void put(Sample& sample, Stain stain, const Bytes& bytes, const std::string& suffix = ".png") {
        const std::string name = sample.id + "_" + std::string(colourWord(stain)) + suffix;
        sample.files[stain] = name;
        writeFile(m_folder / name, bytes, {.durability = Durability::Ordered, .access = FileAccess::Default});
    }

    /// Adds a sample with four grey PNGs of one size.
    Sample& addWhole(const std::string& id, int width = 12, int height = 9, int bits = 8) {
        Sample& sample = add(id);
        for (const Stain stain : allStains)
            put(sample, stain, encodeGreyPng(knownPlane(width, height, bits)));
        return sample;
    }

    std::filesystem::path pathOf(const Sample& sample, Stain stain) const {
        return m_folder / *sample.files[stain];
    }
    Plate& plate() { return m_plate; }
    const TemporaryFolder& folder() const { return m_folder; }

private:
    TemporaryFolder m_folder;
    Plate m_plate;
};

} // namespace locascope::testing
