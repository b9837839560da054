pragma ComponentBehavior: Bound
import QtQuick

// What has happened to a visit and what is planned, as a vertical line. `model`: rows with key, time, text, detail and
// kind: "done" (disc), "now" (large ring, bold), "planned" (ring, quiet).
Column {
    id: visit

    required property var model
    required property color color
    property color ground: Theme.surface

    Repeater {
        id: steps
        model: visit.model
        delegate: Item {
            id: step

            required property int index
            required property string time
            required property string text
            required property string detail
            required property string kind

            width: visit.width
            height: 29

            Rectangle {
                anchors.horizontalCenter: stop.horizontalCenter
                y: step.index === 0 ? parent.height / 2 : 0
                height: (step.index === steps.count - 1 ? parent.height / 2 : parent.height) - y
                width: 4
                color: visit.color
            }
            Disc {
                id: stop
                anchors.left: parent.left
                anchors.leftMargin: 10 - width / 2
                anchors.verticalCenter: parent.verticalCenter
                size: step.kind === "now" ? 20 : 14
                color: step.kind === "done" ? visit.color : visit.ground
                border.width: step.kind === "done" ? 0 : step.kind === "now" ? 4 : 3
                border.color: visit.color
            }
            TextBlock {
                id: when
                anchors.left: parent.left
                anchors.leftMargin: 34
                anchors.verticalCenter: parent.verticalCenter
                text: step.time === "" ? "–" : step.time
                px: 14
                bold: step.kind !== "planned"
            }
            CutText {
                anchors.left: parent.left
                anchors.leftMargin: 90
                anchors.right: more.left
                anchors.rightMargin: 8
                anchors.verticalCenter: parent.verticalCenter
                text: step.text
                px: 14
                bold: step.kind === "now"
                color: step.kind === "planned" ? Theme.ink2 : Theme.ink
            }
            TextBlock {
                id: more
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                text: step.detail
                px: 13
                color: Theme.ink2
            }
        }
    }
}
