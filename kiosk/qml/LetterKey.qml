import QtQuick
import Clinic

// One key: a letter, or a word with its sign.
Rectangle {
    id: key

    required property string text
    property string icon: ""
    property bool small: false
    property bool locked: false
    property string spoken: text
    readonly property color paint: press.pressed ? Theme.actInk : locked ? Theme.ink2 : Theme.ink

    signal touched

    radius: Theme.radius
    color: press.pressed ? Theme.actPress : Theme.surface
    border.width: Theme.edgeWidth
    border.color: press.pressed ? Theme.actPress : Theme.edge
    Accessible.role: Accessible.Button
    Accessible.name: spoken
    Accessible.onPressAction: touched()

    Row {
        anchors.centerIn: parent
        spacing: Theme.px(12)

        Icon {
            visible: key.icon !== ""
            anchors.verticalCenter: parent.verticalCenter
            name: key.icon
            size: Theme.px(40)
            color: key.paint
        }
        FitText {
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(natural, key.width - Theme.px(key.icon === "" ? 12 : 64))
            full: key.text
            px: key.small ? 30 : Theme.largerText ? 38 : 44
            lines: 1
            bold: !key.small
            color: key.paint
        }
    }
    MouseArea {
        id: press
        anchors.fill: parent
        enabled: !key.locked
        onClicked: key.touched()
    }
}
