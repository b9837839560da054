import QtQuick

// The clinic's mark: one disc, a line and the door. `height` decides the size (36 on the kiosk, 44 on the display).
Item {
    id: mark

    property color color: Theme.act
    property color hole: Theme.paper

    implicitHeight: Theme.px(36)
    implicitWidth: height * 1.94

    Disc {
        id: disc
        anchors.left: parent.left
        anchors.verticalCenter: parent.verticalCenter
        size: mark.height * 0.55
        color: mark.color
    }
    Rectangle {
        anchors.left: disc.horizontalCenter
        anchors.right: door.left
        anchors.verticalCenter: parent.verticalCenter
        height: 2 * Math.round(mark.height * 0.08)
        color: mark.color
    }
    Rectangle {
        id: door
        anchors.right: parent.right
        width: Math.round(mark.height * 0.67)
        height: mark.height
        radius: width * 0.08
        color: mark.color

        Disc {
            anchors.left: parent.left
            anchors.leftMargin: Math.round(parent.width * 0.15)
            anchors.verticalCenter: parent.verticalCenter
            size: parent.width * 0.24
            color: mark.hole
        }
    }
}
