#include "core/plate/omexml.h"

#include "core/files/error.h"
#include "core/plate/companion.h"
#include "core/plate/xmldocument.h"

#include <algorithm>
#include <cctype>
#include <map>

namespace locascope {

namespace {

constexpr int beyondAnyFile = 1 << 30; // of a number of a directory; leaves room to count on

struct OmePosition {
    std::string plate;
    std::string well;
    int site = 0;
};
using OmePositions = std::map<std::string, OmePosition, std::less<>>; ///< by image

std::string oneMore(std::string_view fromZero) {
    const std::optional<int> number = wholeNumber(fromZero);
    return number && *number < 1000 ? std::to_string(*number + 1) : std::string();
}

void placeSamples(const pugi::xml_node& well, const std::string& plate, OmePositions& positions) {
    const std::string name = wellOfNumbers(oneMore(attributeOf(well, "Row")), oneMore(attributeOf(well, "Column")));
    std::vector<std::pair<int, std::string>> images;
    for (const pugi::xml_node& sample : well.children())
        if (const std::string_view image = attributeOf(childOf(sample, "ImageRef"), "ID"); localName(sample.name()) == "WellSample" && !image.empty())
            images.emplace_back(wholeNumber(attributeOf(sample, "Index")).value_or(0), image);
    std::stable_sort(images.begin(), images.end(), [](const auto& left, const auto& right) { return left.first < right.first; });
    for (std::size_t i = 0; i < images.size(); ++i)
        positions.try_emplace(images[i].second, OmePosition{plate, name, static_cast<int>(i) + 1});
}

OmePositions positionsOf(const pugi::xml_node& root) {
    OmePositions positions;
    for (const pugi::xml_node& plate : root.children())
        if (localName(plate.name()) == "Plate")
            for (const pugi::xml_node& well : plate.children())
                if (localName(well.name()) == "Well")
                    placeSamples(well, std::string(attributeOf(plate, "Name")), positions);
    return positions;
}

/// Reads one text and says the line where it cannot.
class OmeReader final {
public:
    OmeReader(std::string_view text, const std::filesystem::path& file, std::size_t maxBytes) : m_file(file), m_document(text, file, maxBytes), m_lines(text) {}

    OmeDocument read() {
        const pugi::xml_node root = m_document.root();
        if (localName(root.name()) != "OME")
            throw Error(ErrorKind::Invalid, m_file, "begins with <" + std::string(root.name()) + "> where <OME> is expected");
        OmeDocument document;
        document.uuid = attributeOf(root, "UUID");
        if (const pugi::xml_node elsewhere = childOf(root, "BinaryOnly")) {
            document.metadataFile = attributeOf(elsewhere, "MetadataFile");
            document.metadataLine = m_document.lineOf(elsewhere);
            return document;
        }
        for (const pugi::xml_node& image : root.children())
            if (localName(image.name()) == "Image")
                for (const pugi::xml_node& pixels : image.children())
                    if (localName(pixels.name()) == "Pixels") {
                        document.images.push_back(imageOf(image, pixels));
                        break;
                    }
        takePositions(positionsOf(root), document.images);
        return document;
    }

private:
    [[noreturn]] void fail(std::size_t line, const std::string& cause, ErrorKind kind = ErrorKind::Invalid) const {
        throw Error(kind, m_file, "line " + std::to_string(line) + ": " + cause);
    }

    int sizeOf(const pugi::xml_node& pixels, const char* name, std::size_t line) const {
        const std::optional<int> size = wholeNumber(attributeOf(pixels, name));
        if (!size || *size < 1)
            fail(line, std::string(name) + " is \"" + std::string(attributeOf(pixels, name)).substr(0, 20) + "\", no number from 1 up");
        return *size;
    }

