import QtQuick
import Clinic

// The panel at the page's far side. Folded, it is a drawer: a narrow handle that opens it over the page.
Item {
    id: side

    required property int fullWidth
    required property bool isFolded
    property string handleText: ""
    property string handleIcon: "ui-people"
    property bool isOpen: false
    default property alias content: inside.data

    function open(): void {
        isOpen = true;
    }

    width: isFolded ? 52 : fullWidth
    z: 1

    Rectangle {
        id: panel
        anchors.top: parent.top
        anchors.bottom: parent.bottom
        anchors.right: parent.right
        anchors.rightMargin: side.isFolded ? 52 : 0
        width: side.fullWidth
        visible: !side.isFolded || side.isOpen
        color: Theme.surface

        Item {
            id: inside
            anchors.fill: parent
        }
        Rectangle {
            anchors.left: parent.left
            width: 1
            height: parent.height
            color: Theme.hair
        }
        MouseArea {
            anchors.fill: parent
            z: -1
            enabled: side.isFolded
        }
    }
    Rectangle {
        id: handle
        visible: side.isFolded
        anchors.right: parent.right
        width: 52
        height: parent.height
        color: hover.containsMouse ? Theme.tint : Theme.surface
        activeFocusOnTab: side.isFolded
        Accessible.role: Accessible.Button
        Accessible.name: "F12 " + side.handleText
        Accessible.onPressAction: side.isOpen = !side.isOpen
        Keys.onSpacePressed: side.isOpen = !side.isOpen
        Keys.onReturnPressed: side.isOpen = !side.isOpen

        Rectangle {
            anchors.left: parent.left
            width: 1
            height: parent.height
            color: Theme.hair
        }
        Column {
            anchors.horizontalCenter: parent.horizontalCenter
            y: 18
            spacing: 12

            Icon {
                anchors.horizontalCenter: parent.horizontalCenter
                name: side.handleIcon
                size: 24
            }
            KeyHint {
                anchors.horizontalCenter: parent.horizontalCenter
                key: "F12"
            }
            Item {
                anchors.horizontalCenter: parent.horizontalCenter
                width: 20
                height: label.implicitWidth + 4

                TextBlock {
                    id: label
                    anchors.centerIn: parent
                    rotation: -90
                    text: side.handleText
                    px: 17
                    bold: true
                }
            }
        }
        MouseArea {
            id: hover
            anchors.fill: parent
            hoverEnabled: true
            onClicked: side.isOpen = !side.isOpen
        }
    }
}
