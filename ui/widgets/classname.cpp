#include "ui/widgets/classname.h"

#include <QCoreApplication>

namespace locascope {

namespace {

[[maybe_unused]] constexpr const char* knownNames[] = {
    QT_TRANSLATE_NOOP("ClassName", "Nucleoplasm"),
    QT_TRANSLATE_NOOP("ClassName", "Nuclear membrane"),
    QT_TRANSLATE_NOOP("ClassName", "Nucleoli"),
    QT_TRANSLATE_NOOP("ClassName", "Nucleoli fibrillar center"),
    QT_TRANSLATE_NOOP("ClassName", "Nuclear speckles"),
    QT_TRANSLATE_NOOP("ClassName", "Nuclear bodies"),
    QT_TRANSLATE_NOOP("ClassName", "Endoplasmic reticulum"),
    QT_TRANSLATE_NOOP("ClassName", "Golgi apparatus"),
    QT_TRANSLATE_NOOP("ClassName", "Peroxisomes"),
    QT_TRANSLATE_NOOP("ClassName", "Endosomes"),
    QT_TRANSLATE_NOOP("ClassName", "Lysosomes"),
    QT_TRANSLATE_NOOP("ClassName", "Intermediate filaments"),
    QT_TRANSLATE_NOOP("ClassName", "Actin filaments"),
    QT_TRANSLATE_NOOP("ClassName", "Focal adhesion sites"),
    QT_TRANSLATE_NOOP("ClassName", "Microtubules"),
    QT_TRANSLATE_NOOP("ClassName", "Microtubule ends"),
    QT_TRANSLATE_NOOP("ClassName", "Cytokinetic bridge"),
    QT_TRANSLATE_NOOP("ClassName", "Mitotic spindle"),
    QT_TRANSLATE_NOOP("ClassName", "Microtubule organizing center"),
    QT_TRANSLATE_NOOP("ClassName", "Centrosome"),
    QT_TRANSLATE_NOOP("ClassName", "Lipid droplets"),
    QT_TRANSLATE_NOOP("ClassName", "Plasma membrane"),
    QT_TRANSLATE_NOOP("ClassName", "Cell junctions"),
    QT_TRANSLATE_NOOP("ClassName", "Mitochondria"),
    QT_TRANSLATE_NOOP("ClassName", "Aggresome"),
    QT_TRANSLATE_NOOP("ClassName", "Cytosol"),
    QT_TRANSLATE_NOOP("ClassName", "Cytoplasmic bodies"),
    QT_TRANSLATE_NOOP("ClassName", "Rods & rings"),
};

} // namespace

QString className(const QString& name) { return QCoreApplication::translate("ClassName", name.toUtf8().constData()); }

} // namespace locascope
