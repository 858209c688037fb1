#include "ui/widgets/problemspanel.h"

#include "ui/widgets/decisiontext.h"
#include "ui/widgets/errortext.h"
#include "ui/widgets/stainrow.h"

#include <QEvent>
#include <QFontMetrics>
#include <QGuiApplication>
#include <QLabel>
#include <QListView>
#include <QPainter>
#include <QStyle>
#include <QStyledItemDelegate>
#include <QTextLayout>
#include <QVBoxLayout>

namespace locascope {

namespace {

constexpr int linesOfWhat = 2;
constexpr int linesOfARow = 1 + linesOfWhat; ///< where, and what

/// Wrapped by words; what does not fit is shortened at the end of the last line.
void paintLines(QPainter& painter, const QRect& box, const QString& text) {
    QTextLayout layout(text, painter.font());
    const QFontMetrics metrics = painter.fontMetrics();
    layout.beginLayout();
    for (int i = 0; i < linesOfWhat; ++i) {
        QTextLine line = layout.createLine();
        if (!line.isValid())
            break;
        line.setLineWidth(box.width());
        const bool isLast = i + 1 == linesOfWhat;
        const QString words = isLast ? metrics.elidedText(text.mid(line.textStart()), Qt::ElideRight, box.width()) : text.mid(line.textStart(), line.textLength());
        painter.drawText(box.left(), box.top() + i * metrics.lineSpacing() + metrics.ascent(), words);
    }
    layout.endLayout();
}

/// The name on one line, shortened in its middle; what is wrong below, wrapped.
class ProblemDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        QStyleOptionViewItem ground = option;
        initStyleOption(&ground, index);
        ground.text.clear();
        ground.widget->style()->drawControl(QStyle::CE_ItemViewItem, &ground, painter, ground.widget);
        const QStringList lines = index.data().toString().split(u'\n');
        const bool selected = option.state.testFlag(QStyle::State_Selected);
        const QRect box = option.rect.adjusted(6, 3, -6, -3);
        const QString name = option.fontMetrics.elidedText(lines.value(0), Qt::ElideMiddle, box.width());
        painter->save();
        painter->setFont(option.font);
        painter->setPen(option.palette.color(selected ? QPalette::HighlightedText : QPalette::PlaceholderText));
        painter->drawText(box, Qt::AlignLeft | Qt::AlignTop, name);
        painter->setPen(option.palette.color(selected ? QPalette::HighlightedText : QPalette::Text));
        paintLines(*painter, box.adjusted(0, option.fontMetrics.lineSpacing(), 0, 0), lines.value(1));
        painter->restore();
    }
};

QString utf8(const std::string& bytes) { return QString::fromUtf8(QByteArray::fromStdString(bytes)); }

} // namespace

ProblemsModel::ProblemsModel(const Session& session, QObject* parent) : QAbstractListModel(parent), m_session(session) { reset(); }

ProblemsModel::Row ProblemsModel::rowOf(const Note& note) const {
    const auto stain = stainOfKey(note.subject);
    const QString subject = stain ? stainText(*stain) : m_session.blinding().hides(Hidden::Names) ? tr("A file of this plate") : utf8(note.subject);
    switch (note.kind) {
    case Note::Kind::StainAbsent: return {subject, tr("Note: no sample of this plate has this stain")};
    case Note::Kind::ContentUnlikeName: return {subject, tr("Note: the content is not what the name says; it was read as what it is")};
    case Note::Kind::ValuesRounded: return {subject, tr("Note: floating-point values; they were rounded to whole counts")};
    case Note::Kind::LinkSkipped: return {subject, tr("Note: a link out of the plate, not followed")};
    case Note::Kind::SpecialFileSkipped: return {subject, tr("Note: not a regular file, not opened")};
    case Note::Kind::FilesIgnored: return {subject.isEmpty() ? tr("This plate") : subject, tr("Note: files without a stain in the name: %n", nullptr, int(note.count))};
    case Note::Kind::ChannelsWithoutStain: return {subject, tr("Note: channels of which no stain is known: %n", nullptr, int(note.count))};
    }
    return {};
}

ProblemsModel::Row ProblemsModel::rowOf(const Problem& problem, const std::unordered_map<std::string_view, int>& samples) const {
    const auto found = samples.find(problem.sampleId);
    const int sample = found == samples.end() ? -1 : found->second;
    const bool isNameHidden = m_session.blinding().hides(Hidden::Names);
    const QString where = isNameHidden ? (sample >= 0 ? sampleText(m_session, sample) : tr("A file of this plate")) : utf8(problem.file.empty() ? problem.sampleId : problem.file);
    const bool lacksStains = problem.file.empty() && problem.kind == ErrorKind::NotFound && sample >= 0;
    if (lacksStains)
        return {where, missingStainsText(m_session.plate().samples[static_cast<std::size_t>(sample)]), sample};
    return {where, problemText(problem.kind, utf8(problem.cause)), sample};
}

void ProblemsModel::reset() {
    beginResetModel();
    m_rows.clear();
    const Plate& plate = m_session.plate();
    std::unordered_map<std::string_view, int> samples;
    for (std::size_t i = 0; i < plate.samples.size(); ++i)
        samples.emplace(plate.samples[i].id, int(i));
    for (const Note& note : plate.notes)
        m_rows.push_back(rowOf(note));
    for (const Problem& problem : plate.problems)
        m_rows.push_back(rowOf(problem, samples));
    endResetModel();
}

int ProblemsModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(m_rows.size()); }

QVariant ProblemsModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole: return QStringLiteral("%1\n%2").arg(row.where, row.what);
    case Qt::SizeHintRole: return QSize(80, QFontMetrics(QGuiApplication::font()).lineSpacing() * linesOfARow + 8);
    default: return {};
    }
}

std::optional<int> ProblemsModel::sampleAt(int row) const {
    if (row < 0 || row >= rowCount() || m_rows[static_cast<std::size_t>(row)].sample < 0)
        return std::nullopt;
    return m_rows[static_cast<std::size_t>(row)].sample;
}

ProblemsPanel::ProblemsPanel(Session& session, QWidget* parent)
    : QWidget(parent), m_model(new ProblemsModel(session, this)), m_list(new QListView), m_none(new QLabel) {
    m_list->setModel(m_model);
    m_list->setUniformItemSizes(true);
    m_list->setItemDelegate(new ProblemDelegate(m_list));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setAlternatingRowColors(true);
    m_list->setFocusPolicy(Qt::TabFocus);
    m_none->setAlignment(Qt::AlignCenter);
    m_none->setWordWrap(true);
    m_none->setForegroundRole(QPalette::PlaceholderText);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_list);
    layout->addWidget(m_none);
    connect(&session, &Session::plateChanged, this, &ProblemsPanel::refresh);
    connect(m_list, &QListView::activated, this, [this, &session](const QModelIndex& index) {
        if (const auto sample = m_model->sampleAt(index.row()))
            session.goTo(*sample);
    });
    refresh();
}

void ProblemsPanel::refresh() {
    m_model->reset();
    const bool any = m_model->rowCount() > 0;
    m_list->setVisible(any);
    m_none->setVisible(!any);
    m_none->setText(tr("Nothing of this plate is damaged or missing."));
    m_list->setToolTip(tr("A double click goes to the sample"));
    m_list->setAccessibleName(tr("Problems"));
}

void ProblemsPanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QWidget::changeEvent(event);
}

} // namespace locascope
