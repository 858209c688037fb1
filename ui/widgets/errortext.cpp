#include "ui/widgets/errortext.h"

#include "ui/widgets/summarytext.h"

#include <QCoreApplication>
#include <QDir>

#include <array>

namespace locascope {

namespace {

/// Everything a kind says of itself, in the order of ErrorKind.
struct KindText {
    const char* inShort;
    const char* sentence; ///< %1 is the file
};

constexpr std::array kindTexts{
    KindText{QT_TRANSLATE_NOOP("ErrorText", "not found"),
             QT_TRANSLATE_NOOP("ErrorText", "%1 is not there. See whether it was moved or its disk is not connected, then open it again.")},
    KindText{QT_TRANSLATE_NOOP("ErrorText", "no permission"),
             QT_TRANSLATE_NOOP("ErrorText", "%1 may not be used by your account. Ask its owner for permission, then try again.")},
    KindText{QT_TRANSLATE_NOOP("ErrorText", "not a regular file"),
             QT_TRANSLATE_NOOP("ErrorText", "%1 is not a regular file and was not opened. Choose another one.")},
    KindText{QT_TRANSLATE_NOOP("ErrorText", "outside the plate"),
             QT_TRANSLATE_NOOP("ErrorText", "%1 leads out of the plate and was not followed. Copy the file into the plate to use it.")},
    KindText{QT_TRANSLATE_NOOP("ErrorText", "too large"),
             QT_TRANSLATE_NOOP("ErrorText", "%1 is larger than what can be used safely. Export it again in a smaller size.")},
    KindText{QT_TRANSLATE_NOOP("ErrorText", "empty"),
             QT_TRANSLATE_NOOP("ErrorText", "%1 is empty. Copy it again from where it came from.")},
    KindText{QT_TRANSLATE_NOOP("ErrorText", "ends early"),
             QT_TRANSLATE_NOOP("ErrorText", "%1 ends before its content is complete. Copy it again from where it came from.")},
    KindText{QT_TRANSLATE_NOOP("ErrorText", "damaged"),
             QT_TRANSLATE_NOOP("ErrorText", "%1 is damaged. Copy it again from where it came from.")},
    KindText{QT_TRANSLATE_NOOP("ErrorText", "not supported"),
             QT_TRANSLATE_NOOP("ErrorText", "%1 is of a kind that Locascope does not read. Convert it, for images to PNG or TIFF with 8 or 16 bits.")},
    KindText{QT_TRANSLATE_NOOP("ErrorText", "not valid"),
             QT_TRANSLATE_NOOP("ErrorText", "%1 breaks the rules of its format. Correct it, then try again.")},
    KindText{QT_TRANSLATE_NOOP("ErrorText", "does not match"),
             QT_TRANSLATE_NOOP("ErrorText", "%1 does not go together with the rest. See which file was exchanged, and put the right one there.")},
    KindText{QT_TRANSLATE_NOOP("ErrorText", "cannot be read"),
             QT_TRANSLATE_NOOP("ErrorText", "%1 could not be read: the device reported an error. Check the disk or the connection, then try again.")},
    KindText{QT_TRANSLATE_NOOP("ErrorText", "cannot be written"),
             QT_TRANSLATE_NOOP("ErrorText", "%1 could not be written: the device reported an error. Check the disk, then try again or choose another place.")},
    KindText{QT_TRANSLATE_NOOP("ErrorText", "disk full"),
             QT_TRANSLATE_NOOP("ErrorText", "%1 could not be written: the disk is full. Make room, then try again.")},
    KindText{QT_TRANSLATE_NOOP("ErrorText", "read-only"),
             QT_TRANSLATE_NOOP("ErrorText", "%1 could not be written: it is read-only. Change that or choose another place.")},
    KindText{QT_TRANSLATE_NOOP("ErrorText", "in use"),
             QT_TRANSLATE_NOOP("ErrorText", "%1 is held by another program, or is there already. Close that program or choose another name.")},
    KindText{QT_TRANSLATE_NOOP("ErrorText", "took too long"),
             QT_TRANSLATE_NOOP("ErrorText", "%1 took longer than allowed and was left. Check the disk or the file, then try again.")},
    KindText{QT_TRANSLATE_NOOP("ErrorText", "module missing"),
             QT_TRANSLATE_NOOP("ErrorText", "The learning module %1 is not installed. Images and labels work without it; install the package locascope again for predictions.")},
    KindText{QT_TRANSLATE_NOOP("ErrorText", "model failed"),
             QT_TRANSLATE_NOOP("ErrorText", "The model %1 broke its contract and is not used. Choose another model.")},
};
static_assert(kindTexts.size() == static_cast<std::size_t>(ErrorKind::ModelFailed) + 1);

struct LeadText {
    const char* key;
    const char* sentence;
};

/// What was being done when a notice arose, by its key.
constexpr std::array leadTexts{
    LeadText{"kept", QT_TRANSLATE_NOOP("ErrorText", "The server is not reached. What you decide is kept on this computer and sent when it is back:")},
    LeadText{"saving", QT_TRANSLATE_NOOP("ErrorText", "Not saved yet, and tried again:")},
    LeadText{"review", QT_TRANSLATE_NOOP("ErrorText", "The review could not be opened:")},
    LeadText{"vocabulary", QT_TRANSLATE_NOOP("ErrorText", "The classes of this review:")},
    LeadText{"plate", QT_TRANSLATE_NOOP("ErrorText", "The plate could not be opened:")},
    LeadText{"reach", QT_TRANSLATE_NOOP("ErrorText", "The plate cannot be reached:")},
    LeadText{"model", QT_TRANSLATE_NOOP("ErrorText", "The model could not be used:")},
    LeadText{"device", QT_TRANSLATE_NOOP("ErrorText", "Classifying has stopped; what was classified is kept:")},
    LeadText{"export", QT_TRANSLATE_NOOP("ErrorText", "The export was not written:")},
    LeadText{"pack", QT_TRANSLATE_NOOP("ErrorText", "The folder was not packed:")},
    LeadText{"channels", QT_TRANSLATE_NOOP("ErrorText", "What the channels are could not be remembered:")},
    LeadText{"choices", QT_TRANSLATE_NOOP("ErrorText", "What was chosen for this plate could not be remembered:")},
    LeadText{"presets", QT_TRANSLATE_NOOP("ErrorText", "The contrast presets were not saved:")},
    LeadText{"sheet", QT_TRANSLATE_NOOP("ErrorText", "The sheet was not attached:")},
    LeadText{"import", QT_TRANSLATE_NOOP("ErrorText", "The import was left undone:")},
    LeadText{"snapshot", QT_TRANSLATE_NOOP("ErrorText", "The snapshot was not saved:")},
    LeadText{"simulate", QT_TRANSLATE_NOOP("ErrorText", "The simulated plate could not be made:")},
    LeadText{"sweep", QT_TRANSLATE_NOOP("ErrorText", "The sweep stopped:")},
};

/// Causes that stand by themselves, without a file.
[[maybe_unused]] constexpr const char* knownCauses[] = {
    QT_TRANSLATE_NOOP("Causes", "no model came with this program; choose a model file"),
    QT_TRANSLATE_NOOP("Causes", "the images of this field have changed since they were classified; its labels are kept, and it is classified again"),
    QT_TRANSLATE_NOOP("Causes", "labels can still be edited and are saved; the images come back by themselves"),
    QT_TRANSLATE_NOOP("Causes", "is an OME-Zarr image, which is not read; export it as OME-TIFF"),
    QT_TRANSLATE_NOOP("Causes", "the review is not open yet"),
    QT_TRANSLATE_NOOP("Causes", "the review is not open"),
    QT_TRANSLATE_NOOP("Causes", "the review can be read but not written"),
    QT_TRANSLATE_NOOP("Causes", "an empty file"),
    QT_TRANSLATE_NOOP("Causes", "neither PNG nor JPEG nor TIFF by its first bytes; save it as one of these"),
    QT_TRANSLATE_NOOP("Causes", "ends early: its pixel data stop before the last row; copy it again from its source"),
    QT_TRANSLATE_NOOP("Causes", "gzip inside gzip; unpack it once"),
    QT_TRANSLATE_NOOP("Causes", "damaged: something else follows its gzip stream; copy it again from its source"),
    QT_TRANSLATE_NOOP("Causes", "its path is longer than the system allows; shorten it"),
    QT_TRANSLATE_NOOP("Causes", "changes while it is read; wait until it has been written"),
    QT_TRANSLATE_NOOP("Causes", "there is no such folder; check its name, or whether it was moved"),
    QT_TRANSLATE_NOOP("Causes", "not all of these samples fit into memory at the same time; compare fewer"),
    QT_TRANSLATE_NOOP("Causes", "not all contrast presets could be read; the file is kept"),
    QT_TRANSLATE_NOOP("Causes", "what was decided before the review was read names classes of another vocabulary and is not stored; decide it again"),
    QT_TRANSLATE_NOOP("Causes", "the vocabulary that the review keeps cannot be read"),
    QT_TRANSLATE_NOOP("Causes", "is there already; name a new folder"),
    QT_TRANSLATE_NOOP("Causes", "lies in the plate, whose samples it would repeat; name a folder elsewhere"),
    QT_TRANSLATE_NOOP("Causes", "cannot be packed so: these files by themselves would not be read as the same samples; pack samples with all their files"),
    QT_TRANSLATE_NOOP("Causes", "is not a folder; name the folder that holds the images"),
};

const KindText& textOf(ErrorKind kind) { return kindTexts[static_cast<std::size_t>(kind)]; }

QString translated(const char* text) { return QCoreApplication::translate("ErrorText", text); }

QString causeText(const QString& detail) { return QCoreApplication::translate("Causes", detail.toUtf8().constData()); }

QString oneLine(QString text) {
    return text.replace(u'\n', u' ').replace(u'\r', u' ');
}

bool isWithoutImages(const Notice& notice) {
    return notice.key == QLatin1String("plate") && notice.kind == static_cast<int>(ErrorKind::Empty);
}

/// To write, a file need not be there; its directory must.
bool isWithoutDirectory(const Notice& notice) {
    return (notice.key == QLatin1String("export") || notice.key == QLatin1String("snapshot")) && notice.kind == static_cast<int>(ErrorKind::NotFound);
}

/// No file is at fault.
bool isRefusedPack(const Notice& notice) { return notice.key == QLatin1String("pack") && notice.kind == static_cast<int>(ErrorKind::Invalid); }

QString withoutImagesSentence(const QString& directory, const QString& detail) {
    return QCoreApplication::translate("ErrorText", "%1 holds no image that Locascope can use. Choose the directory of the images, or say how they are named under Plate › File names. (%2)").arg(directory, detail);
}

} // namespace

QString errorKindText(ErrorKind kind) { return translated(textOf(kind).inShort); }

QString problemText(ErrorKind kind, const QString& cause) {
    const QString inShort = errorKindText(kind);
    const QString told = causeText(cause);
    return told.startsWith(inShort) ? told : QStringLiteral("%1 (%2)").arg(inShort, told);
}

QString errorSentence(ErrorKind kind, const QString& path, const QString& detail) {
    if (path.isEmpty() && !detail.isEmpty())
        return oneLine(causeText(detail)) + u'.';
    if (path.startsWith(QLatin1String("postgresql:")) && !detail.isEmpty()) // what a kind of error says is of files and disks
        return oneLine(QStringLiteral("%1: %2.").arg(path, causeText(detail)));
    const QString subject = path.isEmpty() ? translated(QT_TRANSLATE_NOOP("ErrorText", "What was asked for")) : path;
    QString sentence = translated(textOf(kind).sentence).arg(QDir::toNativeSeparators(subject));
    if (!detail.isEmpty())
        sentence += QStringLiteral(" (%1)").arg(causeText(detail));
    return oneLine(sentence);
}

QString errorSentence(const Error& error) {
    return errorSentence(error.kind(), QString::fromStdString(error.path().string()), QString::fromStdString(error.detail()));
}

static QString sentenceOf(const Notice& notice, const QString& file) {
    if (isWithoutImages(notice))
        return withoutImagesSentence(file, notice.text);
    if (isWithoutDirectory(notice))
        return QCoreApplication::translate("ErrorText", "the directory of %1 does not exist. Create it or choose another.").arg(file);
    if (isRefusedPack(notice))
        return oneLine(QStringLiteral("%1: %2.").arg(file, causeText(notice.text)));
    return errorSentence(static_cast<ErrorKind>(notice.kind), notice.path, notice.text);
}

QString noticeSentence(const Notice& notice) {
    const QString file = QDir::toNativeSeparators(notice.path);
    if (const auto* exported = std::get_if<ExportSummary>(&notice.summary))
        return oneLine(summaryText(*exported, file));
    if (const auto* packed = std::get_if<PackSummary>(&notice.summary))
        return oneLine(summaryText(*packed, file));
    if (const auto* imported = std::get_if<ImportSummary>(&notice.summary))
        return oneLine(summaryText(*imported, file));
    if (const auto* overtaken = std::get_if<OvertakenSummary>(&notice.summary))
        return oneLine(summaryText(*overtaken));
    if (const auto* refused = std::get_if<RefusedSummary>(&notice.summary))
        return oneLine(summaryText(*refused));
    if (notice.key == QLatin1String("question"))
        return QCoreApplication::translate("Notices", "You are asked: %1").arg(oneLine(notice.text));
    if (notice.kind < 0 || notice.kind >= static_cast<int>(kindTexts.size()))
        return oneLine(QCoreApplication::translate("Notices", notice.text.toUtf8().constData()));
    const QString sentence = sentenceOf(notice, file);
    for (const LeadText& lead : leadTexts)
        if (notice.key == QLatin1String(lead.key))
            return translated(lead.sentence) + u' ' + sentence;
    return sentence;
}

} // namespace locascope
