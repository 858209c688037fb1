#include "core/files/readfile.h"
#include "core/files/writefile.h"
#include "tests/support/asnobody.h"
#include "tests/support/expecterror.h"
#include "tests/support/temporaryfolder.h"

#include <QTest>

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <atomic>
#include <cstring>
#include <thread>

using namespace locascope;
using namespace locascope::testing;

namespace {

std::string textOf(const Bytes& bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

ReadOptions insideOf(const std::filesystem::path& folder) {
    ReadOptions options;
    options.inside = folder;
    return options;
}

} // namespace

class TestReadFile : public QObject {
    Q_OBJECT
private slots:
    void aFileIsReadWhole() {
        const TemporaryFolder folder;
        const std::string content(100'000, 'x');
        writeFile(folder / "a.png", content);
        QCOMPARE(textOf(readFile(folder / "a.png")), content);
    }

    void aPrefixIsNoLongerThanAskedFor() {
        const TemporaryFolder folder;
        writeFile(folder / "a.png", "0123456789");
        ReadOptions options;
        options.prefixBytes = 4;
        QCOMPARE(textOf(readFile(folder / "a.png", options)), std::string("0123"));
        options.prefixBytes = 40;
        QCOMPARE(textOf(readFile(folder / "a.png", options)), std::string("0123456789"));
    }

    void aPartIsReadFromTheMiddle() {
        const TemporaryFolder folder;
        writeFile(folder / "a.tif", "0123456789");
        const FilePart middle = readFilePart(folder / "a.tif", 3, 4);
        QCOMPARE(textOf(middle.bytes), std::string("3456"));
        QCOMPARE(middle.fileSize, std::uintmax_t{10});
        QCOMPARE(textOf(readFilePart(folder / "a.tif", 8, 40).bytes), std::string("89"));
        QVERIFY(readFilePart(folder / "a.tif", 80, 40).bytes.empty());
    }

    void bothEndsOfAFileAreRead() {
        const TemporaryFolder folder;
        writeFile(folder / "a.png", "0123456789");
        const FileEnds ends = readFileEnds(folder / "a.png", 4, 3);
        QCOMPARE(textOf(ends.start), std::string("0123"));
        QCOMPARE(textOf(ends.end), std::string("789"));
        QCOMPARE(ends.fileSize, std::uintmax_t{10});
        QCOMPARE(textOf(readFileEnds(folder / "a.png", 40, 40).end), std::string("0123456789"));
    }

    void aMissingFileIsNamed() {
        const TemporaryFolder folder;
        const auto error = errorOf([&] { readFile(folder / "gone.png"); });
        QVERIFY(error);
        QCOMPARE(error->kind(), ErrorKind::NotFound);
        QVERIFY(std::string(error->what()).find("gone.png") != std::string::npos);
    }

    void aFileBelowAFileIsNotFound() {
        const TemporaryFolder folder;
        writeFile(folder / "a", "x");
        EXPECT_ERROR(readFile(folder / "a" / "b.png"), ErrorKind::NotFound);
    }

    void anEmptyFileIsEmpty() {
        const TemporaryFolder folder;
        writeFile(folder / "a.png", "");
        EXPECT_ERROR(readFile(folder / "a.png"), ErrorKind::Empty);
    }

    void aFifoIsNeverOpened() {
        const TemporaryFolder folder;
        QCOMPARE(::mkfifo((folder / "A01_red.png").c_str(), 0600), 0);
        EXPECT_ERROR(readFile(folder / "A01_red.png"), ErrorKind::NotARegularFile);
    }

    void aSocketIsNeverOpened() {
        const TemporaryFolder folder;
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::strncpy(address.sun_path, (folder / "s.png").c_str(), sizeof address.sun_path - 1);
        const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
        QCOMPARE(::bind(socket, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
        EXPECT_ERROR(readFile(folder / "s.png"), ErrorKind::NotARegularFile);
        ::close(socket);
    }

    void aDirectoryIsNoFile() {
        const TemporaryFolder folder;
        EXPECT_ERROR(readFile(folder.path()), ErrorKind::NotARegularFile);
    }

    void aLinkToADeviceIsNeverOpened() {
        const TemporaryFolder folder;
        std::filesystem::create_symlink("/dev/zero", folder / "A01_red.png");
        EXPECT_ERROR(readFile(folder / "A01_red.png"), ErrorKind::NotARegularFile);
    }

    void aLoopOfLinksIsNoFile() {
        const TemporaryFolder folder;
        std::filesystem::create_symlink("b", folder / "a");
        std::filesystem::create_symlink("a", folder / "b");
        EXPECT_ERROR(readFile(folder / "a"), ErrorKind::NotARegularFile);
    }

    void aDanglingLinkIsNotFound() {
        const TemporaryFolder folder;
        std::filesystem::create_symlink("nothing", folder / "a");
        EXPECT_ERROR(readFile(folder / "a"), ErrorKind::NotFound);
    }

    void aLinkOutOfThePlateIsRefused() {
        const TemporaryFolder folder;
        std::filesystem::create_directory(folder / "plate");
        std::filesystem::create_directory(folder / "plateB");
        writeFile(folder / "plateB" / "a.png", "x");
        std::filesystem::create_symlink("../plateB/a.png", folder / "plate" / "a.png");
        EXPECT_ERROR(readFile(folder / "plate" / "a.png", insideOf(folder / "plate")),
                     ErrorKind::OutsidePlate);
    }

    void aFileReachedThroughALinkedFolderIsRefused() {
        const TemporaryFolder folder;
        std::filesystem::create_directory(folder / "plate");
        std::filesystem::create_directory(folder / "other");
        writeFile(folder / "other" / "a.png", "x");
        std::filesystem::create_symlink("../other", folder / "plate" / "A01");
        EXPECT_ERROR(readFile(folder / "plate" / "A01" / "a.png", insideOf(folder / "plate")),
                     ErrorKind::OutsidePlate);
    }

    void aLinkWithinThePlateIsFollowed() {
        const TemporaryFolder folder;
        std::filesystem::create_directory(folder / "plate");
        writeFile(folder / "plate" / "a.png", "x");
        std::filesystem::create_symlink("a.png", folder / "plate" / "b.png");
        QCOMPARE(textOf(readFile(folder / "plate" / "b.png", insideOf(folder / "plate"))), std::string("x"));
    }

    void aPlateThatIsItselfALinkHoldsItsFiles() {
        const TemporaryFolder folder;
        std::filesystem::create_directory(folder / "real");
        writeFile(folder / "real" / "a.png", "x");
        std::filesystem::create_symlink("real", folder / "plate");
        QCOMPARE(textOf(readFile(folder / "plate" / "a.png", insideOf(folder / "plate"))), std::string("x"));
    }

    void aLinkIsFollowedWhereNoPlateIsNamed() {
        const TemporaryFolder folder;
        writeFile(folder / "a.png", "x");
        std::filesystem::create_symlink("a.png", folder / "b.png");
        QCOMPARE(textOf(readFile(folder / "b.png")), std::string("x"));
    }

    void aSparseFileOfThreeTerabytesIsRefusedBySize() {
        const TemporaryFolder folder;
        writeFile(folder / "a.tif", "x");
        if (::truncate((folder / "a.tif").c_str(), off_t{3} << 40) != 0)
            QSKIP("the file system holds no sparse file of this size");
        EXPECT_ERROR(readFile(folder / "a.tif"), ErrorKind::TooLarge);
        ReadOptions prefix;
        prefix.prefixBytes = 16;
        EXPECT_ERROR(readFile(folder / "a.tif", prefix), ErrorKind::TooLarge);
    }

    void namesNobodyExpectsAreReadExactly() {
        const TemporaryFolder folder;
        const std::vector<std::string> names = {"bad\xff.png",
                                                "new\nline.png",
                                                "-rf.png",
                                                "%s%n.png",
                                                std::string(251, 'x') + ".png",
                                                "\xe2\x80\xae"
                                                "gnp.png",
                                                "e\xcc\x81.png",
                                                "\xc3\xa9.png",
                                                "'; DROP TABLE samples; --.png",
                                                " .png"};
        for (const std::string& name : names)
            writeFile(folder / name, name);
        for (const std::string& name : names)
            QCOMPARE(textOf(readFile(folder / name)), name);
    }

    void aFileWithoutPermissionIsSaidToBeSo() {
        const TemporaryFolder folder;
        const AsNobody nobody(folder.path());
        if (!nobody.holds())
            QSKIP("rights cannot be given up here");
        writeFile(folder / "a.png", "x");
        ::chmod((folder / "a.png").c_str(), 0);
        EXPECT_ERROR(readFile(folder / "a.png"), ErrorKind::PermissionDenied);
    }

    void aFileShortenedWhileItIsReadNeverFaults() {
        const TemporaryFolder folder;
        const std::filesystem::path path = folder / "a.tif";
        const std::string content(1 << 20, 'x');
        writeFile(path, content);
        std::atomic<bool> done{false};
        std::jthread instrument([&] {
            while (!done) {
                (void)::truncate(path.c_str(), 1000);
                (void)::truncate(path.c_str(), 1 << 20);
            }
        });
        for (int i = 0; i < 300; ++i) {
            const auto error = errorOf([&] {
                const Bytes bytes = readFile(path);
                QVERIFY(bytes.size() == 1000 || bytes.size() == content.size());
            });
            if (error)
                QVERIFY2(error->kind() == ErrorKind::EndsEarly || error->kind() == ErrorKind::Busy,
                         error->what());
        }
        done = true;
    }
};

QTEST_GUILESS_MAIN(TestReadFile)
#include "test_readfile.moc"
