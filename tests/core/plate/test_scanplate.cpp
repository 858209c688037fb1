#include "core/plate/scanplate.h"
#include "tests/support/asnobody.h"
#include "tests/support/temporaryfolder.h"

#include <QTest>

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

using namespace locascope;
namespace fs = std::filesystem;

namespace {

const Sample* sampleOf(const Plate& plate, const std::string& id) {
    for (const Sample& sample : plate.samples)
        if (sample.id == id)
            return &sample;
    return nullptr;
}

ErrorKind errorOf(const fs::path& root, std::string* cause = nullptr) {
    try {
        scanPlate(root);
    } catch (const Error& error) {
        if (cause)
            *cause = error.detail();
        return error.kind();
    }
    return ErrorKind::Busy; // never thrown here: stands for no error
}

std::set<std::string> tree(const fs::path& root) {
    std::set<std::string> entries;
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
        struct stat status {};
        ::lstat(entry.path().c_str(), &status);
        entries.insert(entry.path().string() + " " + std::to_string(status.st_mtim.tv_nsec) + " " +
                       std::to_string(status.st_size));
    }
    return entries;
}

} // namespace

class TestScanPlate : public QObject {
    Q_OBJECT

    std::unique_ptr<testing::TemporaryFolder> m_directory;
    fs::path m_root;

    void touch(const std::string& name) {
        const fs::path file = m_root / name;
        fs::create_directories(file.parent_path());
        std::ofstream(file) << "x";
    }
    void touchStains(const std::string& base) {
        for (const char* colour : {"red", "green", "blue", "yellow"})
            touch(base + "_" + colour + ".png");
    }

private slots:
    void init() {
        m_directory = std::make_unique<testing::TemporaryFolder>();
        m_root = m_directory->path();
    }

    void aPlateIsRealUnlessItsRootSaysThatItWasSimulated() {
        touchStains("a");
        QVERIFY(!scanPlate(m_root).simulated);
        touch(simulationMark);
        QVERIFY(scanPlate(m_root).simulated);
    }

    void aFlatDirectoryGivesOneSamplePerId() {
        touchStains("s10");
        touchStains("s9");
        const Plate plate = scanPlate(m_root);
        QCOMPARE(plate.root, m_root);
        QCOMPARE(plate.samples.size(), std::size_t{2});
        QCOMPARE(plate.samples[0].id, std::string("s9")); // digits by value
        QCOMPARE(plate.samples[0].shortId, std::string("s9"));
        QCOMPARE(*plate.samples[0].files[Stain::Protein], std::string("s9_green.png"));
        QCOMPARE(plate.scheme, std::string("other"));
        QVERIFY(plate.problems.empty());
        QVERIFY(plate.notes.empty());
    }

    void aFolderMayHoldOneSample() {
        touchStains("plate/A01_1/A01_1");
        for (const char* name : {"red.PNG", "GREEN.tif", "blue.jpg", "yellow.jpeg"})
            touch(std::string("plate/A02/") + name);
        const Plate plate = scanPlate(m_root);
        QCOMPARE(plate.samples.size(), std::size_t{2});
        const Sample* nested = sampleOf(plate, "plate/A01_1/A01_1");
        const Sample* named = sampleOf(plate, "plate/A02");
        QVERIFY(nested && named);
        QCOMPARE(nested->well, std::string("A01"));
        QVERIFY(nested->site == 1);
        QCOMPARE(named->shortId, std::string("A02"));
        QCOMPARE(named->well, std::string("A02"));
        QCOMPARE(*named->files[Stain::Protein], std::string("plate/A02/GREEN.tif"));
        QCOMPARE(plate.scheme, std::string("well"));
        QVERIFY(plate.problems.empty());
    }

    void coloursInTheRootNameTheRootAsTheSample() {
        touch("field/red.png");
        const Plate plate = scanPlate(m_root / "field");
        QCOMPARE(plate.samples.at(0).id, std::string("field"));
        QCOMPARE(*plate.samples.at(0).files[Stain::Microtubules], std::string("red.png"));
    }

    void atlasNamesTellPlateWellAndSite() {
        touchStains("10580_1610_C1_2");
        const Plate plate = scanPlate(m_root);
        QCOMPARE(plate.scheme, std::string("atlas"));
        QCOMPARE(plate.samples[0].plateName, std::string("1610"));
        QCOMPARE(plate.samples[0].well, std::string("C01"));
        QVERIFY(plate.samples[0].site == 2);
    }

