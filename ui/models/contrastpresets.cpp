#include "ui/models/contrastpresets.h"

#include "core/files/error.h"
#include "core/files/readfile.h"
#include "core/files/writefile.h"

#include <QJsonDocument>

#include <optional>

namespace locascope {

namespace {

constexpr std::size_t mostBytes = 1 << 20;

struct PresetsText {
    QByteArray text;
    std::optional<Error> trouble; ///< there is something, and it cannot be read
};

PresetsText readText(const std::filesystem::path& file) {
    try {
        const Bytes bytes = readFile(file, {.maxBytes = mostBytes, .inside = {}, .prefixBytes = {}});
        return {QByteArray(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())), {}};
    } catch (const Error& error) {
        const bool isNothing = error.kind() == ErrorKind::NotFound || error.kind() == ErrorKind::Empty;
        return {{}, isNothing ? std::nullopt : std::optional(error)};
    }
}

ReadPresets parsePresets(const PresetsText& read) {
    if (read.text.isEmpty())
        return {{}, read.trouble.has_value()};
    const QJsonDocument document = QJsonDocument::fromJson(read.text);
    ReadPresets result{{}, !document.isObject()};
    const QJsonObject named = document.object();
    for (auto one = named.begin(); one != named.end(); ++one) {
        if (const auto contrast = parseContrastObject(one.value().toObject()))
            result.presets[one.key()] = *contrast;
        else
            result.damaged = true;
    }
    return result;
}

std::string formatPresets(const ContrastPresets& presets) {
    QJsonObject named;
    for (const auto& [name, contrast] : presets)
        named[name] = contrastObject(contrast);
    return QJsonDocument(named).toJson(QJsonDocument::Indented).toStdString();
}

} // namespace

std::filesystem::path presetsFile(const std::filesystem::path& dataDirectory) {
    return dataDirectory.empty() ? std::filesystem::path() : dataDirectory / "contrast-presets.json";
}

ReadPresets readPresetsFile(const std::filesystem::path& file) { return file.empty() ? ReadPresets() : parsePresets(readText(file)); }

ContrastPresets changePresetsFile(const std::filesystem::path& file, const QString& name, const std::optional<CopiedContrast>& preset) {
    const PresetsText before = readText(file);
    if (before.trouble)
        throw *before.trouble; // what cannot be read is not written over
    ReadPresets read = parsePresets(before);
    if (preset)
        read.presets[name] = *preset;
    else
        read.presets.erase(name);
    makeDirectory(file.parent_path());
    if (read.damaged)
        writeFile(file.native() + ".damaged", before.text.toStdString());
    writeFile(file, formatPresets(read.presets));
    return read.presets;
}

} // namespace locascope
