#include "core/files/utf8.h"

#include <QTest>

using namespace locascope;

class TestUtf8 final : public QObject {
    Q_OBJECT
private slots:
    void textOfEveryLengthOfSequenceIsTaken() {
        for (const char* text : {"", "plain", "f\xC3\xA4rg", "\xE2\x82\xAC", "\xF0\x9F\x94\xAC", "\xED\x9F\xBF", "\xEE\x80\x80", "\xF4\x8F\xBF\xBD"})
            QVERIFY2(isUtf8Text(text), text);
    }

    void whatIsNotWellFormedIsRefused() {
        for (const char* text : {"\xA9", "a\xC3", "\xE2\x82", "\xC3(", "\xC0\xAF", "\xE0\x80\xAF", "\xF0\x80\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xFF"})
            QVERIFY2(!isUtf8Text(text), text);
    }

    void noncharactersAreRefused() {
        for (const char* text : {"\xEF\xBF\xBE", "\xEF\xB7\x90", "\xF0\x9F\xBF\xBF"})
            QVERIFY2(!isUtf8Text(text), text);
    }
};

QTEST_GUILESS_MAIN(TestUtf8)
#include "test_utf8.moc"
