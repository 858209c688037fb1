#pragma once

class QMenuBar;

namespace locascope {

class Session;
struct WindowParts;

/// Plate, Review, Model, View and Help, holding every action; fills `parts` with the menus.
void buildMenus(QMenuBar& bar, WindowParts& parts, Session& session);
/// Titles and the entries that vocabulary and recent plates bring, in the present language.
void retranslateMenus(WindowParts& parts, Session& session);
void fillRecentMenu(WindowParts& parts, Session& session);

} // namespace locascope
