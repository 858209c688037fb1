#include "ui/widgets/actions.h"

#include "ui/widgets/icons.h"

#include <QCoreApplication>
#include <QSettings>

#include <utility>

namespace locascope {

namespace {

using T = ActionSpec;
/// In the order of ActionId.
constexpr std::array<ActionSpec, actionCount> specs{{
    {"open-plate", QT_TRANSLATE_NOOP("Actions", "&Open plate…"),
     QT_TRANSLATE_NOOP("Actions", "Open a directory of images"),
     "Ctrl+O", "open"},
    {"open-simulated", QT_TRANSLATE_NOOP("Actions", "Open a &simulated plate"),
     QT_TRANSLATE_NOOP("Actions", "Make a plate of simulated cells, whose truth is known, and open it"),
     "", "simulate"},
    {"import", QT_TRANSLATE_NOOP("Actions", "&Import CSV…"),
     QT_TRANSLATE_NOOP("Actions", "Read labels or predictions that were made elsewhere"),
     "Ctrl+I", "import"},
    {"export", QT_TRANSLATE_NOOP("Actions", "&Export CSV…"),
     QT_TRANSLATE_NOOP("Actions", "Write the labels of this plate to a file"),
     "Ctrl+E", "export"},
    {"attach-sheet", QT_TRANSLATE_NOOP("Actions", "Attach &sheet…"),
     QT_TRANSLATE_NOOP("Actions", "Attach a CSV that says something of wells or samples: antibody, cell line, control, …"), "", "import"},
    {"remove-sheet", QT_TRANSLATE_NOOP("Actions", "&Remove sheet"), QT_TRANSLATE_NOOP("Actions", "Take the sheet off this plate's review"), "", ""},
    {"blind-to-sheet", QT_TRANSLATE_NOOP("Actions", "&Hide blinded columns"),
     QT_TRANSLATE_NOOP("Actions", "Show the sheet’s blinded columns nowhere: no filter, no colour, no siblings by antibody"), "", "", T::Checkable},
    {"check-staining", QT_TRANSLATE_NOOP("Actions", "Check the s&taining"),
     QT_TRANSLATE_NOOP("Actions", "Measure every well’s staining and hold it against the controls of the sheet"), "Ctrl+T", ""},
    {"assign-channels", QT_TRANSLATE_NOOP("Actions", "&Channels and stains…"),
     QT_TRANSLATE_NOOP("Actions", "Say which channel of this plate is which stain"), "", ""},
    {"file-names", QT_TRANSLATE_NOOP("Actions", "&File names…"),
     QT_TRANSLATE_NOOP("Actions", "See and choose how the names of this plate’s files are read, or write a naming scheme of your own"), "", ""},
    {"pixel-size", QT_TRANSLATE_NOOP("Actions", "Pi&xel size…"),
     QT_TRANSLATE_NOOP("Actions", "Enter how wide a pixel of this plate is, for the scale bar"), "", ""},
    {"save", QT_TRANSLATE_NOOP("Actions", "&Save"),
     QT_TRANSLATE_NOOP("Actions", "Every decision is saved by itself; this tries again what is not saved yet"),
     "Ctrl+S", "save"},
    {"quit", QT_TRANSLATE_NOOP("Actions", "&Quit"),
     QT_TRANSLATE_NOOP("Actions", "Close the window"),
     "Ctrl+Q", ""},

    {"accept", QT_TRANSLATE_NOOP("Actions", "&Accept and next"),
     QT_TRANSLATE_NOOP("Actions", "Store the solid labels and move on"),
     "Return Enter", "accept"},
    {"negative", QT_TRANSLATE_NOOP("Actions", "&Negative"),
     QT_TRANSLATE_NOOP("Actions", "Cells are there, but no specific staining of the protein"),
     "N", "negative"},
    {"unusable", QT_TRANSLATE_NOOP("Actions", "Un&usable"),
     QT_TRANSLATE_NOOP("Actions", "Out of focus, empty, debris, saturated, or a reference stain failed"),
     "X", "unusable"},
    {"unsure", QT_TRANSLATE_NOOP("Actions", "Unsu&re…"),
     QT_TRANSLATE_NOOP("Actions", "Leave a note for a colleague and move on"),
     "U", "unsure"},
    {"not-judged", QT_TRANSLATE_NOOP("Actions", "Not &judged…"),
     QT_TRANSLATE_NOOP("Actions", "The next label is marked as not judged"),
     "?", "notjudged"},
    {"other", QT_TRANSLATE_NOOP("Actions", "O&ther"),
     QT_TRANSLATE_NOOP("Actions", "Something is seen that no class describes"),
     "O", "other", T::Checkable},
    {"undo", QT_TRANSLATE_NOOP("Actions", "&Undo"),
     QT_TRANSLATE_NOOP("Actions", "Take back the last act, also on another sample"),
     "Ctrl+Z", "undo"},
    {"redo", QT_TRANSLATE_NOOP("Actions", "Re&do"),
     QT_TRANSLATE_NOOP("Actions", "Do again what was taken back"),
     "Ctrl+Shift+Z", "redo"},
    {"previous", QT_TRANSLATE_NOOP("Actions", "&Previous sample"),
     QT_TRANSLATE_NOOP("Actions", "One sample back"),
     "Left A", "previous", T::Repeats},
    {"next", QT_TRANSLATE_NOOP("Actions", "Ne&xt sample"),
     QT_TRANSLATE_NOOP("Actions", "One sample on, without a decision"),
     "Right D", "next", T::Repeats},
    {"next-unreviewed", QT_TRANSLATE_NOOP("Actions", "Next un&reviewed"),
     QT_TRANSLATE_NOOP("Actions", "The next sample without a decision"),
     "W", "unreviewed"},
    {"find-label", QT_TRANSLATE_NOOP("Actions", "&Find a label"),
     QT_TRANSLATE_NOOP("Actions", "Find a label by typing"),
     "Ctrl+F /", "find"},
    {"edit-note", QT_TRANSLATE_NOOP("Actions", "Edit the n&ote"),
     QT_TRANSLATE_NOOP("Actions", "Write a note on this sample"),
     "Ctrl+M", "note"},
    {"more-like-this", QT_TRANSLATE_NOOP("Actions", "More like t&his"),
     QT_TRANSLATE_NOOP("Actions", "The gallery shows the plate by likeness to this sample, as the model sees it; the same key asks for the current one, Esc returns to the order before"),
     "L", ""},
    {"show-exemplars", QT_TRANSLATE_NOOP("Actions", "Exe&mplars"),
     QT_TRANSLATE_NOOP("Actions", "Below the image, samples that were decided to show the class under the cursor, those most like this one"),
     "E", "", T::Checkable},
    {"vocabulary-file", QT_TRANSLATE_NOOP("Actions", "From a &file…"),
     QT_TRANSLATE_NOOP("Actions", "Label by the classes that a CSV file lists"),
     "", ""},
    {"strict", QT_TRANSLATE_NOOP("Actions", "&Strict mode"),
     QT_TRANSLATE_NOOP("Actions", "Accept stops while a hollow label was not touched"),
     "", "", T::Checkable},
    {"sticky", QT_TRANSLATE_NOOP("Actions", "Stic&ky Shift and Alt"),
     QT_TRANSLATE_NOOP("Actions", "Shift or Alt pressed alone holds for the next digit"),
     "", "", T::Checkable},

    {"select-previous", QT_TRANSLATE_NOOP("Actions", "Select the pre&vious too"),
     QT_TRANSLATE_NOOP("Actions", "Extend what is selected by one sample back"),
     "Shift+Left", "", T::Repeats},
    {"select-next", QT_TRANSLATE_NOOP("Actions", "Select the ne&xt too"),
     QT_TRANSLATE_NOOP("Actions", "Extend what is selected by one sample on"),
     "Shift+Right", "", T::Repeats},
    {"select-all", QT_TRANSLATE_NOOP("Actions", "Select &all shown"),
     QT_TRANSLATE_NOOP("Actions", "Select every sample that the gallery shows"),
     "Ctrl+A", ""},
    {"select-none", QT_TRANSLATE_NOOP("Actions", "Select n&one"),
     QT_TRANSLATE_NOOP("Actions", "End the selection, as Esc does; the current sample stays"),
     "Ctrl+Shift+A", ""},

    {"models", QT_TRANSLATE_NOOP("Actions", "&Models…"),
     QT_TRANSLATE_NOOP("Actions", "See the models there are, use one, bring in others or remove them"),
     "Ctrl+L", "model"},
    {"choose-model", QT_TRANSLATE_NOOP("Actions", "&Choose a model…"),
     QT_TRANSLATE_NOOP("Actions", "Use another classifier; it is tried in safety first"),
     "", ""},
    {"bundled-model", QT_TRANSLATE_NOOP("Actions", "Use the &bundled model"),
     QT_TRANSLATE_NOOP("Actions", "Use the model that comes with the program"),
     "", ""},
    {"start-sweep", QT_TRANSLATE_NOOP("Actions", "Classify the &whole plate"),
     QT_TRANSLATE_NOOP("Actions", "Classify every sample in the background"),
     "Ctrl+P", "sweep"},
    {"stop-sweep", QT_TRANSLATE_NOOP("Actions", "&Stop classifying"),
     QT_TRANSLATE_NOOP("Actions", "Stop classifying in the background; what is done is kept"),
     "", "stop"},
    {"allow-proposals", QT_TRANSLATE_NOOP("Actions", "&Let the model propose on this plate"),
     QT_TRANSLATE_NOOP("Actions", "A model trained on simulated images proposes only where you say so"),
     "", ""},
    {"show-saliency", QT_TRANSLATE_NOOP("Actions", "Show where the model &looked"),
     QT_TRANSLATE_NOOP("Actions", "Lay the saliency of the label under the cursor over the image"),
     "S", "eye", T::Checkable},
    {"saliency-of-proposed", QT_TRANSLATE_NOOP("Actions", "Of &all proposed labels"),
     QT_TRANSLATE_NOOP("Actions", "While no label is under the cursor, show where the model looked for each one it proposes, each in its colour"),
     "Shift+S", "", T::Checkable},
    {"next-peak", QT_TRANSLATE_NOOP("Actions", "Next &peak"),
     QT_TRANSLATE_NOOP("Actions", "Step through the places where the model looked most, the strongest first"),
     "K", "", T::Repeats},
    {"saliency-overlay", QT_TRANSLATE_NOOP("Actions", "&Shading"),
     QT_TRANSLATE_NOOP("Actions", "Shade the image where the model looked"), "", "", T::Checkable},
    {"saliency-contours", QT_TRANSLATE_NOOP("Actions", "&Contours"),
     QT_TRANSLATE_NOOP("Actions", "Lines at a quarter, a half and three quarters of the strongest; the image stays as it is"), "", "", T::Checkable},
    {"saliency-beside", QT_TRANSLATE_NOOP("Actions", "Side &by side"),
     QT_TRANSLATE_NOOP("Actions", "The image as it is, and beside it where the model looked"), "", "", T::Checkable},
    {"saliency-ember", QT_TRANSLATE_NOOP("Actions", "&Ember colours"),
     QT_TRANSLATE_NOOP("Actions", "Violet to yellow, perceptually even"), "", "", T::Checkable},
    {"saliency-lagoon", QT_TRANSLATE_NOOP("Actions", "&Lagoon colours"),
     QT_TRANSLATE_NOOP("Actions", "Blue to pale yellow, perceptually even, without red"), "", "", T::Checkable},
    {"saliency-grey", QT_TRANSLATE_NOOP("Actions", "&Grey"),
     QT_TRANSLATE_NOOP("Actions", "Black to white, perceptually even"), "", "", T::Checkable},
    {"saliency-below", QT_TRANSLATE_NOOP("Actions", "Also below the &threshold"),
     QT_TRANSLATE_NOOP("Actions", "Show it for labels that the model does not propose, too, marked as such"), "", "", T::Checkable},
    {"cancel-job", QT_TRANSLATE_NOOP("Actions", "Ca&ncel what is running"),
     QT_TRANSLATE_NOOP("Actions", "Cancel the job whose progress the status bar shows"),
     "Esc", "stop"},

    {"fit", QT_TRANSLATE_NOOP("Actions", "&Fit"),
     QT_TRANSLATE_NOOP("Actions", "Show the whole field"),
     "F", "fit"},
    {"one-to-one", QT_TRANSLATE_NOOP("Actions", "&1:1"),
     QT_TRANSLATE_NOOP("Actions", "One image pixel on one screen pixel"),
     "Ctrl+0", "onetoone"},
    {"zoom-in", QT_TRANSLATE_NOOP("Actions", "Zoom &in"),
     QT_TRANSLATE_NOOP("Actions", "Enlarge"),
     "+ Ctrl++ =", "zoomin", T::Repeats},
    {"zoom-out", QT_TRANSLATE_NOOP("Actions", "Zoom &out"),
     QT_TRANSLATE_NOOP("Actions", "Reduce"),
     "- Ctrl+-", "zoomout", T::Repeats},
    {"plane-up", QT_TRANSLATE_NOOP("Actions", "Plane &up"),
     QT_TRANSLATE_NOOP("Actions", "Show the z plane above, of the whole plate"),
     ".", "", T::Repeats},
    {"plane-down", QT_TRANSLATE_NOOP("Actions", "Plane &down"),
     QT_TRANSLATE_NOOP("Actions", "Show the z plane below, of the whole plate"),
     ",", "", T::Repeats},
    {"plane-maximum", QT_TRANSLATE_NOOP("Actions", "Ma&ximum of all planes"),
     QT_TRANSLATE_NOOP("Actions", "Show the maximum of all z planes; the same key returns to the one before"),
     "Z", "", T::Checkable},
    {"mode-composite", QT_TRANSLATE_NOOP("Actions", "&Composite"),
     QT_TRANSLATE_NOOP("Actions", "Visible stains added, each in its colour"),
     "", "", T::Checkable},
    {"mode-colour", QT_TRANSLATE_NOOP("Actions", "Co&lour"),
     QT_TRANSLATE_NOOP("Actions", "The active stain alone, in its colour"),
     "", "", T::Checkable},
    {"mode-greyscale", QT_TRANSLATE_NOOP("Actions", "&Greyscale"),
     QT_TRANSLATE_NOOP("Actions", "The active stain alone, in grey"),
     "", "", T::Checkable},
    {"grey-toggle", QT_TRANSLATE_NOOP("Actions", "Active stain alone, and &back"),
     QT_TRANSLATE_NOOP("Actions", "The active stain alone in grey; the same key returns"),
     "G", "alone"},
    {"stain-nucleus", QT_TRANSLATE_NOOP("Actions", "Show &nucleus"),
     QT_TRANSLATE_NOOP("Actions", "Show or hide the nucleus stain; hold the key to see it alone in grey"),
     "Ctrl+1", "", T::Checkable | T::ReadByPosition},
    {"stain-protein", QT_TRANSLATE_NOOP("Actions", "Show &protein"),
     QT_TRANSLATE_NOOP("Actions", "Show or hide the protein stain; hold the key to see it alone in grey"),
     "Ctrl+2", "", T::Checkable | T::ReadByPosition},
    {"stain-microtubules", QT_TRANSLATE_NOOP("Actions", "Show &microtubules"),
     QT_TRANSLATE_NOOP("Actions", "Show or hide the microtubule stain; hold the key to see it alone in grey"),
     "Ctrl+3", "", T::Checkable | T::ReadByPosition},
    {"stain-reticulum", QT_TRANSLATE_NOOP("Actions", "Show &endoplasmic reticulum"),
     QT_TRANSLATE_NOOP("Actions", "Show or hide the endoplasmic reticulum stain; hold the key to see it alone in grey"),
     "Ctrl+4", "", T::Checkable | T::ReadByPosition},
    {"contrast", QT_TRANSLATE_NOOP("Actions", "&Brightness and contrast"),
     QT_TRANSLATE_NOOP("Actions", "Open the panel of the stains"),
     "Shift+C", "contrast"},
    {"reset-contrast", QT_TRANSLATE_NOOP("Actions", "&Reset contrast"),
     QT_TRANSLATE_NOOP("Actions", "Back to the plate’s automatic contrast"),
     "Ctrl+R", ""},
    {"stretch-protein", QT_TRANSLATE_NOOP("Actions", "S&tretch the protein (hold)"),
     QT_TRANSLATE_NOOP("Actions", "While held, the protein is stretched to this image alone: not comparable"),
     "B", "", T::ReadByPosition},
    {"copy-contrast", QT_TRANSLATE_NOOP("Actions", "&Copy contrast"),
     QT_TRANSLATE_NOOP("Actions", "Windows, gamma, colours and visibility of all stains as text, for another plate or a colleague"),
     "Ctrl+Shift+C", ""},
    {"paste-contrast", QT_TRANSLATE_NOOP("Actions", "&Paste contrast"),
     QT_TRANSLATE_NOOP("Actions", "Show this plate as was copied; images must have the same bit depth"),
     "Ctrl+Shift+V", ""},
    {"save-preset", QT_TRANSLATE_NOOP("Actions", "&Save as…"),
     QT_TRANSLATE_NOOP("Actions", "Keep the contrast of all stains under a name, for any plate of the same bit depth"),
     "", "save"},
    {"measure-contrast", QT_TRANSLATE_NOOP("Actions", "&Measure the plate…"),
     QT_TRANSLATE_NOOP("Actions", "Say how much may saturate, and measure the plate’s contrast anew"),
     "", ""},
    {"log-histogram", QT_TRANSLATE_NOOP("Actions", "&Logarithmic histograms"),
     QT_TRANSLATE_NOOP("Actions", "Counts on a logarithmic scale, so that cells show beside the background; off: linear"),
     "", "", T::Checkable},
    {"view-per-stain", QT_TRANSLATE_NOOP("Actions", "One &view per stain"),
     QT_TRANSLATE_NOOP("Actions", "The composite and each stain alone, side by side and linked; the same key or Esc returns"),
     "V", "", T::Checkable},
    {"compare-selected", QT_TRANSLATE_NOOP("Actions", "Compare selec&ted"),
     QT_TRANSLATE_NOOP("Actions", "Up to six selected samples side by side, linked in zoom, place and contrast; a click makes one the current sample; the same key or Esc returns. Select with Shift or Ctrl in the gallery"),
     "C", "", T::Checkable},
    {"pin-beside", QT_TRANSLATE_NOOP("Actions", "Keep &beside"),
     QT_TRANSLATE_NOOP("Actions", "This sample stays beside those that follow, to compare with; again: not any more"),
     "P", "", T::Checkable},
    {"theme-system", QT_TRANSLATE_NOOP("Actions", "As the &system"),
     QT_TRANSLATE_NOOP("Actions", "Dark or light as the system is"),
     "", "", T::Checkable},
    {"theme-dark", QT_TRANSLATE_NOOP("Actions", "&Dark theme"),
     QT_TRANSLATE_NOOP("Actions", "Dark and neutral, as images want it"),
     "", "", T::Checkable},
    {"theme-light", QT_TRANSLATE_NOOP("Actions", "&Light theme"),
     QT_TRANSLATE_NOOP("Actions", "Light panels around a dark field"),
     "", "", T::Checkable},
    {"language-system", QT_TRANSLATE_NOOP("Actions", "As the s&ystem"),
     QT_TRANSLATE_NOOP("Actions", "Use the language of the system where the program has it"),
     "", "", T::Checkable},
    {"language-english", "English",
     QT_TRANSLATE_NOOP("Actions", "Show the program in English"),
     "", "", T::Checkable},
    {"language-swedish", "Svenska",
     QT_TRANSLATE_NOOP("Actions", "Show the program in Swedish"),
     "", "", T::Checkable},
    {"restore-panels", QT_TRANSLATE_NOOP("Actions", "Put all panels back"),
     QT_TRANSLATE_NOOP("Actions", "Every panel where it was at first"),
     "", ""},
    {"save-snapshot", QT_TRANSLATE_NOOP("Actions", "Save snap&shot…"),
     QT_TRANSLATE_NOOP("Actions", "Save what is seen as a picture, a figure for print, or its raw counts"),
     "Ctrl+Shift+S", "save"},
    {"copy-view", QT_TRANSLATE_NOOP("Actions", "Cop&y view"),
     QT_TRANSLATE_NOOP("Actions", "Put the field as it is on screen on the clipboard"),
     "Ctrl+C", ""},
    {"full-screen", QT_TRANSLATE_NOOP("Actions", "F&ull screen"),
     QT_TRANSLATE_NOOP("Actions", "Use the whole screen, and back"),
     "F11", "", T::Checkable},
    {"show-plate-map", QT_TRANSLATE_NOOP("Actions", "Plate &map"),
     QT_TRANSLATE_NOOP("Actions", "Show or hide the plate map"),
     "Shift+M", "platemap", T::Checkable},
    {"steer-by-plate-map", QT_TRANSLATE_NOOP("Actions", "St&eer by the plate map"),
     QT_TRANSLATE_NOOP("Actions", "The keys go to the plate map: arrows and Space select wells, Enter goes to a well’s first unreviewed field, Esc comes back"),
     "M", ""},
    {"show-similar-map", QT_TRANSLATE_NOOP("Actions", "Map of s&imilar samples"),
     QT_TRANSLATE_NOOP("Actions", "Show or hide the map on which samples that look alike to the model lie together"),
     "Shift+L", "", T::Checkable},

    {"keys", QT_TRANSLATE_NOOP("Actions", "&Keyboard"),
     QT_TRANSLATE_NOOP("Actions", "Every key at a glance"),
     "F1", "keyboard"},
    {"change-keys", QT_TRANSLATE_NOOP("Actions", "&Change keys…"),
     QT_TRANSLATE_NOOP("Actions", "Give actions other keys"),
     "", ""},
    {"about", QT_TRANSLATE_NOOP("Actions", "&About Locascope"),
     QT_TRANSLATE_NOOP("Actions", "Version, licence and what it is for"),
     "", ""},
}};

QString settingOf(ActionId id) { return QStringLiteral("keys/") + QLatin1String(actionSpec(id).key); }

QList<QKeySequence> parseKeys(const QString& text) {
    QList<QKeySequence> keys;
    for (const QString& one : text.split(u' ', Qt::SkipEmptyParts))
        keys.append(QKeySequence::fromString(one, QKeySequence::PortableText));
    return keys;
}

QString formatKeys(const QList<QKeySequence>& keys, QKeySequence::SequenceFormat format, QChar separator) {
    QStringList texts;
    for (const QKeySequence& key : keys)
        texts.append(key.toString(format));
    return texts.join(separator);
}

} // namespace

const ActionSpec& actionSpec(ActionId id) { return specs[static_cast<std::size_t>(id)]; }

Actions::Actions(QObject* parent) : QObject(parent) {
    for (std::size_t i = 0; i < actionCount; ++i) {
        const auto id = static_cast<ActionId>(i);
        const ActionSpec& spec = specs[i];
        auto* action = new QAction(this);
        action->setObjectName(QLatin1String(spec.key));
        action->setCheckable(spec.traits & T::Checkable);
        action->setAutoRepeat(spec.traits & T::Repeats);
        action->setMenuRole(QAction::NoRole);
        if (spec.icon[0])
            action->setIcon(themedIcon(QLatin1String(spec.icon)));
        m_actions[i] = action;
        const QVariant saved = QSettings().value(settingOf(id));
        m_keys[i] = saved.isValid() && keysCanChange(id) ? parseKeys(saved.toString()) : defaultKeys(id);
        applyKeys(id);
    }
    retranslate();
}

QList<QKeySequence> Actions::defaultKeys(ActionId id) { return parseKeys(QLatin1String(actionSpec(id).shortcuts)); }

bool Actions::keysCanChange(ActionId id) {
    return !(actionSpec(id).traits & T::ReadByPosition) || id == ActionId::StretchProtein;
}

void Actions::applyKeys(ActionId id) {
    if (!(actionSpec(id).traits & T::ReadByPosition))
        (*this)[id].setShortcuts(keys(id));
}

void Actions::setKeys(ActionId id, const QList<QKeySequence>& keys) {
    if (keys == this->keys(id) || !keysCanChange(id))
        return;
    m_keys[static_cast<std::size_t>(id)] = keys;
    if (keys == defaultKeys(id))
        QSettings().remove(settingOf(id));
    else
        QSettings().setValue(settingOf(id), formatKeys(keys, QKeySequence::PortableText, u' '));
    applyKeys(id);
    retranslate();
    emit keysChanged();
}

void Actions::resetKeys() {
    for (std::size_t i = 0; i < actionCount; ++i)
        setKeys(static_cast<ActionId>(i), defaultKeys(static_cast<ActionId>(i)));
}

void Actions::setHindrance(ActionId id, const QString& why) {
    (*this)[id].setEnabled(why.isEmpty());
    if (std::exchange(m_hindrances[static_cast<std::size_t>(id)], why) != why)
        retranslate();
}

void Actions::retranslate() {
    for (std::size_t i = 0; i < actionCount; ++i) {
        const auto id = static_cast<ActionId>(i);
        QAction& action = (*this)[id];
        QString text = QCoreApplication::translate("Actions", specs[i].text);
        if ((specs[i].traits & T::ReadByPosition) && !keys(id).isEmpty())
            text += u'\t' + keys(id).first().toString(QKeySequence::NativeText);
        action.setText(text);
        QString tip = QCoreApplication::translate("Actions", specs[i].tip);
        if (!keys(id).isEmpty())
            tip += QStringLiteral(" (%1)").arg(formatKeys(keys(id), QKeySequence::NativeText, u' '));
        if (!m_hindrances[i].isEmpty())
            tip += u'\n' + m_hindrances[i];
        action.setToolTip(tip);
        action.setStatusTip(QString());
    }
}

} // namespace locascope
