#include "app/platescan.h"
#include "core/files/error.h"
#include "tests/support/addsamples.h"
#include "tests/support/expecterror.h"
#include "tests/support/temporaryfolder.h"

#include <QTest>

using namespace locascope;
using namespace locascope::testing;

class TestPlateScan final : public QObject {
    Q_OBJECT
private slots:
    void whatWasFoundUntilAnInterruptIsNoPlate() {
        const TemporaryFolder plate, data;
        addSamples(plate.path(), {"a", "b"});
        const CommandContext context{.program = {}, .dataDirectory = data.path(), .cacheDirectory = {}};
        QCOMPARE(scanNamedPlate(plate.path(), {}, context).samples.size(), std::size_t{2});
        std::stop_source stop;
        stop.request_stop();
        EXPECT_ERROR(scanNamedPlate(plate.path(), {}, context, stop.get_token()), ErrorKind::TimedOut);
    }
};

QTEST_APPLESS_MAIN(TestPlateScan)
#include "test_platescan.moc"