    OmeImage imageOf(const pugi::xml_node& node, const pugi::xml_node& pixels) {
        OmeImage image;
        image.id = attributeOf(node, "ID");
        image.line = m_lines.lineOf(pixels);
        image.sizeC = sizeOf(pixels, "SizeC", image.line);
        image.sizeZ = sizeOf(pixels, "SizeZ", image.line);
        image.sizeT = sizeOf(pixels, "SizeT", image.line);
        // No product of three numbers of 31 bits is taken before each is known to be small.
        for (const int size : {image.sizeC, image.sizeZ, image.sizeT})
            if (static_cast<std::size_t>(size) > mostOmePlanes)
                fail(image.line, "has more planes than the " + std::to_string(mostOmePlanes) + " that are read", ErrorKind::TooLarge);
        m_planes += static_cast<std::size_t>(image.sizeC) * static_cast<std::size_t>(image.sizeZ) * static_cast<std::size_t>(image.sizeT);
        if (m_planes > mostOmePlanes)
            fail(image.line, "has more planes than the " + std::to_string(mostOmePlanes) + " that are read", ErrorKind::TooLarge);
        if (const std::string_view order = attributeOf(pixels, "DimensionOrder"); order.starts_with("XY") && order.size() == 5) {
            image.order = order.substr(2);
            std::string sorted = image.order;
            std::sort(sorted.begin(), sorted.end());
            if (sorted != "CTZ")
                fail(image.line, "DimensionOrder is " + std::string(order) + ", where XY and C, Z and T in any order are expected");
        }
        image.pixelSizeUm = micrometres(attributeOf(pixels, "PhysicalSizeX"), attributeOf(pixels, "PhysicalSizeXUnit"));
        takeChannels(node, pixels, image);
        for (const pugi::xml_node& data : pixels.children())
            if (localName(data.name()) == "TiffData")
                image.data.push_back(dataOf(data));
        return image;
    }

    /// Schemas from 2010 on have a Channel of so many samples a pixel, those before a LogicalChannel, which says of samples what the camera did.
    void takeChannels(const pugi::xml_node& node, const pugi::xml_node& pixels, OmeImage& image) const {
        std::vector<std::string> names;
        std::size_t channels = 0;
        const auto room = static_cast<std::size_t>(image.sizeC);
        for (const pugi::xml_node& channel : pixels.children())
            if (localName(channel.name()) == "Channel") {
                ++channels;
                const int samples = std::max(1, wholeNumber(attributeOf(channel, "SamplesPerPixel")).value_or(1));
                for (int i = 0; i < samples && names.size() <= room; ++i)
                    names.push_back(nameOf(attributeOf(channel, "Name"), samples, i));
            }
        if (channels > 0 && names.size() != room && channels != room)
            fail(image.line, "SizeC is " + std::to_string(image.sizeC) + ", but " + std::to_string(channels) + (channels == 1 ? " channel is" : " channels are") + " described", ErrorKind::Mismatch);
        if (names.size() != room) {
            names.clear();
            for (const char* element : {"Channel", "LogicalChannel"})
                for (const pugi::xml_node& channel : (*element == 'C' ? pixels : node).children())
                    if (localName(channel.name()) == element)
                        names.emplace_back(attributeOf(channel, "Name"));
        }
        if (names.size() != room)
            names.assign(room, {});
        image.channels = std::move(names);
    }

    static std::string nameOf(std::string_view name, int samples, int number) {
        return name.empty() || samples == 1 ? std::string(name) : std::string(name) + " " + std::to_string(number + 1);
    }

    OmeTiffData dataOf(const pugi::xml_node& node) {
        OmeTiffData data;
        data.line = m_lines.lineOf(node);
        data.firstC = wholeNumber(attributeOf(node, "FirstC")).value_or(0);
        data.firstZ = wholeNumber(attributeOf(node, "FirstZ")).value_or(0);
        data.firstT = wholeNumber(attributeOf(node, "FirstT")).value_or(0);
        data.ifd = wholeNumber(attributeOf(node, "IFD"));
        data.count = wholeNumber(attributeOf(node, "PlaneCount"));
        if (!data.count)
            data.count = wholeNumber(attributeOf(node, "NumPlanes"));
        const pugi::xml_node uuid = childOf(node, "UUID");
        data.fileName = attributeOf(uuid, "FileName");
        data.uuid = trimmed(uuid.child_value());
        return data;
    }

    static void takePositions(const OmePositions& positions, std::vector<OmeImage>& images) {
        for (OmeImage& image : images)
            if (const auto known = positions.find(image.id); known != positions.end()) {
                image.plateName = known->second.plate;
                image.well = known->second.well;
                image.site = known->second.site;
            }
    }

