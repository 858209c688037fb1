#include "ui/widgets/wiring.h"

#include "ui/models/session.h"
#include "ui/widgets/fieldpanel.h"
#include "ui/widgets/wiringtools.h"

#include <QActionGroup>
#include <QCoreApplication>
#include <QMenu>

#include <array>
#include <functional>
#include <utility>

namespace locascope {

namespace {

using A = ActionId;

constexpr std::array<std::pair<ActionId, SaliencyStyle>, 3> styleActions{
    {{A::SaliencyOverlay, SaliencyStyle::Overlay}, {A::SaliencyContours, SaliencyStyle::Contours}, {A::SaliencyBeside, SaliencyStyle::Beside}}};
constexpr std::array<std::pair<ActionId, HeatPalette>, 3> paletteActions{
    {{A::ColoursEmber, HeatPalette::Ember}, {A::ColoursLagoon, HeatPalette::Lagoon}, {A::ColoursGrey, HeatPalette::Grey}}};

void change(SaliencyView& view, const std::function<void(SaliencyChoice&)>& act) {
    SaliencyChoice choice = view.choice();
    act(choice);
    view.choose(choice);
}

/// What the model offers; its default is chosen where the user has chosen nothing that it offers.
void fillMethodMenu(WindowParts& parts, Session& session) {
    QMenu& menu = *parts.methodMenu;
    menu.clear();
    SaliencyView& view = parts.field->saliency();
    delete menu.findChild<QActionGroup*>();
    auto* group = new QActionGroup(&menu);
    for (const SaliencyMethod method : session.saliencyMethods()) {
        const bool isSlow = method == SaliencyMethod::SmoothGrad || method == SaliencyMethod::Occlusion;
        QAction* action = menu.addAction(isSlow ? QCoreApplication::translate("Menus", "%1 (takes seconds)").arg(methodText(method)) : methodText(method));
        group->addAction(action);
        action->setCheckable(true);
        action->setChecked(method == session.saliencyMethod());
        QObject::connect(action, &QAction::triggered, &view, [&view, method] { change(view, [method](SaliencyChoice& choice) { choice.method = method; }); });
    }
    menu.setEnabled(!session.saliencyMethods().empty());
}

void showChoice(WindowParts& parts) {
    const SaliencyChoice& choice = parts.field->saliency().choice();
    for (const auto& [id, style] : styleActions)
        (*parts.actions)[id].setChecked(choice.style == style);
    for (const auto& [id, palette] : paletteActions)
        (*parts.actions)[id].setChecked(choice.palette == palette);
    (*parts.actions)[A::SaliencyOfProposed].setChecked(choice.ofProposed);
    (*parts.actions)[A::SaliencyBelow].setChecked(choice.belowThreshold);
}

} // namespace

void connectSaliency(WindowParts& parts, Session& session) {
    SaliencyView& view = parts.field->saliency();
    parts.field->offerSaliencyMenu(parts.saliencyMenu);
    QAction& shown = (*parts.actions)[A::ShowSaliency];
    shown.setChecked(true);
    QObject::connect(&shown, &QAction::toggled, &view, &SaliencyView::setShown);
    for (const auto& [id, style] : styleActions)
        on(parts, id, &view, [&view, style = style] { change(view, [style](SaliencyChoice& choice) { choice.style = style; }); });
    for (const auto& [id, palette] : paletteActions)
        on(parts, id, &view, [&view, palette = palette] { change(view, [palette](SaliencyChoice& choice) { choice.palette = palette; }); });
    on(parts, A::SaliencyOfProposed, &view, [&view](bool on) { change(view, [on](SaliencyChoice& choice) { choice.ofProposed = on; }); });
    on(parts, A::SaliencyBelow, &view, [&view](bool on) { change(view, [on](SaliencyChoice& choice) { choice.belowThreshold = on; }); });
    on(parts, A::NextPeak, &view, [&view] { view.stepPeak(); });
    QObject::connect(parts.methodMenu, &QMenu::aboutToShow, &view, [&parts, &session] { fillMethodMenu(parts, session); });
    const auto offer = [&parts, &session] { parts.methodMenu->setEnabled(!session.saliencyMethods().empty()); };
    QObject::connect(&session, &Session::modelChanged, parts.methodMenu, offer);
    offer();
    showChoice(parts);
}

} // namespace locascope
