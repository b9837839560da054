pragma ComponentBehavior: Bound
import QtQuick

// A code as far as it is typed: one cell a digit, in two groups, left-to-right in every language.
Item {
    id: cells

    required property string text
    required property int places
    property real gap: Theme.px(10)
    readonly property real cell: (width - gap * (places + 1)) / Math.max(1, places)

    implicitHeight: Math.min(cell * 1.35, Theme.px(136))
    LayoutMirroring.enabled: false
    LayoutMirroring.childrenInherit: true
    Accessible.role: Accessible.StaticText
    Accessible.name: text

    Repeater {
        model: cells.places
        delegate: Rectangle {
            id: cell

            required property int index
            readonly property bool isNext: index === cells.text.length

            x: index * (cells.cell + cells.gap) + (index >= cells.places / 2 ? cells.gap * 2 : 0)
            width: cells.cell
            height: cells.height
            radius: Theme.radius
            color: Theme.surface
            border.width: isNext ? Theme.mainEdgeWidth : Theme.edgeWidth
            border.color: isNext ? Theme.act : Theme.edge

            TextBlock {
                anchors.centerIn: parent
                text: cells.text.charAt(cell.index)
                px: 64
                bold: true
            }
        }
    }
}
