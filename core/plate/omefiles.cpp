#include "core/plate/omefiles.h"

#include "core/files/error.h"
#include "core/plate/companion.h"

#include <array>
#include <set>

namespace locascope {

OmeFiles::OmeFiles(PlateListing& listing, PlateTiffs& tiffs) : m_listing(listing), m_tiffs(tiffs) {
    m_numbers.reserve(listing.images.size());
    for (std::uint32_t i = 0; i < listing.images.size(); ++i)
        m_numbers.try_emplace(listing.pathOf(listing.images[i]), i);
}

std::optional<std::uint32_t> OmeFiles::numberOf(const std::string& path) const {
    const auto known = m_numbers.find(path);
    return known == m_numbers.end() ? std::nullopt : std::optional(known->second);
}

const OmeFiles::Seen& OmeFiles::look(std::uint32_t file) {
    const auto [entry, isNew] = m_seen.try_emplace(file);
    if (isNew) {
        try {
            const TiffRecord record = m_tiffs.look(m_listing.pathOf(m_listing.images[file])).record();
            entry->second = {record.contents, record.omeUuid};
        } catch (const Error&) { // said when the file itself is looked at, or read
        }
    }
    return entry->second;
}

void OmeFiles::remember(std::uint32_t file, const TiffContents& contents, const std::string& uuid) { m_seen.try_emplace(file, Seen{contents, uuid}); }

std::uint32_t OmeFiles::addMissing(const std::string& path) {
    const auto number = static_cast<std::uint32_t>(m_listing.images.size());
    m_listing.images.push_back({0, static_cast<std::uint32_t>(path.size()), m_listing.names.size(), ListedFile::Link::Broken});
    m_listing.names.append(path);
    m_numbers.emplace(path, number);
    m_seen.try_emplace(number);
    return number;
}

/// One text on its way.
class OmeFiles::Placing final {
public:
    Placing(OmeFiles& files, const OmeDocument& document, const Origin& origin)
        : m_files(files), m_document(document), m_origin(origin), m_path(files.m_listing.root / origin.path), m_folder(origin.path.substr(0, origin.path.rfind('/') + 1)) {
        for (const OmeImage& image : document.images)
            for (const OmeTiffData& data : image.data)
                m_names.insert(data.fileName);
    }

    std::vector<PlacedImage> place() {
        std::vector<PlacedImage> images;
        for (const OmeImage& image : m_document.images) {
            PlacedImage placed = placedImage(image);
            if (!placed.planes.empty())
                images.push_back(std::move(placed));
        }
        return images;
    }

    void report(std::vector<Problem>& problems) const {
        for (const Trouble& trouble : m_troubles)
            if (trouble.count > 0)
                problems.push_back({m_origin.path, {}, trouble.kind, "line " + std::to_string(trouble.line) + ": names " + trouble.file +
                                                                         (trouble.count > 1 ? " (and " + std::to_string(trouble.count - 1) + " more)" : "") + trouble.clause});
    }

private:
    struct Trouble {
        ErrorKind kind;
        const char* clause;
        std::string file;
        std::size_t line = 0;
        std::size_t count = 0;
        std::set<std::string> files;
    };

    [[noreturn]] void fail(ErrorKind kind, std::size_t line, const std::string& cause) const { throw Error(kind, m_path, "line " + std::to_string(line) + ": " + cause); }

    void note(ErrorKind kind, const OmeTiffData& data) {
        for (Trouble& trouble : m_troubles)
            if (trouble.kind == kind && trouble.files.insert(data.fileName).second && ++trouble.count == 1) {
                trouble.file = data.fileName;
                trouble.line = data.line;
            }
    }

