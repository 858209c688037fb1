#include "ui/widgets/modelsdialog.h"

#include "ui/widgets/dialogs.h"
#include "ui/widgets/modelcardtext.h"
#include "ui/widgets/modeltablemodel.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QDir>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QScreen>
#include <QSplitter>
#include <QTableView>
#include <QTextBrowser>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace locascope {

namespace {

constexpr QSize firstSize{1080, 660};
constexpr int widestColumn = 170;

bool isTyped(const QKeyEvent& key) {
    return !key.text().isEmpty() && key.text().at(0).isPrint() && !(key.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
}

} // namespace

ModelsDialog::ModelsDialog(QWidget* parent)
    : QDialog(parent)
    , m_model(new ModelTableModel(this))
    , m_find(new QLineEdit)
    , m_table(new QTableView)
    , m_details(new QTextBrowser)
    , m_empty(new QLabel(tr("No model is called so.")))
    , m_said(new QLabel)
    , m_importingText(new QLabel)
    , m_cancel(new QPushButton(tr("Cancel the i&mport")))
    , m_import(new QToolButton)
    , m_folder(new QPushButton(tr("&Show in folder")))
    , m_remove(new QPushButton(tr("&Remove…"))) {
    setWindowTitle(tr("Models"));
    setAcceptDrops(true);
    buildTable();
    buildButtons();
    buildLayout();
    connect(m_find, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_model->setFilter(text);
        goTo(m_wanted);
    });
    refresh();
    m_table->setFocus();
}

void ModelsDialog::buildTable() {
    m_find->setPlaceholderText(tr("Find by name, author, classes, …"));
    m_find->setClearButtonEnabled(true);
    m_find->setAccessibleName(tr("Find a model"));
    m_table->setModel(m_model);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setWordWrap(false);
    m_table->setShowGrid(false);
    m_table->setAccessibleName(tr("Models"));
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSortIndicator(ModelTableModel::Name, Qt::AscendingOrder);
    m_table->setSortingEnabled(true);
    m_table->installEventFilter(this);
    connect(m_table, &QTableView::doubleClicked, this, &ModelsDialog::use);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& index) {
        if (index.isValid())
            m_wanted = m_model->modelAt(index.row()).cardFile;
        refresh();
    });
    connect(m_table->horizontalHeader(), &QHeaderView::sortIndicatorChanged, this, [this] { goTo(m_wanted); });
    auto* copy = new QAction(tr("Copy the digest"), m_table);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    connect(copy, &QAction::triggered, this, &ModelsDialog::copyDigest);
    m_table->addAction(copy);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
}

void ModelsDialog::buildButtons() {
    m_import->setText(tr("&Import"));
    m_import->setPopupMode(QToolButton::InstantPopup);
    m_import->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_import->setToolTip(tr("Bring in a model: ONNX, TorchScript, a bioimage.io package. It is tried in safety first; or drop it here"));
    auto* menu = new QMenu(m_import);
    connect(menu->addAction(tr("A &file: ONNX, TorchScript, zip, rdf.yaml…")), &QAction::triggered, this, [this] {
        if (const QStringList files = askForImportedModels(this); !files.isEmpty())
            emit importRequested(files);
    });
    connect(menu->addAction(tr("The f&older of a bioimage.io package…")), &QAction::triggered, this, [this] {
        if (const QString folder = askForModelPackage(this); !folder.isEmpty())
            emit importRequested({folder});
    });
    m_import->setMenu(menu);
    m_folder->setToolTip(tr("Open the folder in which the model lies"));
    m_remove->setToolTip(tr("Delete the model’s files, after a question; not the bundled one, and none that is in use"));
    connect(m_folder, &QPushButton::clicked, this, [this] {
        if (const ListedModel* model = currentModel())
            emit folderRequested(model->cardFile);
    });
    connect(m_remove, &QPushButton::clicked, this, &ModelsDialog::askToRemove);
    connect(m_cancel, &QPushButton::clicked, this, &ModelsDialog::cancelRequested);
}

