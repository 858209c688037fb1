#pragma once

#include <cstddef>

namespace locascope {

/// Everything that can be done from a menu, but for the choices that a plate or a vocabulary brings (recent plates, labels).
enum class ActionId : std::size_t {
    OpenPlate, OpenSimulated, ImportCsv, ExportCsv, Pack, AttachSheet, RemoveSheet, BlindToSheet, CheckStaining, AssignChannels, FileNames, PixelSize, Save, Quit,
    Accept, Negative, Unusable, Unsure, NotJudged, Other, SameAsLast, Undo, Redo, Previous, Next, NextUnreviewed, FindLabel, EditNote, ShowHistory, MoreLikeThis, ShowExemplars,
    QueueInOrder, QueueUnreviewed, QueueEntropy, QueueMargin, QueueSecondLook, QueueBorderline, QueueDiffer, QueueRareFirst, QueueDiverse, QueueNear, QueueAudit, QueueAssigned, QueueAskedMe, QueueAnswered, QueueConflict, QueueLookAgain, QueueEnd, TakeFirstSide, TakeSecondSide, Blinding, Assign,
    VocabularyFile, Strict, Sticky,
    SelectPrevious, SelectNext, SelectAll, SelectNone,
    Models, ChooseModel, BundledModel, StartSweep, StopSweep, AllowProposals, ShowSaliency, SaliencyOfProposed, NextPeak, SaliencyOverlay, SaliencyContours, SaliencyBeside, ColoursEmber, ColoursLagoon, ColoursGrey, SaliencyBelow, CancelJob,
    FitField, OneToOne, ZoomIn, ZoomOut, PlaneUp, PlaneDown, PlaneMaximum, ModeComposite, ModeColour, ModeGreyscale, GreyToggle,
    StainNucleus, StainProtein, StainMicrotubules, StainReticulum, Contrast, ResetContrast, StretchProtein,
    CopyContrast, PasteContrast, SavePreset, MeasureContrast, LogHistogram, ViewPerStain, CompareSelected, PinBeside,
    ThemeSystem, ThemeDark, ThemeLight, LanguageSystem, LanguageEnglish, LanguageSwedish, RestorePanels, SaveSnapshot, CopyView, FullScreen, ShowPlateMap, SteerByPlateMap, ShowSimilarMap,
    Keys, ChangeKeys, About,
    Count
};
inline constexpr std::size_t actionCount = static_cast<std::size_t>(ActionId::Count);

/// What is fixed about an action.
struct ActionSpec {
    enum Trait { Plain = 0, Checkable = 1, Repeats = 2, ReadByPosition = 4 };
    const char* key;    ///< stable, for settings
    const char* text;   ///< English, context "Actions"
    const char* tip;    ///< what it does, without the key
    const char* shortcuts; ///< portable text, separated by spaces; may be empty
    const char* icon;   ///< of resources/icons, or empty
    int traits = Plain; ///< ReadByPosition: the key is shown, but KeyReader reads it
};
const ActionSpec& actionSpec(ActionId id);

} // namespace locascope
