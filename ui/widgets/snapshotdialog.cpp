#include "ui/widgets/snapshotdialog.h"

#include "ui/models/session.h"
#include "ui/widgets/errortext.h"
#include "ui/widgets/snapshotmaker.h"
#include "ui/widgets/snapshotpreview.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QVBoxLayout>

#include <algorithm>

namespace locascope {

namespace {

const QString contentSetting = QStringLiteral("snapshot/content");
const QString formatSetting = QStringLiteral("snapshot/format");

constexpr int optionsWidth = 300;

const Sample& currentSample(const Session& session) { return session.plate().samples[static_cast<std::size_t>(session.current())]; }

/// Letters, digits and the signs that every file system takes.
QString nameFrom(const QString& text) {
    QString name;
    for (const QChar character : text)
        name += character.isLetterOrNumber() || character == u'-' || character == u'_' || character == u'.' ? character : QChar(u'_');
    return name.left(120);
}

} // namespace

SnapshotDialog::SnapshotDialog(const Session& session, const ShownField& shown, SnapshotMaker& maker, QWidget* parent)
    : QDialog(parent)
    , m_session(session)
    , m_shown(shown)
    , m_maker(maker)
    , m_form(new QFormLayout)
    , m_content(new QComboBox)
    , m_format(new QComboBox)
    , m_scaleBar(new QCheckBox(tr("Scale &bar")))
    , m_captions(new QCheckBox(tr("&Names and ranges")))
    , m_labels(new QCheckBox(tr("&Labels that were given")))
    , m_probabilities(new QCheckBox(tr("What the &model finds")))
    , m_saliency(new QCheckBox(tr("Where the model loo&ked")))
    , m_grey(new QCheckBox(tr("Single stains in &grey")))
    , m_said(new QLabel)
    , m_preview(new SnapshotPreview) {
    setWindowTitle(tr("Save a snapshot"));
    // In the orders of SnapshotContent and SnapshotFormat.
    m_content->addItems({tr("The view as on screen"), tr("The whole field, every pixel"), tr("A panel: selected fields × stains"), tr("Raw counts of what is seen")});
    m_format->addItems({tr("PNG picture"), tr("PDF, for print"), tr("SVG, to edit")});
    m_preview->setAccessibleName(tr("Preview"));
    buildLayout();
    restoreChoice();
    for (QComboBox* box : {m_content, m_format})
        connect(box, &QComboBox::currentIndexChanged, this, &SnapshotDialog::refresh);
    for (QCheckBox* box : {m_scaleBar, m_captions, m_labels, m_probabilities, m_saliency, m_grey})
        connect(box, &QCheckBox::toggled, this, &SnapshotDialog::refresh);
    connect(&maker, &SnapshotMaker::previewed, m_preview, &SnapshotPreview::showImage);
    connect(&maker, &SnapshotMaker::previewFailed, m_preview, [this](int kind, const QString& path, const QString& cause) {
        m_preview->showText(errorSentence(static_cast<ErrorKind>(kind), path, cause));
    });
    connect(this, &QDialog::accepted, this, &SnapshotDialog::rememberChoice);
    refresh();
}

void SnapshotDialog::buildLayout() {
    m_form->addRow(tr("&What:"), m_content);
    m_form->addRow(tr("&Format:"), m_format);
    for (QCheckBox* box : {m_scaleBar, m_captions, m_labels, m_probabilities, m_saliency, m_grey})
        m_form->addRow(box);
    m_said->setWordWrap(true);
    m_said->setForegroundRole(QPalette::PlaceholderText);
    auto* left = new QVBoxLayout;
    left->addLayout(m_form);
    left->addWidget(m_said);
    left->addStretch(1);
    auto* options = new QWidget;
    options->setLayout(left);
    options->setFixedWidth(std::max(optionsWidth, options->sizeHint().width()));
    left->setContentsMargins(0, 0, 0, 0);
    auto* middle = new QHBoxLayout;
    middle->addWidget(options);
    middle->addWidget(m_preview, 1);
    auto* buttons = new QDialogButtonBox;
    buttons->addButton(tr("&Save…"), QDialogButtonBox::AcceptRole);
    buttons->addButton(QDialogButtonBox::Cancel);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(middle, 1);
    layout->addWidget(buttons);
}

void SnapshotDialog::restoreChoice() {
    const QSettings settings;
    m_content->setCurrentIndex(std::clamp(settings.value(contentSetting).toInt(), 0, m_content->count() - 1));
    m_format->setCurrentIndex(std::clamp(settings.value(formatSetting).toInt(), 0, m_format->count() - 1));
    const SnapshotChoice first;
    m_scaleBar->setChecked(first.scaleBar);
    m_captions->setChecked(first.captions);
    m_saliency->setChecked(first.saliency);
}

void SnapshotDialog::rememberChoice() const {
    QSettings settings;
    settings.setValue(contentSetting, m_content->currentIndex());
    settings.setValue(formatSetting, m_format->currentIndex());
}

SnapshotChoice SnapshotDialog::choice() const {
    const auto chosen = [](const QCheckBox* box) { return box->isEnabled() && box->isChecked(); };
    return {.content = static_cast<SnapshotContent>(m_content->currentIndex()),
            .format = static_cast<SnapshotFormat>(m_format->currentIndex()),
            .scaleBar = chosen(m_scaleBar),
            .captions = chosen(m_captions),
            .labels = chosen(m_labels),
            .probabilities = chosen(m_probabilities),
            .saliency = chosen(m_saliency),
            .greySingles = chosen(m_grey)};
}

SnapshotPlan SnapshotDialog::plan() const { return planSnapshot(m_session, m_shown, choice()); }

QString SnapshotDialog::suggestedName() const {
    const Sample& sample = currentSample(m_session);
    const QString name = nameFrom(QString::fromUtf8(QByteArray::fromStdString(sample.shortId)));
    return (m_content->currentIndex() == int(SnapshotContent::Panel) ? tr("panel") : name) + u'.' + suffixOf(choice());
}

QString SnapshotDialog::fileFor(const QString& file, const SnapshotChoice& choice) {
    const QString suffix = suffixOf(choice);
    const QString has = QFileInfo(file).suffix().toLower();
    const bool fits = has == suffix || (suffix == QLatin1String("tif") && has == QLatin1String("tiff"));
    return fits ? file : file + u'.' + suffix;
}

void SnapshotDialog::refresh() {
    const auto content = static_cast<SnapshotContent>(m_content->currentIndex());
    const bool raw = content == SnapshotContent::RawCounts;
    const bool panel = content == SnapshotContent::Panel;
    m_form->setRowVisible(m_format, !raw);
    m_scaleBar->setEnabled(!raw && pixelSizeOf(m_session.plate(), currentSample(m_session)).has_value());
    m_captions->setEnabled(!raw);
    m_labels->setEnabled(!raw && m_captions->isChecked());
    m_probabilities->setEnabled(!raw && m_captions->isChecked() && m_session.proposalsAllowed() && m_session.probabilities(m_session.current()));
    m_saliency->setEnabled(!raw && !panel && !m_shown.saliency.map.isEmpty());
    m_grey->setEnabled(panel);
    const std::size_t selected = m_session.selection().samples().size();
    m_said->setText(raw ? tr("A TIFF of 8 or 16 bits with every stain as it was measured, never stretched, and where it comes from.")
                    : panel && selected > mostPanelFields ? tr("Fields: the first %1 of those selected, all with the same ranges.").arg(mostPanelFields)
                    : panel ? tr("Fields: %1, all with the same ranges. Select more in the gallery.").arg(std::max<std::size_t>(1, selected))
                            : QString());
    m_maker.preview(plan());
}

} // namespace locascope
