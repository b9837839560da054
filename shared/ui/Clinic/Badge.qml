import QtQuick

// How many are unread, in a disc of its own. Hidden at 0.
Rectangle {
    id: badge

    required property int count
    property color fill: Theme.act
    property color ink: Theme.actInk

    visible: count > 0
    implicitWidth: Math.max(20, number.implicitWidth + 10)
    implicitHeight: 20
    radius: 10
    color: fill

    TextBlock {
        id: number
        anchors.centerIn: parent
        text: badge.count > 99 ? "99+" : badge.count
        px: 12
        bold: true
        color: badge.ink
    }
}
