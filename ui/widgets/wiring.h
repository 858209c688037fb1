#pragma once

#include <QStringList>

class QMainWindow;

namespace locascope {

class Session;
struct WindowParts;

enum class ThenUse { No, Yes };

/// Says what each action does, and which of them can be done now.
void connectPlateActions(QMainWindow& window, WindowParts& parts, Session& session);
void connectNaming(QMainWindow& window, WindowParts& parts, Session& session);
void connectReading(QMainWindow& window, WindowParts& parts, Session& session);
void connectReviewActions(QMainWindow& window, WindowParts& parts, Session& session);
void connectModelActions(QMainWindow& window, WindowParts& parts, Session& session);
/// The page of models and what it does (wiringmodels.cpp).
void connectModels(QMainWindow& window, WindowParts& parts, Session& session);
/// Opens that page and imports these files, one after another; with ThenUse::Yes the one that is brought in is used.
void importModels(QMainWindow& window, Session& session, const QStringList& files, ThenUse use);
/// How it is shown where the model looked (wiringsaliency.cpp).
void connectSaliency(WindowParts& parts, Session& session);
void connectViewActions(QMainWindow& window, WindowParts& parts, Session& session);
/// Pictures and figures of what is seen.
void connectSnapshots(QMainWindow& window, WindowParts& parts, Session& session);
/// Copying, keeping and measuring contrast (wiringcontrast.cpp).
void connectContrast(QMainWindow& window, WindowParts& parts, Session& session);
/// More like this, exemplars, and the map of similar samples (wiringsimilar.cpp).
void connectSimilar(WindowParts& parts, Session& session);
/// What several reviewers share: what is hidden from them, samples drawn by lot (wiringteam.cpp).
void connectTeam(QMainWindow& window, WindowParts& parts, Session& session);
/// What to look at next (wiringqueue.cpp).
void connectQueues(WindowParts& parts, Session& session);
/// Samples side by side, one view per stain, and the way back (wiringcompare.cpp).
void connectComparing(WindowParts& parts, Session& session);
/// Whose keys count, and the dialog that changes them (wiringkeys.cpp).
void connectKeyChoices(QMainWindow& window, WindowParts& parts, Session& session);
/// Digits by position and held keys.
void connectKeys(WindowParts& parts, Session& session);

} // namespace locascope
