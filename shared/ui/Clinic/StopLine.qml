pragma ComponentBehavior: Bound
import QtQuick

// The way through a task as a line with stops: what is done, where one is, what comes. It comes in from the edge.
// `model`: key, text, detail, kind ("done", "now" or "planned").
Item {
    id: line

    required property var model
    property real inset: 0 // how far the line reaches out to where it comes from
    readonly property real pitch: width / Math.max(1, model.count)
    readonly property real ring: Theme.px(44)

    implicitHeight: ring + Theme.px(100)

    Repeater {
        model: line.model
        delegate: Item {
            id: stop

            required property int index
            required property string text
            required property string detail
            required property string kind
            readonly property bool isPlanned: kind === "planned"

            anchors.left: parent?.left
            anchors.leftMargin: index * line.pitch
            width: line.pitch
            height: line.height
            Accessible.role: Accessible.ListItem
            Accessible.name: text + " " + detail
            Accessible.checked: kind === "done"

            Rectangle {
                anchors.right: disc.left
                anchors.rightMargin: -2
                anchors.verticalCenter: disc.verticalCenter
                width: stop.index === 0 ? line.inset + 2 : line.pitch - disc.width + 4
                height: Theme.px(9)
                color: stop.isPlanned ? Theme.edge : Theme.act
            }
            Disc {
                id: disc
                z: 1
                anchors.left: parent.left
                size: line.ring
                color: stop.kind === "done" ? Theme.act : Theme.paper
                border.width: stop.isPlanned ? Theme.px(4) : Theme.px(11)
                border.color: stop.isPlanned ? Theme.edge : Theme.act

                Icon {
                    visible: stop.kind === "done"
                    anchors.centerIn: parent
                    name: "ui-check"
                    size: Theme.px(30)
                    color: Theme.actInk
                }
            }
            FitText {
                id: what
                anchors.left: parent.left
                anchors.top: disc.bottom
                anchors.topMargin: Theme.px(10)
                width: line.pitch - Theme.px(20)
                horizontalAlignment: Text.AlignLeft
                full: stop.text
                px: 32
                lines: 1
                bold: stop.kind === "now"
                color: stop.isPlanned ? Theme.ink2 : Theme.ink
            }
            FitText {
                anchors.left: parent.left
                anchors.top: what.bottom
                width: what.width
                horizontalAlignment: Text.AlignLeft
                full: stop.detail
                px: 28
                lines: 1
                color: Theme.ink2
            }
        }
    }
}