QWidget* ModelsDialog::buildProgress() {
    m_importing = new QWidget;
    m_importingText->setTextFormat(Qt::PlainText);
    m_importingText->setMinimumWidth(1); // a long path is cut before the dialog grows
    m_importingText->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* bar = new QProgressBar;
    bar->setRange(0, 0);
    bar->setFixedWidth(160);
    m_cancel->setAutoDefault(false);
    auto* layout = new QHBoxLayout(m_importing);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_importingText, 1);
    layout->addWidget(bar);
    layout->addWidget(m_cancel);
    m_importing->hide();
    return m_importing;
}

void ModelsDialog::buildLayout() {
    m_details->setOpenLinks(false);
    m_details->setAccessibleName(tr("What the card says"));
    m_said->setWordWrap(true);
    m_said->setTextFormat(Qt::PlainText);
    m_said->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_said->hide();
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    auto* split = new QSplitter(Qt::Vertical);
    split->addWidget(m_table);
    split->addWidget(m_details);
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 2);
    split->setChildrenCollapsible(false);
    auto* acts = new QHBoxLayout;
    acts->addWidget(m_import);
    for (QPushButton* button : {m_folder, m_remove}) {
        button->setAutoDefault(false);
        acts->addWidget(button);
    }
    acts->addStretch(1);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    m_use = buttons->addButton(tr("&Use this model"), QDialogButtonBox::ActionRole);
    m_use->setDefault(true);
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);
    connect(m_use, &QPushButton::clicked, this, &ModelsDialog::use);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_find);
    layout->addWidget(m_empty);
    layout->addWidget(split, 1);
    layout->addLayout(acts);
    layout->addWidget(buildProgress());
    layout->addWidget(m_said);
    layout->addWidget(buttons);
    resize(firstSize.boundedTo(screen()->availableSize() * 0.95));
}

void ModelsDialog::showModels(const std::vector<ListedModel>& models) {
    m_models = models;
    m_model->setModels(models);
    showInUse(m_inUse);
    m_table->resizeColumnsToContents();
    for (int column = 0; column < ModelTableModel::columns; ++column)
        m_table->setColumnWidth(column, std::min(m_table->columnWidth(column), widestColumn));
    goTo(m_wanted);
}

void ModelsDialog::showInUse(const std::optional<std::filesystem::path>& model) {
    m_inUse = model;
    std::optional<std::filesystem::path> cardFile;
    if (m_inUse && !m_inUse->empty())
        cardFile = cardFileOf(*m_inUse);
    for (const ListedModel& one : m_models)
        if (m_inUse && m_inUse->empty() && one.isBundled)
            cardFile = one.cardFile;
    m_model->setInUse(cardFile);
    refresh();
}

void ModelsDialog::select(const std::filesystem::path& cardFile) {
    m_wanted = cardFile;
    m_find->clear();
    goTo(cardFile);
}

/// Else the one in use, else the first.
void ModelsDialog::goTo(const std::filesystem::path& cardFile) {
    int row = m_model->rowOf(cardFile);
    for (int other = 0; row < 0 && other < m_model->rowCount(); ++other)
        if (m_model->isInUse(other))
            row = other;
    if (row < 0 && m_model->rowCount() > 0)
        row = 0;
    if (row >= 0) {
        m_table->selectRow(row);
        m_table->scrollTo(m_model->index(row, 0));
    }
    m_wanted = cardFile;
    refresh();
}

const ListedModel* ModelsDialog::currentModel() const {
    const int row = m_table->currentIndex().row();
    return row >= 0 && row < m_model->rowCount() ? &m_model->modelAt(row) : nullptr;
}

QString ModelsDialog::current() const {
    const ListedModel* model = currentModel();
    return model ? QString::fromStdString(model->cardFile.string()) : QString();
}

