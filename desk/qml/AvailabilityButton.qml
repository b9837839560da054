import QtQuick
import Clinic

// Whether the doctor takes patients now, with the way to change it. `kind`: available, away or off.
Item {
    id: button

    required property string kind
    required property string text
    required property string word

    signal clicked

    implicitWidth: content.width + 26
    implicitHeight: 33
    activeFocusOnTab: true
    Accessible.role: Accessible.Button
    Accessible.name: text + ", " + word
    Accessible.onPressAction: clicked()
    Keys.onSpacePressed: clicked()
    Keys.onReturnPressed: clicked()

    Rectangle {
        anchors.fill: parent
        radius: Theme.deskRadius
        color: hover.containsMouse ? Theme.tint : "transparent"
        border.width: 1
        border.color: Theme.edge
    }
    FocusRing {
        visible: button.activeFocus
        around: Theme.deskRadius
    }
    Row {
        id: content
        anchors.centerIn: parent
        spacing: 8

        Disc {
            anchors.verticalCenter: parent.verticalCenter
            size: 10
            color: button.kind === "available" ? Theme.good : "transparent"
            border.width: button.kind === "available" ? 0 : 2
            border.color: button.kind === "away" ? Theme.warn : Theme.ink2
        }
        CutText {
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, 170)
            text: button.text
            px: 14
            bold: true
        }
        TextBlock {
            anchors.verticalCenter: parent.verticalCenter
            text: button.word
            px: 12
            color: Theme.ink2
        }
    }
    MouseArea {
        id: hover
        anchors.fill: parent
        hoverEnabled: true
        onClicked: button.clicked()
    }
}