    void differentSchemesAreCalledMixed() {
        touchStains("10580_1610_C1_2");
        touchStains("A01_1");
        touchStains("B01_1");
        QCOMPARE(scanPlate(m_root).scheme, std::string("mixed"));
    }

    void aStainThatOthersHaveIsMissedOncePerSample() {
        touchStains("a");
        touch("b_green.png");
        const Plate plate = scanPlate(m_root);
        QCOMPARE(plate.problems.size(), std::size_t{1});
        const Problem expected{"", "b", ErrorKind::NotFound, "incomplete: blue, red, yellow missing"};
        QVERIFY(plate.problems[0] == expected);
        QVERIFY(plate.notes.empty());
    }

    void aStainThatThePlateLacksIsOneNote() {
        for (const char* name : {"a_red.png", "a_green.png", "a_blue.png", "b_red.png", "b_green.png", "b_blue.png"})
            touch(name);
        const Plate plate = scanPlate(m_root);
        QVERIFY(plate.problems.empty());
        const Note expected{Note::Kind::StainAbsent, "reticulum", 2};
        QCOMPARE(plate.notes.size(), std::size_t{1});
        QVERIFY(plate.notes[0] == expected);
        QVERIFY(plate.absentStains[Stain::Reticulum]);
        QVERIFY(!plate.absentStains[Stain::Nucleus]);
    }

    void theFirstOfTwoFilesForOneStainIsKept() {
        touchStains("a");
        touch("a_red.jpg");
        touch("a_RED.png");
        const Plate plate = scanPlate(m_root);
        QCOMPARE(plate.samples.size(), std::size_t{1});
        QCOMPARE(*plate.samples[0].files[Stain::Microtubules], std::string("a_RED.png"));
        QCOMPARE(plate.problems.size(), std::size_t{2});
        QCOMPARE(plate.problems[0].file, std::string("a_red.jpg"));
        QCOMPARE(plate.problems[1].file, std::string("a_red.png"));
        QVERIFY(plate.problems[1].kind == ErrorKind::Mismatch);
        QCOMPARE(plate.problems[1].sampleId, std::string("a"));
    }

    void imagesWithoutAStainAreOneNote() {
        touchStains("a");
        touch("a_predictedmask.png");
        touch("overview.jpg");
        touch("readme.txt");
        const Plate plate = scanPlate(m_root);
        QVERIFY(plate.problems.empty());
        const Note expected{Note::Kind::FilesIgnored, "", 2};
        QCOMPARE(plate.notes.size(), std::size_t{1});
        QVERIFY(plate.notes[0] == expected);
    }

    void packedImagesAreImages() {
        touchStains("a");
        for (const char* stain : {"red", "green", "blue", "yellow"})
            touch("b_" + std::string(stain) + ".tif.gz");
        touch("a_red.png.gz");
        const Plate plate = scanPlate(m_root);
        QCOMPARE(plate.samples.size(), std::size_t{2});
        QCOMPARE(plate.samples[1].files[Stain::Protein].value_or(""), std::string("b_green.tif.gz"));
        QCOMPARE(plate.problems.size(), std::size_t{1}); // a second red image of one sample
        QVERIFY(plate.problems[0].kind == ErrorKind::Mismatch);
        QCOMPARE(plate.problems[0].file, std::string("a_red.png.gz"));
    }

    void namesAreKeptByteForByte() {
        const std::vector<std::string> names{"bad\xff\xfe",        "new\nline",  "-dash",         "%s%n",
                                             "\xe2\x80\xaegnp",    "caf\xc3\xa9", "cafe\xcc\x81", "'; DROP TABLE samples; --",
                                             std::string(244, 'x'), " ",          "\t\r",         "a_red_b"};
        for (const std::string& name : names)
            touchStains(name);
        const Plate plate = scanPlate(m_root);
        QCOMPARE(plate.samples.size(), names.size());
        for (const std::string& name : names) {
            const Sample* sample = sampleOf(plate, name);
            QVERIFY2(sample, name.c_str());
            QCOMPARE(*sample->files[Stain::Protein], name + "_green.png");
        }
        QVERIFY(plate.problems.empty());
        const std::vector<std::string> ids = csvIds(plate);
        QCOMPARE(std::set<std::string>(ids.begin(), ids.end()).size(), names.size());
    }

