#include "ui/widgets/channeldialog.h"

#include "ui/widgets/stainrow.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace locascope {

namespace {

constexpr int unused = -1;

QString shown(const std::string& text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

QString titleOf(const Channel& channel) {
    return channel.name.empty() ? shown(channel.key) : QStringLiteral("%1 · %2").arg(shown(channel.key), shown(channel.name));
}

} // namespace

ChannelDialog::ChannelDialog(const std::vector<Channel>& channels, QWidget* parent)
    : QDialog(parent)
    , m_channels(channels)
    , m_said(new QLabel) {
    setWindowTitle(tr("Which channel is which stain?"));
    for (const Channel& channel : m_channels) {
        auto* choice = new QComboBox;
        choice->addItem(tr("Not used"), unused);
        for (const Stain stain : allStains)
            choice->addItem(stainText(stain), static_cast<int>(stain));
        choice->setCurrentIndex(choice->findData(channel.stain ? static_cast<int>(*channel.stain) : unused));
        choice->setAccessibleName(titleOf(channel));
        connect(choice, &QComboBox::currentIndexChanged, this, &ChannelDialog::refresh);
        m_choices.append(choice);
    }
    buildLayout();
    refresh();
}

QString ChannelDialog::whoSays() const {
    const auto says = [this](Channel::Source source) {
        return std::any_of(m_channels.begin(), m_channels.end(), [source](const Channel& channel) { return channel.source == source; });
    };
    if (says(Channel::Source::User))
        return tr("This was said of the plate before. Another answer is remembered for this plate.");
    if (says(Channel::Source::Nobody) || says(Channel::Source::Guess))
        return tr("The names of this plate do not tell. The answer is remembered for this plate and can be changed in the Plate menu.");
    return tr("This is what the names of this plate say. Another answer is remembered for this plate.");
}

void ChannelDialog::buildLayout() {
    auto* text = new QLabel(whoSays());
    text->setWordWrap(true);
    auto* form = new QFormLayout;
    for (std::size_t i = 0; i < m_channels.size(); ++i)
        form->addRow(titleOf(m_channels[i]), m_choices[qsizetype(i)]);
    m_said->setWordWrap(true);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_use = buttons->addButton(tr("Use these"), QDialogButtonBox::AcceptRole);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(text);
    layout->addLayout(form);
    layout->addWidget(m_said);
    layout->addStretch(1);
    layout->addWidget(buttons);
    resize(440, 0);
}

ChannelStains ChannelDialog::stains() const {
    ChannelStains stains;
    for (std::size_t i = 0; i < m_channels.size(); ++i)
        if (const int chosen = m_choices[qsizetype(i)]->currentData().toInt(); chosen != unused)
            stains[m_channels[i].key] = static_cast<Stain>(chosen);
    return stains;
}

void ChannelDialog::refresh() {
    QVector<int> uses(static_cast<qsizetype>(stainCount), 0);
    for (const QComboBox* choice : std::as_const(m_choices))
        if (const int chosen = choice->currentData().toInt(); chosen != unused)
            ++uses[chosen];
    const auto twice = std::find_if(uses.begin(), uses.end(), [](int count) { return count > 1; });
    m_said->setText(twice == uses.end() ? QString() : tr("%1 is chosen twice; a stain is one channel.").arg(stainText(static_cast<Stain>(twice - uses.begin()))));
    m_use->setEnabled(twice == uses.end() && *std::max_element(uses.begin(), uses.end()) > 0);
}

} // namespace locascope
