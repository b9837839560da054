pragma ComponentBehavior: Bound
import QtQuick
import Clinic

// Where do you want to go? Tiles in a grid that never needs scrolling.
AskingPage {
    id: page

    readonly property var grid: page.view.grid
    readonly property real gutter: Math.max(page.frame.gap, page.frame.is_portrait ? 0 : Theme.px(28))
    readonly property bool single: page.grid.columns === 1
    readonly property real tallest: single ? Theme.px(Theme.largerText ? 260 : 220) : page.grid.has_line ? Theme.px(354) : Theme.px(page.frame.is_portrait ? 240 : 300)
    readonly property real tileWidth: (page.width - 2 * page.frame.margin - (grid.columns - 1) * gutter) / grid.columns
    readonly property real tileHeight: Math.min(tallest, (page.bodyHeight - (grid.rows - 1) * gutter) / grid.rows)

    Grid {
        columns: page.grid.columns
        spacing: page.gutter

        Repeater {
            model: page.view.tiles
            delegate: Item {
                id: place

                required property string key
                required property string name
                required property string icon
                required property string tone
                required property string kind
                required property int count
                required property string note
                required property string detail
                required property bool is_busy
                required property bool is_next

                objectName: "tile_" + key
                width: page.tileWidth
                height: page.tileHeight

                Loader {
                    anchors.fill: parent
                    sourceComponent: place.is_next ? more : tile
                }
                BusyLine {
                    anchors.left: parent.left
                    anchors.right: parent.right
                    anchors.bottom: parent.bottom
                    anchors.margins: Theme.radius
                    visible: place.is_busy
                }
                Component {
                    id: tile
                    Tile {
                        name: place.name
                        icon: place.icon
                        tone: place.tone
                        kind: place.kind
                        count: place.count
                        note: place.note
                        detail: place.detail
                        plain: !page.grid.has_line
                        row: page.single
                        onTouched: page.touch.choose_department(place.key)

                        MouseArea {
                            anchors.fill: parent
                            enabled: place.kind !== "open"
                            onClicked: page.touch.choose_department(place.key)
                        }
                    }
                }
                Component {
                    id: more
                    BigButton {
                        text: place.name
                        main: false
                        px: 43
                        onTouched: page.touch.show_more()
                    }
                }
            }
        }
    }
}
