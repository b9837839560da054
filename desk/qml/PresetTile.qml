import QtQuick
import Clinic

// A department that is ready: one click adds it.
Item {
    id: tile

    required property string code
    required property string name
    required property string icon
    required property string colour
    property bool busy: false

    signal clicked

    implicitHeight: 48
    activeFocusOnTab: true
    Accessible.role: Accessible.Button
    Accessible.name: code + " " + name
    Accessible.onPressAction: clicked()
    Keys.onSpacePressed: clicked()
    Keys.onReturnPressed: clicked()

    Rectangle {
        anchors.fill: parent
        radius: Theme.deskRadius
        color: hover.containsMouse || tile.busy ? Theme.tint : Theme.surface
        border.width: 1
        border.color: Theme.edge
    }
    FocusRing {
        visible: tile.activeFocus
        around: Theme.deskRadius
    }
    Plate {
        id: plate
        anchors.left: parent.left
        anchors.leftMargin: 8
        anchors.verticalCenter: parent.verticalCenter
        icon: tile.icon
        tone: tile.colour
        size: 32
    }
    Column {
        anchors.left: plate.right
        anchors.leftMargin: 10
        anchors.right: parent.right
        anchors.rightMargin: 6
        anchors.verticalCenter: parent.verticalCenter
        spacing: -3

        TextBlock {
            anchors.left: parent.left
            text: tile.code
            px: 13
            bold: true
        }
        CutText {
            width: parent.width
            text: tile.name
            px: 13
        }
    }
    MouseArea {
        id: hover
        anchors.fill: parent
        hoverEnabled: true
        enabled: !tile.busy
        onClicked: tile.clicked()
    }
}
