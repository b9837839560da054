import QtQuick
import Clinic

// One thing to choose: its number key, its plate, its words; chosen: tint, edge and a check.
Item {
    id: row

    required property string text
    required property string number
    required property string icon
    required property string colour
    required property string remark
    required property bool is_chosen

    signal clicked

    implicitHeight: 40
    activeFocusOnTab: true
    Accessible.role: Accessible.RadioButton
    Accessible.name: text + " " + remark
    Accessible.checked: is_chosen
    Accessible.onPressAction: clicked()
    Keys.onSpacePressed: clicked()

    Rectangle {
        anchors.fill: parent
        radius: Theme.deskRadius
        color: row.is_chosen || hover.containsMouse ? Theme.tint : Theme.surface
        border.width: row.is_chosen ? 2 : 1
        border.color: row.is_chosen ? Theme.act : Theme.edge
    }
    FocusRing {
        visible: row.activeFocus
        around: Theme.deskRadius
        anchors.margins: 0
    }
    KeyHint {
        id: cap
        visible: row.number !== ""
        anchors.left: parent.left
        anchors.leftMargin: 12
        anchors.verticalCenter: parent.verticalCenter
        key: row.number
    }
    Plate {
        id: plate
        visible: row.colour !== ""
        anchors.left: parent.left
        anchors.leftMargin: cap.visible ? 42 : 12
        anchors.verticalCenter: parent.verticalCenter
        icon: row.icon
        tone: row.colour === "" ? "slate" : row.colour
        size: 26
    }
    CutText {
        anchors.left: parent.left
        anchors.leftMargin: (cap.visible ? 42 : 12) + (plate.visible ? 36 : 0)
        anchors.right: detail.left
        anchors.rightMargin: 8
        anchors.verticalCenter: parent.verticalCenter
        text: row.text
        px: 14
        bold: row.is_chosen
    }
    TextBlock {
        id: detail
        anchors.right: parent.right
        anchors.rightMargin: check.visible ? 40 : 12
        anchors.verticalCenter: parent.verticalCenter
        text: row.remark
        px: 13
        color: Theme.ink2
    }
    Icon {
        id: check
        visible: row.is_chosen
        anchors.right: parent.right
        anchors.rightMargin: 12
        anchors.verticalCenter: parent.verticalCenter
        name: "ui-check"
        size: 20
        color: Theme.act
    }
    MouseArea {
        id: hover
        anchors.fill: parent
        hoverEnabled: true
        onClicked: row.clicked()
    }
}
