#include "ui/widgets/similartext.h"

#include "ui/models/session.h"
#include "ui/models/similarity.h"

#include <QCoreApplication>

namespace locascope {

QString whyNothingIsSimilar(const Session& session) {
    if (!session.hasPlate())
        return QCoreApplication::translate("Similar", "Open a plate first.");
    switch (session.similarity().state()) {
    case Similarity::State::Hidden: return QCoreApplication::translate("Similar", "Samples that look alike are hidden in this review (Review, Blinding).");
    case Similarity::State::NoModel: return QCoreApplication::translate("Similar", "No model is ready: features are what a model sees in a sample.");
    case Similarity::State::NoFeatures: return QCoreApplication::translate("Similar", "This model gives no features by which samples could be compared.");
    case Similarity::State::NotYet: return QCoreApplication::translate("Similar", "No features yet: they are computed while the classifier goes through the plate (Model, Classify the whole plate).");
    case Similarity::State::Some:
    case Similarity::State::All: break;
    }
    return {};
}

} // namespace locascope
