#include "core/files/unpackzip.h"
#include "core/files/writefile.h"
#include "tests/support/expecterror.h"
#include "tests/support/temporaryfolder.h"
#include "tests/support/zipbuilder.h"

#include <QTest>

#include <map>
#include <memory>

using namespace locascope;
using namespace locascope::testing;

namespace fs = std::filesystem;

namespace {

constexpr std::uint32_t symbolicLink = 0120777U << 16U;
constexpr std::uint32_t device = 0020644U << 16U;

std::string textOf(const fs::path& file) {
    const Bytes bytes = readFile(file);
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::size_t filesBelow(const fs::path& folder) {
    return static_cast<std::size_t>(std::distance(fs::recursive_directory_iterator(folder), fs::recursive_directory_iterator()));
}

// What each archive is refused for, before any of it is written.
struct Refusal {
    Bytes bytes;
    ErrorKind kind;
    QByteArray words;
};

std::map<QByteArray, Refusal> madeRefusals() {
    const std::string mega(std::size_t{80} << 20, '\0');
    ZipBuilder many;
    for (int entry = 0; entry < 1'001; ++entry)
        many.add("f" + std::to_string(entry), "x");
    ZipBuilder crowd;
    for (int entry = 0; entry < 70'000; ++entry)
        crowd.add(std::to_string(entry), "");
    Bytes zip64 = ZipBuilder().add("a", "x").bytes();
    for (std::size_t at = zip64.size() - 14; at < zip64.size() - 10; ++at)
        zip64[at] = std::byte{0xFF};
    const auto one = [](ZipPart part) { return ZipBuilder().add("good", "x").add(std::move(part)).bytes(); };
    const auto named = [&](const std::string& name) { return one({.name = name, .content = "x"}); };
    std::map<QByteArray, Refusal> all;
    for (const char* name : {"../out", "a/../../out", "/out", "a//out", "./out", "a/.."})
        all[QByteArray("the path ") + name] = {named(name), ErrorKind::Invalid, QByteArray(name)};
    all["a path of another system"] = {named("..\\out"), ErrorKind::Invalid, "'..\\out'"};
    all["a drive"] = {named("C:out"), ErrorKind::Invalid, "'C:out'"};
    all["a line break"] = {named("a\nb"), ErrorKind::Invalid, "'a?b'"};
    all["not UTF-8"] = {named("a\xff"), ErrorKind::Invalid, "not UTF-8"};
    all["a symbolic link"] = {one({.name = "link", .content = "/etc/passwd", .attributes = symbolicLink}), ErrorKind::Invalid, "'link' is a symbolic link"};
    all["a device"] = {one({.name = "tty", .content = "", .attributes = device}), ErrorKind::Invalid, "'tty' is a device"};
    all["a name twice"] = {ZipBuilder().add("a", "1").add("b", "2").add("a", "3").bytes(), ErrorKind::Invalid, "'a' is there twice"};
    all["names that differ in case"] = {ZipBuilder().add("rdf.yaml", "1").add("RDF.yaml", "2").bytes(), ErrorKind::Invalid, "'RDF.yaml'"};
    all["a file that is a folder"] = {ZipBuilder().add("a", "1").add("a/b", "2").bytes(), ErrorKind::Invalid, "'a/b' lies in a folder that is a file"};
    all["encrypted"] = {one({.name = "secret", .content = "0123456789abcdef", .flags = 1}), ErrorKind::Unsupported, "'secret' is encrypted"};
    all["packed by bzip2"] = {one({.name = "b", .content = "x", .method = 12}), ErrorKind::Unsupported, "'b' is packed in a way"};
    all["1,001 entries"] = {many.bytes(), ErrorKind::TooLarge, "1001 entries"};
    all["70,000 entries, said to be 4,464"] = {crowd.bytes(), ErrorKind::TooLarge, "entries"};
    all["zip64"] = {zip64, ErrorKind::Unsupported, "zip64"};
    all["a bomb"] = {one(packed("bomb", mega)), ErrorKind::TooLarge, "'bomb' unpacks to more than 200 times"};
    all["five gigabytes"] = {one({.name = "large", .content = "x", .sizeSaid = 0xFFFFFFF0}), ErrorKind::TooLarge, "'large'"};
    all["nothing"] = {Bytes(), ErrorKind::Damaged, "not a zip archive"};
    all["no archive"] = {Bytes(100, std::byte{'x'}), ErrorKind::Damaged, "not a zip archive"};
    return all;
}

const std::map<QByteArray, Refusal>& refusals() {
    static const auto all = madeRefusals();
    return all;
}

} // namespace

class TestUnpackZip final : public QObject {
    Q_OBJECT
private slots:
    void init() {
        m_folder = std::make_unique<TemporaryFolder>();
        makeDirectory(*m_folder / "in");
    }

    void filesComeOutAsTheyWentIn() {
        const std::string text = "many words, many words, many words";
        const Bytes zip = ZipBuilder().add("a.txt", "stored").add({.name = "d/", .content = "", .attributes = 0040755U << 16U}).add(packed("d/e/b.txt", text)).bytes();
        QVERIFY(isZip(zip));
        unpackZip(zip, "z.zip", *m_folder / "in");
        QCOMPARE(QString::fromStdString(textOf(*m_folder / "in" / "a.txt")), QStringLiteral("stored"));
        QCOMPARE(QString::fromStdString(textOf(*m_folder / "in" / "d" / "e" / "b.txt")), QString::fromStdString(text));
    }

    void whatIsWrongIsRefusedBeforeAnythingIsWritten_data() {
        QTest::addColumn<QByteArray>("name");
        for (const auto& [name, refusal] : refusals())
            QTest::newRow(name.constData()) << name;
    }
    void whatIsWrongIsRefusedBeforeAnythingIsWritten() {
        QFETCH(QByteArray, name);
        const Refusal& refusal = refusals().at(name);
        const auto error = errorOf([&] { unpackZip(refusal.bytes, "z.zip", *m_folder / "in"); });
        QVERIFY2(error, "it was unpacked");
        QVERIFY2(error->kind() == refusal.kind, error->what());
        QVERIFY2(QByteArray(error->what()).contains(refusal.words), error->what());
        QCOMPARE(filesBelow(m_folder->path()), std::size_t{1}); // "in"
    }

    void contentThatBeliesItsSizeOrChecksumIsRefused_data() {
        QTest::addColumn<int>("sizeSaid");
        QTest::addColumn<bool>("brokenChecksum");
        QTest::newRow("less than there is") << 3 << false;
        QTest::newRow("more than there is") << 50 << false;
        QTest::newRow("another checksum") << -1 << true;
    }
    void contentThatBeliesItsSizeOrChecksumIsRefused() {
        QFETCH(int, sizeSaid);
        QFETCH(bool, brokenChecksum);
        ZipPart liar = packed("liar", "ten bytes!");
        liar.sizeSaid = sizeSaid < 0 ? liar.sizeSaid : sizeSaid;
        liar.brokenChecksum = brokenChecksum;
        const Bytes zip = ZipBuilder().add(liar).bytes();
        const auto error = errorOf([&] { unpackZip(zip, "z.zip", *m_folder / "in"); });
        QVERIFY2(error && QByteArray(error->what()).contains("'liar'"), error ? error->what() : "it was unpacked");
        QCOMPARE(filesBelow(*m_folder / "in"), std::size_t{0});
    }

    void theWholeMustFit() {
        const Bytes zip = ZipBuilder().add("a", "0123456789").add("b", "0123456789").bytes();
        EXPECT_ERROR(unpackZip(zip, "z.zip", *m_folder / "in", {.entries = 10, .bytes = 15}), ErrorKind::TooLarge);
        EXPECT_ERROR(unpackZip(zip, "z.zip", *m_folder / "in", {.entries = 1, .bytes = 100}), ErrorKind::TooLarge);
        unpackZip(zip, "z.zip", *m_folder / "in", {.entries = 2, .bytes = 20});
    }

    void realBrokenArchivesNeverLeaveTheFolder() {
        const fs::path corpus = fs::path(LOCASCOPE_SHARED_DIR) / "data" / "broken";
        if (!fs::exists(corpus))
            QSKIP("the corpus of broken files is not here");
        int whole = 0;
        int refused = 0;
        for (const auto& entry : fs::recursive_directory_iterator(corpus)) {
            const std::string extension = entry.path().extension().string();
            if (!entry.is_regular_file() || (extension != ".zip" && extension != ".zipx" && extension != ".jar"))
                continue;
            const fs::path in = *m_folder / "in" / std::to_string(whole + refused);
            makeDirectory(in);
            const std::size_t before = filesBelow(m_folder->path()) - filesBelow(in);
            if (const auto error = errorOf([&] { unpackZip(readFile(entry.path()), entry.path(), in); })) {
                ++refused;
                QVERIFY(!error->detail().empty());
            } else {
                ++whole;
            }
            QCOMPARE(filesBelow(m_folder->path()) - filesBelow(in), before);
            for (const auto& made : fs::recursive_directory_iterator(in))
                QVERIFY(!made.is_symlink());
        }
        qInfo("%d unpacked, %d refused", whole, refused);
        QVERIFY(refused > 20 && whole > 5);
    }

private:
    std::unique_ptr<TemporaryFolder> m_folder;
};

QTEST_GUILESS_MAIN(TestUnpackZip)
#include "test_unpackzip.moc"
