#include "ui/widgets/placecolours.h"

#include "ui/models/session.h"
#include "ui/models/stainingcheck.h"
#include "ui/widgets/categorycolour.h"
#include "ui/widgets/colourramp.h"
#include "ui/widgets/stainingtext.h"
#include "ui/widgets/stainrow.h"

#include <cmath>

namespace locascope {

namespace {

QString shortNumber(double value) {
    const double size = std::abs(value);
    if (size >= 10000)
        return QString::number(std::lround(value / 1000)) + u'k';
    if (size >= 10 || value == std::floor(value))
        return QString::number(std::lround(value));
    return size >= 1 ? QString::number(value, 'f', 1) : QString::number(value, 'f', 2).mid(value < 0 ? 0 : 1); // ".03"
}

} // namespace

std::shared_ptr<const PlaceValues> stainingValues(Session& session, const Places& places) {
    const StainingCheck& check = session.staining();
    if (!check.results())
        return nullptr;
    PlaceValues values;
    values.form = isShare(check.shownFigure()) ? PlaceValues::Form::Share : PlaceValues::Form::Number;
    values.title = QStringLiteral("%1 · %2").arg(stainText(check.shownStain()), figureText(check.shownFigure()));
    values.values.resize(places.places.size());
    for (std::size_t place = 0; place < values.values.size(); ++place)
        if (const StainingRow* row = check.rowOf(check.unitOfPlace(static_cast<int>(place)), check.shownStain(), check.shownFigure()); row && std::isfinite(row->value))
            values.values[place] = row->value;
    fitRamp(values);
    return std::make_shared<const PlaceValues>(std::move(values));
}

QColor colourOf(const PlateMap& map, double value) { return map.isByCategory() ? categoryColour(static_cast<int>(value)) : rampColour(map.rampPosition(value)); }

QString shortText(const PlateMap& map, double value) {
    const PlaceValues* given = map.values();
    if (map.isByCategory())
        return given->categories.value(static_cast<int>(value)).left(4);
    if (given && given->form == PlaceValues::Form::Number)
        return shortNumber(value);
    const bool share = given ? given->form == PlaceValues::Form::Share : isShare(map.colouring());
    return QString::number(std::lround(share ? value * 100 : value));
}

} // namespace locascope