    void specialFilesNamedLikeImagesAreNotedAndNeverOpened() {
        touchStains("a");
        QCOMPARE(::mkfifo((m_root / "b_red.png").c_str(), 0600), 0);
        fs::create_symlink("/dev/zero", m_root / "c_red.png");
        const int server = ::socket(AF_UNIX, SOCK_STREAM, 0);
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::strncpy(address.sun_path, (m_root / "d_red.png").c_str(), sizeof address.sun_path - 1);
        QCOMPARE(::bind(server, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
        const Plate plate = scanPlate(m_root); // opening the FIFO would block for ever
        ::close(server);
        QCOMPARE(plate.samples.size(), std::size_t{1});
        const std::vector<Note> expected{{Note::Kind::SpecialFileSkipped, "b_red.png", 1},
                                         {Note::Kind::SpecialFileSkipped, "c_red.png", 1},
                                         {Note::Kind::SpecialFileSkipped, "d_red.png", 1}};
        QVERIFY(plate.notes == expected);
    }

    void linkLoopsEnd() {
        touchStains("plate/a");
        fs::create_directory_symlink(".", m_root / "plate/loop");
        fs::create_directory_symlink("..", m_root / "plate/up");
        fs::create_symlink("self_red.png", m_root / "plate/self_red.png");
        const Plate plate = scanPlate(m_root / "plate");
        QCOMPARE(plate.samples.size(), std::size_t{1});
        const std::vector<Note> expected{{Note::Kind::LinkSkipped, "loop", 1}, {Note::Kind::LinkSkipped, "up", 1}};
        QVERIFY(plate.notes == expected);
        QCOMPARE(plate.problems.size(), std::size_t{1}); // the link to itself
        QCOMPARE(plate.problems[0].file, std::string("self_red.png"));
    }

    void aLinkOutOfThePlateIsNotedAndALinkInsideIsAnImage() {
        touch("outside/secret_red.png");
        touchStains("plate/a");
        touch("plate-like/x_red.png"); // begins with the plate's name, but lies beside it
        fs::create_symlink("a_red.png", m_root / "plate/b_red.png");
        fs::create_symlink("../outside/secret_red.png", m_root / "plate/c_red.png");
        fs::create_symlink("../plate-like/x_red.png", m_root / "plate/d_red.png");
        fs::create_symlink("gone.png", m_root / "plate/e_red.png");
        const Plate plate = scanPlate(m_root / "plate");
        QCOMPARE(plate.samples.size(), std::size_t{2});
        QVERIFY(sampleOf(plate, "b"));
        const std::vector<Note> expected{{Note::Kind::LinkSkipped, "c_red.png", 1},
                                         {Note::Kind::LinkSkipped, "d_red.png", 1}};
        QVERIFY(plate.notes == expected);
        QVERIFY(plate.problems.size() == 2); // b is incomplete, e leads nowhere
        QVERIFY(plate.problems[0].kind == ErrorKind::NotFound);
        QCOMPARE(plate.problems[0].file, std::string("e_red.png"));
    }

    void foldersDeeperThanTheLimitAreAProblem() {
        touchStains("1/2/3/a");
        touchStains("b");
        QCOMPARE(scanPlate(m_root, {.maxDepth = 3}).samples.size(), std::size_t{2});
        const Plate plate = scanPlate(m_root, {.maxDepth = 2});
        QCOMPARE(plate.samples.size(), std::size_t{1});
        QCOMPARE(plate.problems.size(), std::size_t{1});
        QCOMPARE(plate.problems[0].file, std::string("1/2/3"));
        QVERIFY(plate.problems[0].kind == ErrorKind::TooLarge);
    }

    // FAULTS.md, B4
    void aPathLongerThanTheSystemAllowsIsAProblemThatNamesIt() {
        touchStains("a");
        const std::string folder(200, 'd');
        int directory = ::open(m_root.c_str(), O_RDONLY | O_DIRECTORY);
        for (int depth = 0; depth < 30 && directory >= 0; ++depth) { // 6,000 bytes, which no call takes in one
            ::mkdirat(directory, folder.c_str(), 0700);
            const int next = ::openat(directory, folder.c_str(), O_RDONLY | O_DIRECTORY);
            ::close(directory);
            directory = next;
        }
        QVERIFY(directory >= 0);
        ::close(directory);
        const Plate plate = scanPlate(m_root);
        QCOMPARE(plate.samples.size(), std::size_t{1});
        QCOMPARE(plate.problems.size(), std::size_t{1});
        QVERIFY(plate.problems[0].kind == ErrorKind::TooLarge);
        QVERIFY(plate.problems[0].file.starts_with(folder + "/" + folder));
        QVERIFY(plate.problems[0].cause.find("longer than the system allows") != std::string::npos);
    }

    // FAULTS.md, B4
    void sixtyFourLevelsAreEnteredAndNoMore() {
        std::string path;
        for (int level = 1; level <= 65; ++level) {
            path += "d/";
            if (level >= 64)
                touchStains(path + "s" + std::to_string(level));
        }
        const Plate plate = scanPlate(m_root);
        QCOMPARE(plate.samples.size(), std::size_t{1});
        QCOMPARE(plate.samples[0].shortId, std::string("s64"));
        QCOMPARE(plate.problems.size(), std::size_t{1});
        QCOMPARE(plate.problems[0].file, path.substr(0, path.size() - 1));
    }

    // FAULTS.md, B2
    void hardLinkedCopiesAreImagesOfTheirOwn() {
        touchStains("a");
        fs::create_directory(m_root / "copy");
        for (const char* colour : {"red", "green", "blue", "yellow"}) {
            fs::create_hard_link(m_root / (std::string("a_") + colour + ".png"), m_root / (std::string("b_") + colour + ".png"));
            fs::create_hard_link(m_root / (std::string("a_") + colour + ".png"), m_root / (std::string("copy/a_") + colour + ".png"));
        }
        const Plate plate = scanPlate(m_root);
        QCOMPARE(plate.samples.size(), std::size_t{3});
        QVERIFY(sampleOf(plate, "b") && sampleOf(plate, "copy/a"));
        QVERIFY(plate.problems.empty() && plate.notes.empty());
    }

    // FAULTS.md, B5
    void aStopEndsTheListingOfManyFilesAtOnce() {
        touchStains("a");
        for (int i = 0; i < 20000; ++i)
            fs::create_hard_link(m_root / "a_red.png", m_root / ("s" + std::to_string(i) + "_red.png"));
        std::stop_source source;
        std::size_t last = 0;
        scanPlate(m_root, {}, [&](std::size_t done, std::size_t) {
            last = done;
            source.request_stop();
        }, source.get_token());
        QCOMPARE(last, std::size_t{4096});
        QCOMPARE(scanPlate(m_root).samples.size(), std::size_t{20001});
    }

    // FAULTS.md, A25
    void anOmeZarrImageIsNamedOnceAndNotWalkedInto() {
        touchStains("a");
        for (const char* name : {".zattrs", "0/.zarray", "0/0/0/0", "0/decoy_red.png"})
            touch(std::string("images/field.ome.zarr/") + name);
        touch("B02.ZARR/zarr.json");
        const Plate plate = scanPlate(m_root);
        QCOMPARE(plate.samples.size(), std::size_t{1});
        QCOMPARE(plate.problems.size(), std::size_t{2});
        QCOMPARE(plate.problems[0].file, std::string("B02.ZARR"));
        QCOMPARE(plate.problems[1].file, std::string("images/field.ome.zarr"));
        for (const Problem& problem : plate.problems) {
            QVERIFY(problem.kind == ErrorKind::Unsupported);
            QCOMPARE(problem.cause, std::string("is an OME-Zarr image, which is not read; export it as OME-TIFF"));
        }
        std::string cause;
        for (const char* root : {"images/field.ome.zarr", "B02.ZARR", "images/field.ome.zarr/0"}) { // as the plate itself, and a part of one
            QVERIFY(errorOf(m_root / root, &cause) == ErrorKind::Unsupported);
            QCOMPARE(cause, std::string("is an OME-Zarr image, which is not read; export it as OME-TIFF"));
        }
        QVERIFY(errorOf(m_root / "images", &cause) == ErrorKind::Empty);
        QVERIFY2(cause.find("1 OME-Zarr image is not read, export it as OME-TIFF") != std::string::npos, cause.c_str());
    }

    void theRealOmeZarrImagesAreNamed() {
        const fs::path real = fs::path(LOCASCOPE_SHARED_DIR) / "data/broken/hms-dbmi+viv/packages/loaders/tests/fixtures/ome-zarr";
        if (!fs::exists(real))
            QSKIP("the real files are not here");
        for (const char* name : {"blobs_image_v04.ome.zarr", "blobs_image_v05.ome.zarr"})
            QVERIFY(errorOf(real / name) == ErrorKind::Unsupported);
    }

    void hiddenFoldersAreNotedAndNotEntered() {
        touchStains("a");
        touchStains(".trash/b");
        const Plate plate = scanPlate(m_root);
        QCOMPARE(plate.samples.size(), std::size_t{1});
        const Note expected{Note::Kind::FilesIgnored, ".trash", 1};
        QVERIFY(plate.notes.size() == 1 && plate.notes[0] == expected);
    }

    void aFolderWithoutPermissionIsAProblem() {
        touchStains("a");
        touchStains("closed/b");
        fs::permissions(m_root / "closed", fs::perms::none);
        const testing::AsNobody nobody(m_root);
        if (!nobody.holds())
            QSKIP("root may read everything");
        const Plate plate = scanPlate(m_root);
        const ErrorKind kind = errorOf(m_root / "closed");
        QCOMPARE(plate.samples.size(), std::size_t{1});
        QCOMPARE(plate.problems.size(), std::size_t{1});
        QCOMPARE(plate.problems[0].file, std::string("closed"));
        QVERIFY(plate.problems[0].kind == ErrorKind::PermissionDenied);
        QVERIFY(kind == ErrorKind::PermissionDenied);
    }

    void aRootThatCannotBeUsedIsAnError() {
        touch("file");
        fs::create_directory(m_root / "empty");
        QVERIFY(errorOf(m_root / "missing") == ErrorKind::NotFound);
        QVERIFY(errorOf(m_root / "file") == ErrorKind::NotARegularFile);
        QVERIFY(errorOf(m_root / "empty") == ErrorKind::Empty);
        QVERIFY(errorOf("") == ErrorKind::NotFound);
    }

    void anEmptyPlateSaysWhatItHolds() {
        touch("r01c01-ch1.tiff");
        touch("r01c01-ch2.tiff");
        std::string cause;
        QVERIFY(errorOf(m_root, &cause) == ErrorKind::Empty);
        QCOMPARE(cause, std::string("no image named <id>_<red|green|blue|yellow>.<png|jpg|tif> in it (2 images name no stain)"));
    }

    void aStopReturnsWhatThereIs() {
        touchStains("a");
        std::stop_source source;
        source.request_stop();
        QVERIFY(scanPlate(m_root, {}, {}, source.get_token()).samples.empty());
    }

    void progressIsTold() {
        fs::create_directory(m_root / "many");
        touchStains("a");
        for (int i = 0; i < 5000; ++i)
            touch("many/" + std::to_string(i) + ".txt");
        std::size_t calls = 0, last = 0;
        scanPlate(m_root, {}, [&](std::size_t done, std::size_t total) {
            ++calls;
            last = done;
            QCOMPARE(total, std::size_t{0});
        });
        QVERIFY(calls >= 1 && last >= 4096);
    }

    void scanningWritesNothing() {
        touchStains("a");
        touchStains("deep/b");
        const std::set<std::string> before = tree(m_root);
        scanPlate(m_root);
        QVERIFY(tree(m_root) == before);
    }

    void realPlatesScan_data() {
        QTest::addColumn<QByteArray>("folder");
        QTest::addColumn<int>("samples");
        QTest::addColumn<int>("problems");
        QTest::addColumn<QByteArray>("scheme");
        QTest::newRow("challenge") << QByteArray("challenge") << 60 << 0 << QByteArray("challenge");
        QTest::newRow("atlas") << QByteArray("atlas") << 11 << 3 << QByteArray("atlas");
        QTest::newRow("missing stains") << QByteArray("missing-stains") << 24 << 24 << QByteArray("challenge");
        QTest::newRow("full size") << QByteArray("challenge-fullsize") << 2 << 0 << QByteArray("challenge");
        QTest::newRow("JPEG named PNG") << QByteArray("jpeg-named-png") << 1 << 0 << QByteArray("plate-well");
        QTest::newRow("sixteen bits") << QByteArray("sixteen-bit") << 1 << 0 << QByteArray("plate-well");
    }
    void realPlatesScan() {
        QFETCH(QByteArray, folder);
        QFETCH(int, samples);
        QFETCH(int, problems);
        QFETCH(QByteArray, scheme);
        const fs::path root = fs::path(LOCASCOPE_SHARED_DIR) / "data" / folder.toStdString();
        if (!fs::exists(root))
            QSKIP("the real plates are not here");
        const Plate plate = scanPlate(root);
        QCOMPARE(int(plate.samples.size()), samples);
        QCOMPARE(int(plate.problems.size()), problems);
        QCOMPARE(QByteArray::fromStdString(plate.scheme), scheme);
    }

    void theDamagedFilesScan() {
        const fs::path root = fs::path(LOCASCOPE_SHARED_DIR) / "data/broken";
        if (!fs::exists(root))
            QSKIP("the damaged files are not here");
        std::string cause;
        const ErrorKind kind = errorOf(root, &cause);
        QVERIFY2(kind == ErrorKind::Empty || kind == ErrorKind::Busy, cause.c_str());
    }
};

QTEST_APPLESS_MAIN(TestScanPlate)
#include "test_scanplate.moc"
