#include "core/files/error.h"
#include "tests/support/reviewworld.h"

#include <QTest>

#include <csignal>
#include <dlfcn.h>
#include <sys/resource.h>

// Faults of the device. The functions below take the place of the C library's for SQLite: a definition in the program comes before those of
// its libraries.
namespace {

struct Fault {
    int number = 0;     // errno; 0: none
    int callsLeft = 0;  // that still succeed
    int callsFailing = 0;
    int met = 0;

    bool strikes() {
        if (number == 0 || callsLeft-- > 0 || callsFailing-- <= 0)
            return false;
        ++met;
        errno = number;
        return true;
    }
};

Fault writeFault;
int contentWrites = 0; // shared memory is laid out by single bytes, and is no content
Fault syncFault;

template <class Function>
Function next(const char* name) {
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

} // namespace

extern "C" ssize_t write(int descriptor, const void* bytes, size_t count) {
    static const auto real = next<ssize_t (*)(int, const void*, size_t)>("write");
    return descriptor > 2 && writeFault.strikes() ? -1 : real(descriptor, bytes, count);
}
extern "C" ssize_t pwrite64(int descriptor, const void* bytes, size_t count, off64_t offset) {
    static const auto real = next<ssize_t (*)(int, const void*, size_t, off64_t)>("pwrite64");
    contentWrites += count > 1 ? 1 : 0;
    return writeFault.strikes() ? -1 : real(descriptor, bytes, count, offset);
}
extern "C" int fsync(int descriptor) {
    static const auto real = next<int (*)(int)>("fsync");
    return syncFault.strikes() ? -1 : real(descriptor);
}
extern "C" int fdatasync(int descriptor) {
    static const auto real = next<int (*)(int)>("fdatasync");
    return syncFault.strikes() ? -1 : real(descriptor);
}

using namespace locascope;
using namespace locascope::testing;

namespace {

constexpr int always = 1'000'000;

// Tries one append with a fault that begins at its n-th call, for n = 0, 1, 2, … until it is no longer met; afterwards the same events must be
// taken, and nothing else may have been stored.
int sweep(Fault& fault, int number, int failing, ErrorKind expected) {
    for (int calls = 0;; ++calls) {
        const ReviewWorld world;
        const auto store = world.open();
        store->append(numberedEvents(1, 5));
        fault = {number, calls, failing};
        const auto kind = kindThrownBy([&] { store->append(numberedEvents(6, 2)); });
        const bool met = fault.met > 0;
        fault = {};
        if (!met && !kind)
            return calls;
        if (kind != expected || store->append(numberedEvents(6, 3)).back().sequence != 8 || !store->verify().empty() ||
            world.open()->allEvents().size() != 8)
            return -calls - 1;
    }
}

} // namespace

class TestStoreFaults final : public QObject {
    Q_OBJECT
private slots:
    void cleanup() { writeFault = syncFault = {}; }

    // Row C3.
    void aDiskThatFillsUpAtAnyWriteIsReportedAndRetried() {
        for (const int number : {ENOSPC, EDQUOT, EFBIG}) {
            const int writes = sweep(writeFault, number, always, ErrorKind::DiskFull);
            QVERIFY2(writes >= 3, qPrintable(QStringLiteral("errno %1, write %2").arg(number).arg(writes)));
        }
    }

    void aDeviceThatRefusesAnyWriteIsReportedAndRetried() {
        const int writes = sweep(writeFault, EIO, always, ErrorKind::WriteFailed);
        QVERIFY2(writes >= 3, qPrintable(QString::number(writes)));
    }

    // Row C4.
    void aSyncThatFailsIsNotSaidToBeSaved() {
        const int syncs = sweep(syncFault, EIO, 1, ErrorKind::WriteFailed);
        QVERIFY2(syncs >= 1, qPrintable(QString::number(syncs)));
    }

    void nothingIsWrittenWhileTheDeviceCannotSync() {
        const ReviewWorld world;
        const auto store = world.open();
        store->append(numberedEvents(1, 5));
        syncFault = {EIO, 0, always};
        QVERIFY(kindThrownBy([&] { store->append(numberedEvents(6, 1)); }) == ErrorKind::WriteFailed);
        contentWrites = 0;
        for (int attempt = 0; attempt < 3; ++attempt)
            QVERIFY(kindThrownBy([&] { store->append(numberedEvents(6, 1)); }) == ErrorKind::WriteFailed);
        QCOMPARE(contentWrites, 0);
        QVERIFY(kindThrownBy([&] { store->putSetting("a", "b"); }) == ErrorKind::WriteFailed);
        syncFault = {};
        QCOMPARE(store->append(numberedEvents(6, 1)).front().sequence, 6);
        QVERIFY(!store->setting("a"));
        QVERIFY(store->verify().empty());
    }

    void aReviewThatCannotBeSyncedIsNotMade() {
        const ReviewWorld world;
        syncFault = {EIO, 0, always};
        QVERIFY(kindThrownBy([&] { world.open(); }) == ErrorKind::WriteFailed);
        QVERIFY(!std::filesystem::exists(world.file()));
        QVERIFY(std::filesystem::is_empty(world.directory()));
    }

    // Row C5.
    void aFileSizeLimitIsAFullDisk() {
        std::signal(SIGXFSZ, SIG_IGN);
        const ReviewWorld world;
        const auto store = world.open();
        store->append(numberedEvents(1, 20));
        rlimit before{};
        QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
        rlimit limit = before;
        limit.rlim_cur = 256 << 10;
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &limit), 0);
        int number = 21;
        std::optional<ErrorKind> kind;
        for (; !kind && number < 5'000; ++number)
            kind = kindThrownBy([&] { store->append(numberedEvents(number, 1)); });
        const auto findings = store->verify();
        ::setrlimit(RLIMIT_FSIZE, &before);
        QVERIFY(kind == ErrorKind::DiskFull);
        QCOMPARE(findings, std::vector<std::string>());
        QCOMPARE(store->append(numberedEvents(number - 1, 1)).front().sequence, number - 1);
        QVERIFY(store->verify().empty());
    }
};

QTEST_GUILESS_MAIN(TestStoreFaults)
#include "test_storefaults.moc"
