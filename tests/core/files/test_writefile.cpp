#include "core/files/readfile.h"
#include "core/files/writefile.h"
#include "tests/support/asnobody.h"
#include "tests/support/expecterror.h"
#include "tests/support/filesizelimit.h"
#include "tests/support/temporaryfolder.h"

#include <QTest>

#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>

using namespace locascope;
using namespace locascope::testing;

namespace {

std::string contentOf(const std::filesystem::path& path) {
    const Bytes bytes = readFile(path);
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::size_t entries(const std::filesystem::path& folder) {
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder), {}));
}

mode_t modeOf(const std::filesystem::path& path) {
    struct stat status {};
    ::stat(path.c_str(), &status);
    return status.st_mode & 0777;
}

constexpr int noNamespace = 77;

// Runs `act` in a child process with a tmpfs of `kilobytes` at `folder`, that only it sees. Its exit status
// is returned.
template <class Act>
int onSmallDisk(const std::filesystem::path& folder, int kilobytes, Act act) {
    const pid_t child = ::fork();
    if (child == 0) {
        const std::string size = "size=" + std::to_string(kilobytes) + "k";
        if (::unshare(CLONE_NEWNS) != 0 && ::unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0)
            ::_exit(noNamespace);
        ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr);
        if (::mount("none", folder.c_str(), "tmpfs", 0, size.c_str()) != 0)
            ::_exit(noNamespace);
        ::_exit(act());
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

} // namespace

class TestWriteFile : public QObject {
    Q_OBJECT
private slots:
    void whatIsWrittenIsReadBack() {
        const TemporaryFolder folder;
        const std::string content(3'000'000, 'y');
        writeFile(folder / "a.csv", content);
        QCOMPARE(contentOf(folder / "a.csv"), content);
        QCOMPARE(entries(folder.path()), std::size_t{1});
    }

    void anOldFileIsReplacedWhole() {
        const TemporaryFolder folder;
        writeFile(folder / "a.csv", "a long old file");
        writeFile(folder / "a.csv", "new");
        QCOMPARE(contentOf(folder / "a.csv"), std::string("new"));
    }

    void anOrderedFileIsWrittenToo() {
        const TemporaryFolder folder;
        writeFile(folder / "a.csv", "new",
                  {.durability = Durability::Ordered, .access = FileAccess::Default});
        QCOMPARE(contentOf(folder / "a.csv"), std::string("new"));
    }

    void aPrivateFileIsItsOwnersAlone() {
        const TemporaryFolder folder;
        writeFile(folder / "a", "x", {.durability = Durability::Ordered, .access = FileAccess::Private});
        QCOMPARE(modeOf(folder / "a"), mode_t{0600});
    }

    void aReplacedFileKeepsItsPermissions() {
        const TemporaryFolder folder;
        writeFile(folder / "a", "x");
        ::chmod((folder / "a").c_str(), 0640);
        writeFile(folder / "a", "y");
        QCOMPARE(modeOf(folder / "a"), mode_t{0640});
    }

    void aLinkIsFollowedAndStays() {
        const TemporaryFolder folder;
        std::filesystem::create_directory(folder / "there");
        writeFile(folder / "there" / "a", "old");
        std::filesystem::create_symlink("there/a", folder / "a");
        writeFile(folder / "a", "new");
        QVERIFY(std::filesystem::is_symlink(folder / "a"));
        QCOMPARE(contentOf(folder / "there" / "a"), std::string("new"));
    }

    void aLinkToAFileNotYetThereCreatesIt() {
        const TemporaryFolder folder;
        std::filesystem::create_symlink("b", folder / "a");
        writeFile(folder / "a", "new");
        QCOMPARE(contentOf(folder / "b"), std::string("new"));
    }

    void aLoopOfLinksIsRefused() {
        const TemporaryFolder folder;
        std::filesystem::create_symlink("b", folder / "a");
        std::filesystem::create_symlink("a", folder / "b");
        EXPECT_ERROR(writeFile(folder / "a", "x"), ErrorKind::NotARegularFile);
    }

    void aDirectoryIsNotReplaced() {
        const TemporaryFolder folder;
        std::filesystem::create_directory(folder / "a");
        EXPECT_ERROR(writeFile(folder / "a", "x"), ErrorKind::NotARegularFile);
        EXPECT_ERROR(writeFile(folder / "new/", "x"), ErrorKind::NotARegularFile);
    }

    void aDeviceIsNotReplaced() {
        EXPECT_ERROR(writeFile("/dev/full", "x"), ErrorKind::NotARegularFile);
        const TemporaryFolder folder;
        std::filesystem::create_symlink("/dev/full", folder / "a.csv");
        EXPECT_ERROR(writeFile(folder / "a.csv", "x"), ErrorKind::NotARegularFile);
    }

