import QtQuick

// How long somebody has waited against the target: 150 long, the target marked at 100, in one column for all rows.
// `share` is waited ÷ target. Good, from 0.8 warn, from 1 bad. `kind` "stopped" (held or missed): an outline.
Item {
    id: bar

    required property real share
    property string kind: "running"
    readonly property color color: share >= 1 ? Theme.bad : share >= 0.8 ? Theme.warn : Theme.good
    readonly property int filled: Math.max(2, Math.min(150, Math.round(share * 100)))

    implicitWidth: 150
    implicitHeight: 20

    Rectangle {
        anchors.verticalCenter: parent.verticalCenter
        width: 150
        height: 2
        color: Theme.hair
    }
    Rectangle {
        anchors.left: parent.left
        anchors.verticalCenter: parent.verticalCenter
        width: bar.filled
        height: 8
        color: bar.kind === "stopped" ? Theme.tint : bar.color
        border.width: bar.kind === "stopped" ? 2 : 0
        border.color: Theme.ink2
    }
    Rectangle {
        anchors.left: parent.left
        anchors.leftMargin: 100
        width: 2
        height: parent.height
        color: Theme.ink
    }
}
