#pragma once

#include "ui/models/placepictures.h"
#include "ui/models/platemap.h"

#include <QWidget>

class QComboBox;
class QLabel;

namespace locascope {

class PlateMapLegend;
class PlateMapView;

/// The plate map with what it is coloured by, its legend and the figures of what is selected.
class PlateMapPanel final : public QWidget {
    Q_OBJECT
public:
    explicit PlateMapPanel(Session& session, QWidget* parent = nullptr);

    PlateMap& map() { return m_map; }
    PlateMapView& view() { return *m_view; }
    /// By the figure that the session's staining check shows.
    void colourByStaining();

protected:
    void changeEvent(QEvent* event) override;

private:
    void buildLayout();
    void connectControls();
    void retranslate();
    void fillGroups();
    void applyColouring();
    void fillColumns();
    void giveValues();
    void refresh();
    QString remark() const;
    QString summary() const;

    Session& m_session;
    PlateMap m_map;
    PlacePictures m_pictures;
    QComboBox* m_group;     ///< of several plates
    QComboBox* m_colouring; ///< as MapColouring
    QComboBox* m_class;
    QComboBox* m_column;    ///< of the sheet
    PlateMapView* m_view;
    PlateMapLegend* m_legend;
    QLabel* m_remark;  ///< why there is no map, or no colour
    QLabel* m_summary; ///< figures of the selection
};

} // namespace locascope
