#pragma once

#include "core/plate/channeltable.h"

#include <QDialog>
#include <QVector>

class QComboBox;
class QLabel;
class QPushButton;

namespace locascope {

/// Asks which channel of a plate is which stain, where names do not tell. A stain is one channel at most.
class ChannelDialog final : public QDialog {
    Q_OBJECT
public:
    explicit ChannelDialog(const std::vector<Channel>& channels, QWidget* parent = nullptr);

    ChannelStains stains() const;

private:
    void buildLayout();
    QString whoSays() const;
    void refresh();

    const std::vector<Channel> m_channels;
    QVector<QComboBox*> m_choices; ///< as m_channels
    QLabel* m_said;
    QPushButton* m_use = nullptr;
};

} // namespace locascope
