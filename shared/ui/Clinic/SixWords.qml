pragma ComponentBehavior: Bound
import QtQuick

// Words to compare with those on another screen, numbered, in the same order everywhere: left-to-right, row by row.
Grid {
    id: grid

    required property var model
    property real px: 64
    property real gap: Theme.px(16)
    property real cellHeight: Theme.px(px * 2)

    columns: 3
    spacing: gap
    LayoutMirroring.enabled: false
    LayoutMirroring.childrenInherit: true

    Repeater {
        model: grid.model
        delegate: Rectangle {
            id: word

            required property string key
            required property string text

            width: (grid.width - (grid.columns - 1) * grid.gap) / grid.columns
            height: grid.cellHeight
            radius: Math.min(Theme.radius, height / 6)
            color: Theme.surface
            border.width: Theme.edgeWidth
            border.color: Theme.edge
            Accessible.role: Accessible.StaticText
            Accessible.name: key + ": " + text

            TextBlock {
                id: place
                anchors.left: parent.left
                anchors.leftMargin: Theme.px(grid.px * 0.4)
                anchors.verticalCenter: parent.verticalCenter
                text: word.key
                px: grid.px * 0.6
                color: Theme.ink2
            }
            FitText {
                anchors.left: place.right
                anchors.leftMargin: Theme.px(grid.px * 0.4)
                anchors.right: parent.right
                anchors.rightMargin: Theme.px(grid.px * 0.3)
                anchors.verticalCenter: parent.verticalCenter
                horizontalAlignment: Text.AlignLeft
                full: word.text
                px: grid.px
                lines: 1
                bold: true
            }
        }
    }
}