    const std::filesystem::path& m_file;
    XmlDocument m_document;
    LineCounter m_lines;
    std::size_t m_planes = 0;
};

/// Counts through the planes of an image in its order.
class PlaneCounter final {
public:
    PlaneCounter(const OmeImage& image, int planesC, const OmeTiffData& from) {
        for (std::size_t i = 0; i < 3; ++i) {
            const char axis = image.order[i];
            m_sizes[i] = axis == 'C' ? planesC : axis == 'Z' ? image.sizeZ : image.sizeT;
            m_at[i] = axis == 'C' ? from.firstC : axis == 'Z' ? from.firstZ : from.firstT;
            m_axes[i] = axis;
        }
    }

    bool isWithin() const { return m_at[0] < m_sizes[0] && m_at[1] < m_sizes[1] && m_at[2] < m_sizes[2]; }
    int at(char axis) const { return m_at[m_axes[0] == axis ? 0 : m_axes[1] == axis ? 1 : 2]; }
    void advance() {
        for (std::size_t i = 0; i < 3; ++i) {
            if (++m_at[i] < m_sizes[i] || i == 2)
                return;
            m_at[i] = 0;
        }
    }

private:
    int m_sizes[3] = {}, m_at[3] = {};
    char m_axes[3] = {};
};

/// From the '<' of the element OME to its '>', or as far as there is text; empty where there is no such element.
std::string_view openingTag(std::string_view head) {
    for (std::size_t at = head.find('<'); at != std::string_view::npos; at = head.find('<', at + 1)) {
        std::string_view name = head.substr(at + 1);
        if (name.starts_with("OME:"))
            name.remove_prefix(4);
        if (name.starts_with("OME") && (name.size() == 3 || !std::isalnum(static_cast<unsigned char>(name[3]))))
            return head.substr(at, head.find('>', at) - at);
    }
    return {};
}

} // namespace

OmeDocument parseOmeXml(std::string_view text, const std::filesystem::path& file, std::size_t maxBytes) { return OmeReader(text, file, maxBytes).read(); }

std::vector<OmePlane> omePlanes(const OmeImage& image, int samples, const std::filesystem::path& file) {
    if (image.sizeC % samples != 0)
        throw Error(ErrorKind::Mismatch, file, "line " + std::to_string(image.line) + ": SizeC is " + std::to_string(image.sizeC) + ", no multiple of the " +
                                                   std::to_string(samples) + " samples that a pixel has");
    const int planesC = image.sizeC / samples;
    const std::vector<OmeTiffData> whole(1);
    const std::vector<OmeTiffData>& all = image.data.empty() ? whole : image.data;
    const std::size_t most = static_cast<std::size_t>(planesC) * static_cast<std::size_t>(image.sizeZ) * static_cast<std::size_t>(image.sizeT);
    std::vector<OmePlane> planes;
    for (std::size_t i = 0; i < all.size() && planes.size() < most; ++i) {
        PlaneCounter counter(image, planesC, all[i]);
        const std::size_t left = most - planes.size();
        const std::size_t count = all[i].count ? std::min<std::size_t>(left, static_cast<std::size_t>(*all[i].count)) : all[i].ifd ? 1 : left;
        for (std::size_t n = 0; n < count && counter.isWithin(); ++n, counter.advance())
            planes.push_back({counter.at('C'), counter.at('Z'), counter.at('T'), std::min(all[i].ifd.value_or(0), beyondAnyFile) + static_cast<int>(n), i});
    }
    return planes;
}

bool isOmeXml(std::string_view head) { return !openingTag(head).empty() || head.find("<!DOCTYPE") != std::string_view::npos; }

std::string omeUuid(std::string_view head) {
    const std::string_view tag = openingTag(head);
    for (std::size_t at = tag.find("UUID="); at != std::string_view::npos && at + 6 < tag.size(); at = tag.find("UUID=", at + 1)) {
        const char before = tag[at - 1], quote = tag[at + 5];
        const std::size_t close = tag.find(quote, at + 6);
        if (std::isspace(static_cast<unsigned char>(before)) && (quote == '"' || quote == '\'') && close != std::string_view::npos)
            return std::string(tag.substr(at + 6, close - at - 6));
    }
    return {};
}

} // namespace locascope
