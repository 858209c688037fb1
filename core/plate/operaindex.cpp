#include "core/files/error.h"
#include "core/plate/companion.h"
#include "core/plate/xmldocument.h"

namespace locascope {

namespace {

std::optional<double> resolutionOf(const pugi::xml_node& node) {
    const pugi::xml_node resolution = childOf(node, "ImageResolutionX");
    return resolution ? micrometres(trimmed(resolution.child_value()), attributeOf(resolution, "Unit")) : std::nullopt;
}

/// Later versions of Harmony tell channels once, in maps, instead of with every image.
struct MappedChannel {
    std::string name;
    std::optional<double> pixelSizeUm;
};

std::map<std::string, MappedChannel> mappedChannels(const pugi::xml_node& root) {
    std::map<std::string, MappedChannel> channels;
    for (const pugi::xml_node& map : childOf(root, "Maps").children())
        for (const pugi::xml_node& entry : map.children()) {
            const std::string_view id = attributeOf(entry, "ChannelID");
            if (id.empty())
                continue;
            MappedChannel& channel = channels[std::string(id)];
            if (const std::string_view name = textOf(entry, "ChannelName"); !name.empty())
                channel.name = name;
            if (const auto size = resolutionOf(entry))
                channel.pixelSizeUm = size;
        }
    return channels;
}

} // namespace

Companion parseOperaIndex(std::string_view text, const std::filesystem::path& file) {
    const XmlDocument document(text, file, maxCompanionBytes);
    const pugi::xml_node root = document.root();
    if (localName(root.name()) != "EvaluationInputData")
        throw Error(ErrorKind::Invalid, file, "is no index of Harmony: it begins with <" + std::string(root.name()) + "> where <EvaluationInputData> is expected");
    Companion companion;
    companion.plateName = textOf(childOf(childOf(root, "Plates"), "Plate"), "Name");
    std::map<std::string, MappedChannel> channels = mappedChannels(root);
    LineCounter lines(text);
    for (const pugi::xml_node& image : childOf(root, "Images").children()) {
        if (localName(image.name()) != "Image")
            continue;
        const std::string id(textOf(image, "ChannelID"));
        MappedChannel& channel = channels[id];
        if (const std::string_view name = textOf(image, "ChannelName"); !name.empty() && channel.name.empty())
            channel.name = name;
        const auto size = resolutionOf(image);
        companion.images.push_back({std::string(textOf(image, "URL")), lines.lineOf(image), wellOfNumbers(textOf(image, "Row"), textOf(image, "Col")),
                                    wholeNumber(textOf(image, "FieldID")), size ? size : channel.pixelSizeUm});
    }
    for (const auto& [id, channel] : channels)
        if (!id.empty() && !channel.name.empty())
            companion.channels["ch" + id] = channel.name;
    return companion;
}

} // namespace locascope
