#include "ui/widgets/gallerymodel.h"

#include "ui/models/similarity.h"
#include "ui/widgets/decisiontext.h"

#include <QLocale>

namespace locascope {

GalleryModel::GalleryModel(Session& session, QObject* parent) : QAbstractListModel(parent), m_session(session) {
    connect(&session, &Session::plateChanged, this, &GalleryModel::reset);
    connect(&session, &Session::orderChanged, this, &GalleryModel::reset);
    connect(&session, &Session::blindingChanged, this, [this] { changed(-1); });
    connect(&session, &Session::thumbnailChanged, this, &GalleryModel::changed);
    connect(&session, &Session::decisionsChanged, this, &GalleryModel::changed);
    connect(&session, &Session::predictionsChanged, this, &GalleryModel::changed);
    connect(&session.others(), &OthersDecisions::changed, this, &GalleryModel::changed);
    for (const auto signal : {&Session::savingChanged, &Session::selectionChanged})
        connect(&session, signal, this, [this] { changed(-1); });
    reset();
}

void GalleryModel::reset() {
    beginResetModel();
    m_order = m_session.hasPlate() ? m_session.order() : std::vector<int>();
    endResetModel();
}

void GalleryModel::changed(int sampleIndex) {
    if (m_order.empty())
        return;
    if (sampleIndex < 0) {
        emit dataChanged(index(0), index(rowCount() - 1));
        return;
    }
    const int row = m_session.rowOf(sampleIndex);
    if (row >= 0 && row < rowCount() && m_order[static_cast<std::size_t>(row)] == sampleIndex)
        emit dataChanged(index(row), index(row));
}

int GalleryModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(m_order.size()); }

GalleryMarks GalleryModel::marksOf(int sampleIndex) const {
    GalleryMarks marks;
    if (const auto decision = m_session.decision(sampleIndex))
        marks.outcome = decision->outcome;
    marks.saving = m_session.savingState(sampleIndex);
    marks.problem = m_session.hasProblem(sampleIndex) || m_session.isThumbnailDamaged(sampleIndex);
    marks.unreadable = m_session.isThumbnailDamaged(sampleIndex);
    marks.disagreement = m_session.disagrees(sampleIndex);
    marks.others = m_session.others().mark(sampleIndex);
    return marks;
}

/// Empty where nobody else has decided, or that is hidden.
QString GalleryModel::othersText(int sampleIndex) const {
    const QString names = m_session.others().reviewers(sampleIndex).join(QStringLiteral(", "));
    switch (m_session.others().mark(sampleIndex)) {
    case OthersMark::None: break;
    case OthersMark::Decided: return tr("Head and shoulders: decided by others too (%1)").arg(names);
    case OthersMark::New: return tr("Head and shoulders, lit: decided by others since you last looked at it (%1)").arg(names);
    }
    return {};
}

QString GalleryModel::toolTipOf(int sampleIndex) const {
    QStringList lines{sampleIdText(m_session, sampleIndex)};
    if (const SampleShape shape = shapeOf(m_session.plate(), static_cast<std::size_t>(sampleIndex)); shape.width > 0)
        lines.append(tr("%1 × %2 pixels, %3 bits").arg(shape.width).arg(shape.height).arg(shape.bits));
    lines.append(decisionSummary(m_session.decision(sampleIndex), m_session.vocabulary()));
    if (m_session.hasProblem(sampleIndex) || m_session.isThumbnailDamaged(sampleIndex))
        lines.append(tr("! something of it cannot be used: see Problems"));
    if (const auto similarity = m_session.similarity().shownSimilarity(sampleIndex))
        lines.append(tr("similarity %1").arg(QLocale().toString(static_cast<double>(*similarity), 'f', 3)));
    if (m_session.disagrees(sampleIndex))
        lines.append(tr("≠ decision and model differ"));
    if (const QString others = othersText(sampleIndex); !others.isEmpty())
        lines.append(others);
    return lines.join(u'\n');
}

QVariant GalleryModel::data(const QModelIndex& index, int role) const {
    const bool known = index.isValid() && index.row() < rowCount() && m_session.hasPlate();
    const int sample = known ? m_order[static_cast<std::size_t>(index.row())] : -1;
    if (sample < 0 || static_cast<std::size_t>(sample) >= m_session.plate().samples.size())
        return {};
    switch (role) {
    case Qt::DisplayRole: return sampleText(m_session, sample);
    case Qt::ToolTipRole:
    case Qt::AccessibleDescriptionRole: return toolTipOf(sample);
    case SampleRole: return sample;
    case MarksRole: return QVariant::fromValue(marksOf(sample));
    case ThumbnailRole: return m_session.thumbnail(sample);
    case SelectedRole: return sample == m_session.current() || m_session.selection().contains(sample);
    default: return {};
    }
}

} // namespace locascope
