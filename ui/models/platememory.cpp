#include "ui/models/platememory.h"

#include "core/files/digest.h"
#include "core/files/error.h"
#include "core/files/readfile.h"
#include "core/files/writefile.h"

#include <QByteArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace locascope {

namespace {

const QLatin1String sampleKey("sample");
const QLatin1String windowsKey("windows");
const QLatin1String planeKey("plane");
const QLatin1String hiddenKeys("hidden");

QString encoded(const std::string& bytes) {
    return QString::fromLatin1(QByteArray::fromStdString(bytes).toPercentEncoding("/ "));
}

std::string decoded(const QString& text) {
    return QByteArray::fromPercentEncoding(text.toLatin1()).toStdString();
}

QJsonObject parsedObject(std::string_view json) {
    return QJsonDocument::fromJson(QByteArray(json.data(), static_cast<qsizetype>(json.size()))).object();
}

std::string compact(const QJsonObject& object) {
    return QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString();
}

} // namespace

std::filesystem::path plateMemoryFile(const std::filesystem::path& cacheDirectory, const std::filesystem::path& root,
                                      const std::string& reviewer) {
    if (cacheDirectory.empty())
        return {};
    return cacheDirectory / "plates" / (sha256(root.native() + '\0' + reviewer).substr(0, 16) + ".json");
}

PlateMemory readPlateMemory(const std::filesystem::path& file) {
    PlateMemory memory;
    if (file.empty())
        return memory;
    try {
        const Bytes bytes = readFile(file, {.maxBytes = 1 << 20, .inside = {}, .prefixBytes = {}});
        const QJsonObject object = parsedObject({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
        memory.sampleId = decoded(object[sampleKey].toString());
        const std::string windows = compact(object[windowsKey].toObject());
        memory.plane = object[planeKey].toInt();
        memory.blinding = parseBlinding(object[hiddenKeys].toString().toStdString());
        memory.contrast = parsePlateContrast(windows).value_or(PlateContrast());
    } catch (const Error&) {
        return {};
    }
    return memory;
}

void writePlateMemory(const std::filesystem::path& file, const PlateMemory& memory) {
    if (file.empty())
        return;
    QJsonObject object;
    object[sampleKey] = encoded(memory.sampleId);
    object[planeKey] = memory.plane;
    if (memory.blinding.hidesAnything())
        object[hiddenKeys] = QString::fromStdString(formatBlinding(memory.blinding));
    object[windowsKey] = parsedObject(formatPlateContrast(memory.contrast));
    try {
        makeDirectory(file.parent_path());
        writeFile(file, compact(object), {.durability = Durability::Ordered});
    } catch (const Error&) {
        // Promised in the header.
    }
}

std::string formatPosition(const std::string& sampleId) {
    QJsonObject object;
    object[sampleKey] = encoded(sampleId);
    return compact(object);
}

std::string parsePosition(std::string_view json) {
    return decoded(parsedObject(json)[sampleKey].toString());
}

} // namespace locascope