    /// Nothing where the file must not be used.
    std::optional<std::uint32_t> fileOf(const OmeTiffData& data, std::size_t line) {
        const bool isItsUuid = data.uuid.empty() || data.uuid == m_document.uuid;
        if (m_origin.file && isItsUuid && (data.fileName.empty() || !data.uuid.empty()))
            return m_origin.file; // whatever it is called by now
        if (data.fileName.empty())
            fail(ErrorKind::Invalid, data.line ? data.line : line, "does not say in which file its planes are");
        const std::optional<std::string> path = pathInPlate(m_folder, data.fileName);
        if (!path) {
            note(ErrorKind::OutsidePlate, data);
            return {};
        }
        const std::optional<std::uint32_t> number = m_files.numberOf(*path);
        if (!number && m_origin.file && data.uuid.empty() && m_names.size() == 1)
            return m_origin.file;
        if (!number || linkOf(*number) == ListedFile::Link::Broken) {
            note(ErrorKind::NotFound, data);
            return number ? number : m_files.addMissing(*path);
        }
        const bool isOutside = linkOf(*number) == ListedFile::Link::Outside;
        if (isOutside || isAnother(*number, data.uuid)) {
            note(isOutside ? ErrorKind::OutsidePlate : ErrorKind::Mismatch, data);
            return {};
        }
        return number;
    }

    ListedFile::Link linkOf(std::uint32_t file) const { return m_files.m_listing.images[file].link; }
    bool isAnother(std::uint32_t file, const std::string& uuid) const {
        const std::string& found = m_files.look(file).uuid;
        return !uuid.empty() && !found.empty() && uuid != found;
    }

    PlacedImage placedImage(const OmeImage& image) {
        const std::vector<OmeTiffData> whole(1);
        const std::vector<OmeTiffData>& all = image.data.empty() ? whole : image.data;
        std::vector<std::optional<std::uint32_t>> files;
        int samples = 0;
        for (const OmeTiffData& data : all) {
            files.push_back(fileOf(data, image.line));
            if (files.back() && samples == 0)
                if (const auto& contents = m_files.look(*files.back()).contents)
                    samples = contents->samples;
        }
        samples = std::max(samples, 1);
        PlacedImage placed{{}, image.channels, image.pixelSizeUm, image.plateName, image.well, image.site};
        for (const OmePlane& plane : omePlanes(image, samples, m_path)) {
            if (!files[plane.data])
                continue;
            requirePage(image, all[plane.data], *files[plane.data], plane.ifd, samples);
            for (int sample = 0; sample < samples; ++sample)
                placed.planes.push_back({plane.c * samples + sample, plane.z, plane.t, *files[plane.data], plane.ifd, samples > 1 ? sample : -1});
        }
        return placed;
    }

    void requirePage(const OmeImage& image, const OmeTiffData& data, std::uint32_t file, int page, int samples) {
        const auto& contents = m_files.look(file).contents;
        if (!contents)
            return;
        const std::string name = m_files.m_listing.pathOf(m_files.m_listing.images[file]);
        if (page >= contents->chain)
            fail(ErrorKind::Mismatch, data.line ? data.line : image.line,
                 "SizeC, SizeZ and SizeT are " + std::to_string(image.sizeC) + ", " + std::to_string(image.sizeZ) + " and " + std::to_string(image.sizeT) + " and need page " +
                     std::to_string(page) + " (counted from 0) of " + name + ", which has " + std::to_string(contents->chain));
        if (contents->samples != samples)
            fail(ErrorKind::Mismatch, data.line ? data.line : image.line, name + " has " + std::to_string(contents->samples) + " samples a pixel, another file of the image has " + std::to_string(samples));
    }

    OmeFiles& m_files;
    const OmeDocument& m_document;
    const Origin& m_origin;
    std::filesystem::path m_path;
    std::string m_folder;
    std::set<std::string> m_names;
    std::array<Trouble, 3> m_troubles{{{ErrorKind::OutsidePlate, ", which lies outside the plate and is not opened", {}, 0, 0, {}},
                                       {ErrorKind::NotFound, ", which is not there; copy it from the instrument", {}, 0, 0, {}},
                                       {ErrorKind::Mismatch, ", which has another UUID and is another file; copy the right one from the instrument", {}, 0, 0, {}}}};
};

std::vector<PlacedImage> OmeFiles::place(const OmeDocument& document, const Origin& origin, std::vector<Problem>& problems) {
    Placing placing(*this, document, origin);
    std::vector<PlacedImage> images = placing.place();
    placing.report(problems);
    return images;
}

} // namespace locascope