    void aFifoIsNotReplaced() {
        const TemporaryFolder folder;
        QCOMPARE(::mkfifo((folder / "a").c_str(), 0600), 0);
        EXPECT_ERROR(writeFile(folder / "a", "x"), ErrorKind::NotARegularFile);
    }

    void aMissingDirectoryIsNamed() {
        const TemporaryFolder folder;
        EXPECT_ERROR(writeFile(folder / "no" / "a", "x"), ErrorKind::NotFound);
    }

    void aPlaceWithoutPermissionIsRefused() {
        const TemporaryFolder folder;
        const AsNobody nobody(folder.path());
        if (!nobody.holds())
            QSKIP("rights cannot be given up here");
        writeFile(folder / "a", "old");
        ::chmod((folder / "a").c_str(), 0400);
        EXPECT_ERROR(writeFile(folder / "a", "x"), ErrorKind::PermissionDenied);
        ::chmod(folder.path().c_str(), 0500);
        EXPECT_ERROR(writeFile(folder / "b", "x"), ErrorKind::PermissionDenied);
        ::chmod(folder.path().c_str(), 0700);
    }

    void beyondTheFileSizeLimitTheOldFileStaysAndTheProgramLives() {
        const TemporaryFolder folder;
        writeFile(folder / "a", "old");
        const FileSizeLimit limit(4096);
        EXPECT_ERROR(writeFile(folder / "a", std::string(10'000, 'x')), ErrorKind::DiskFull);
        QCOMPARE(contentOf(folder / "a"), std::string("old"));
        QCOMPARE(entries(folder.path()), std::size_t{1});
    }

    void aNameOfTwoHundredAndFiftyFiveBytesIsWritten() {
        const TemporaryFolder folder;
        const std::string name(255, 'n');
        writeFile(folder / name, "x");
        QCOMPARE(contentOf(folder / name), std::string("x"));
    }

    void onAFullDiskTheOldFileStaysWhole() {
        const TemporaryFolder folder;
        const int failures = onSmallDisk(folder.path(), 200, [&] {
            writeFile(folder / "a", std::string(1000, 'o'));
            const auto error = errorOf([&] { writeFile(folder / "a", std::string(300'000, 'n')); });
            const bool told = error && error->kind() == ErrorKind::DiskFull;
            const bool kept =
                contentOf(folder / "a") == std::string(1000, 'o') && entries(folder.path()) == 1;
            return (told ? 0 : 1) + (kept ? 0 : 2);
        });
        if (failures == noNamespace)
            QSKIP("no file system of one's own may be mounted here");
        QCOMPARE(failures, 0);
    }

    void onAReadOnlyDiskItSaysReadOnly() {
        const TemporaryFolder folder;
        const int failures = onSmallDisk(folder.path(), 200, [&] {
            writeFile(folder / "a", "old");
            if (::mount("none", folder.path().c_str(), nullptr, MS_REMOUNT | MS_RDONLY, nullptr) != 0)
                return noNamespace;
            const auto replaced = errorOf([&] { writeFile(folder / "a", "new"); });
            const auto created = errorOf([&] { writeFile(folder / "b", "new"); });
            const auto made = errorOf([&] { makeDirectory(folder / "c"); });
            return (replaced && replaced->kind() == ErrorKind::ReadOnly ? 0 : 1) +
                   (created && created->kind() == ErrorKind::ReadOnly ? 0 : 2) +
                   (made && made->kind() == ErrorKind::ReadOnly ? 0 : 4);
        });
        if (failures == noNamespace)
            QSKIP("no file system of one's own may be mounted here");
        QCOMPARE(failures, 0);
    }

    void directoriesAreMadeWithTheirParents() {
        const TemporaryFolder folder;
        makeDirectory(folder / "a" / "b" / "c", FileAccess::Private);
        QVERIFY(std::filesystem::is_directory(folder / "a" / "b" / "c"));
        QCOMPARE(modeOf(folder / "a" / "b"), mode_t{0700});
        makeDirectory(folder / "a" / "b" / "c");
        makeDirectory(folder / "a" / "d/");
        QVERIFY(std::filesystem::is_directory(folder / "a" / "d"));
    }

    void aFileInTheWayOfADirectoryIsNamed() {
        const TemporaryFolder folder;
        writeFile(folder / "a", "x");
        EXPECT_ERROR(makeDirectory(folder / "a"), ErrorKind::NotARegularFile);
        EXPECT_ERROR(makeDirectory(folder / "a" / "b"), ErrorKind::NotARegularFile);
    }
};

QTEST_GUILESS_MAIN(TestWriteFile)
#include "test_writefile.moc"
