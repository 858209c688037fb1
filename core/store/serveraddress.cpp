#include "core/store/serveraddress.h"

#include "core/files/error.h"

#include <QByteArray>
#include <QStringList>

#include <algorithm>

namespace locascope {

namespace {

// A server that is gone blocks no call for longer than about 10 s: bytes that nobody confirms, and silence, both end the connection. What is written in
// the address comes behind these, and counts.
constexpr const char* usualOptions = "connect_timeout=5;keepalives=1;keepalives_idle=4;keepalives_interval=2;keepalives_count=2;"
                                     "tcp_user_timeout=8000;application_name=locascope";

QString decoded(const QByteArray& text) { return QString::fromUtf8(QByteArray::fromPercentEncoding(text)); }

QString quoted(QString value, const std::filesystem::path& shown) {
    if (value.contains(QLatin1Char(';'))) // Qt takes it for the end of an option
        throw Error(ErrorKind::Invalid, shown, "an option of the server's address holds a semicolon; put it into libpq's environment instead");
    value.replace(QLatin1Char('\\'), QLatin1String("\\\\")).replace(QLatin1Char('\''), QLatin1String("\\'"));
    return QLatin1Char('\'') + value + QLatin1Char('\'');
}

// All of it where there is no such place.
QByteArray before(const QByteArray& text, qsizetype place) { return place < 0 ? text : text.left(place); }

void takeUser(const QByteArray& text, ServerAddress& address) {
    const qsizetype colon = text.indexOf(':');
    address.user = decoded(before(text, colon));
    if (colon >= 0)
        address.password = decoded(text.mid(colon + 1));
}

void takeHost(const QByteArray& text, ServerAddress& address) {
    const qsizetype bracket = text.lastIndexOf(']');
    const qsizetype colon = text.indexOf(':', std::max<qsizetype>(bracket, 0));
    QByteArray host = before(text, colon);
    if (host.startsWith('[') && host.endsWith(']'))
        host = host.mid(1, host.size() - 2);
    address.host = decoded(host);
    if (colon >= 0)
        address.port = decoded(text.mid(colon + 1));
}

void takeOptions(const QByteArray& text, ServerAddress& address) {
    for (const QByteArray& option : text.split('&')) {
        const qsizetype equals = option.indexOf('=');
        const QByteArray key = before(option, equals);
        if (equals < 1)
            throw Error(ErrorKind::Invalid, address.shown, "the options behind ? of the server's address are no KEY=VALUE pairs; write them as libpq does");
        for (const char character : key)
            if (!(character >= 'a' && character <= 'z') && character != '_')
                throw Error(ErrorKind::Invalid, address.shown, "an option of the server's address has a name that libpq does not know; check its spelling");
        address.options += QLatin1Char(';') + QString::fromLatin1(key) + QLatin1Char('=') + quoted(decoded(option.mid(equals + 1)), address.shown);
    }
}

} // namespace

ServerAddress parseServerAddress(const ReviewPlace& place) {
    ServerAddress address;
    address.shown = place.shown();
    const QByteArray whole = QByteArray::fromStdString(place.address());
    QByteArray rest = whole.mid(whole.indexOf("://") + 3);
    address.options = QLatin1String(usualOptions);
    if (const qsizetype question = rest.indexOf('?'); question >= 0) {
        takeOptions(rest.mid(question + 1), address);
        rest = rest.left(question);
    }
    if (const qsizetype slash = rest.indexOf('/'); slash >= 0) {
        address.database = decoded(rest.mid(slash + 1));
        rest = rest.left(slash);
    }
    if (const qsizetype at = rest.lastIndexOf('@'); at >= 0) {
        takeUser(rest.left(at), address);
        rest = rest.mid(at + 1);
    }
    takeHost(rest, address);
    if (bool isNumber = false; !address.port.isEmpty() && (address.port.toUShort(&isNumber) == 0 || !isNumber))
        throw Error(ErrorKind::Invalid, address.shown, "the port of the server's address is no number between 1 and 65535");
    if (whole.contains('\0'))
        throw Error(ErrorKind::Invalid, address.shown, "the server's address holds a NUL");
    return address;
}

} // namespace locascope