void ModelsDialog::refresh() {
    if (!m_use)
        return;
    const ListedModel* model = currentModel();
    const bool isInUse = model && m_model->isInUse(m_table->currentIndex().row());
    m_use->setEnabled(model && model->card && !model->problem && !isInUse);
    m_folder->setEnabled(model);
    m_remove->setEnabled(model && !model->isBundled && !isInUse && model->ensembles.empty());
    m_details->setHtml(model ? modelDetailsHtml(*model, isInUse) : QString());
    m_empty->setVisible(m_model->rowCount() == 0 && m_model->allModels() > 0);
}

void ModelsDialog::use() {
    const ListedModel* model = currentModel();
    if (model && m_use->isEnabled())
        emit useRequested(model->isBundled ? std::filesystem::path() : model->cardFile);
}

void ModelsDialog::askToRemove() {
    const ListedModel* model = currentModel();
    if (!model || !m_remove->isEnabled())
        return;
    auto* box = new QMessageBox(QMessageBox::Question, tr("Remove a model"), tr("Delete the model “%1”?").arg(modelNameText(*model)), QMessageBox::Cancel, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    QStringList files{QDir::toNativeSeparators(QString::fromStdString(model->cardFile.string()))};
    if (!model->weightsFile.empty())
        files.append(QDir::toNativeSeparators(QString::fromStdString(model->weightsFile.string())));
    box->setInformativeText(tr("These files are deleted and cannot be brought back:\n%1").arg(files.join(u'\n')));
    box->addButton(tr("Delete"), QMessageBox::DestructiveRole)->setObjectName(QStringLiteral("delete"));
    box->setDefaultButton(QMessageBox::Cancel);
    connect(box, &QMessageBox::buttonClicked, this, [this, box, removed = *model](QAbstractButton* clicked) {
        if (box->buttonRole(clicked) == QMessageBox::DestructiveRole)
            emit removeRequested(removed);
    });
    box->open();
}

void ModelsDialog::copyDigest() {
    if (const ListedModel* model = currentModel(); model && model->card)
        QApplication::clipboard()->setText(QString::fromStdString(model->card->modelDigest));
}

void ModelsDialog::showImporting(const QString& file) {
    m_said->hide();
    m_importingText->setText(tr("Importing and trying %1 in safety…").arg(QDir::toNativeSeparators(file)));
    m_importingText->setToolTip(QDir::toNativeSeparators(file));
    m_importing->show();
}

void ModelsDialog::showIdle() { m_importing->hide(); }

void ModelsDialog::say(const QString& sentence, const QColor& colour) {
    m_said->setText(sentence);
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, colour);
    m_said->setPalette(colours);
    m_said->show();
}

void ModelsDialog::showError(const QString& sentence) { say(QStringLiteral("⚠ ") + sentence, themeColours(palette()).error); }
void ModelsDialog::showDone(const QString& sentence) { say(sentence, themeColours(palette()).text); }

void ModelsDialog::dragEnterEvent(QDragEnterEvent* event) {
    if (const QList<QUrl> urls = event->mimeData()->urls(); !urls.isEmpty() && urls.first().isLocalFile())
        event->acceptProposedAction();
}

void ModelsDialog::dropEvent(QDropEvent* event) {
    QStringList files;
    for (const QUrl& url : event->mimeData()->urls())
        if (url.isLocalFile())
            files.append(url.toLocalFile());
    event->acceptProposedAction();
    emit importRequested(files);
}

/// What is typed on the list looks for it; Delete asks whether to remove.
bool ModelsDialog::eventFilter(QObject* watched, QEvent* event) {
    if (watched != m_table || event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    const auto& key = static_cast<const QKeyEvent&>(*event);
    if (key.key() == Qt::Key_Delete) {
        askToRemove();
        return true;
    }
    if (isTyped(key) && key.key() != Qt::Key_Space) {
        m_find->setFocus();
        m_find->setText(m_find->text() + key.text());
        return true;
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace locascope
