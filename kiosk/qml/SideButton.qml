import QtQuick
import Clinic

// Back and language: quiet buttons at the sides of a page.
Rectangle {
    id: button

    required property string text
    required property string icon
    property bool mirrors: false

    signal touched

    implicitWidth: content.implicitWidth + Theme.px(72)
    color: press.pressed ? Theme.actPress : Theme.surface
    radius: Theme.radius
    border.width: Theme.edgeWidth
    border.color: press.pressed ? Theme.actPress : Theme.edge
    activeFocusOnTab: true
    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.onPressAction: touched()
    Keys.onSpacePressed: touched()
    Keys.onReturnPressed: touched()

    FocusRing {
        visible: button.activeFocus
    }
    Row {
        id: content
        anchors.centerIn: parent
        spacing: Theme.px(20)

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: button.icon
            size: Theme.px(44)
            mirrors: button.mirrors
            color: press.pressed ? Theme.actInk : Theme.ink
        }
        TextBlock {
            anchors.verticalCenter: parent.verticalCenter
            text: button.text
            px: Theme.largerText ? 29 : 34
            color: press.pressed ? Theme.actInk : Theme.ink
        }
    }
    MouseArea {
        id: press
        anchors.fill: parent
        onClicked: button.touched()
    }
}
