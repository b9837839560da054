import QtQuick
import Clinic

// A room as its door, with who is in it below. Taken by somebody else: an outline; it can still be asked for.
Item {
    id: door

    required property string number
    required property string word
    required property string taken_by
    required property bool is_chosen
    required property string hereText
    required property string freeText
    property string hint: ""
    property bool busy: false

    signal clicked

    implicitWidth: 140
    implicitHeight: 196
    activeFocusOnTab: true
    Accessible.role: Accessible.Button
    Accessible.name: word + " " + number + ", " + state.text
    Accessible.onPressAction: clicked()
    Keys.onSpacePressed: clicked()
    Keys.onReturnPressed: clicked()

    Rectangle {
        id: leaf
        width: parent.width
        height: 160
        radius: 8
        color: door.taken_by !== "" ? "transparent" : hover.containsMouse || door.is_chosen ? Theme.act : Theme.ink
        border.width: door.taken_by !== "" ? 2 : 0
        border.color: Theme.edge
        readonly property color paint: door.taken_by !== "" ? Theme.ink2 : door.is_chosen || hover.containsMouse ? Theme.actInk : Theme.paper

        FocusRing {
            visible: door.activeFocus
            around: 8
        }
        TextBlock {
            anchors.horizontalCenter: parent.horizontalCenter
            y: 18
            text: door.word
            px: 17
            color: leaf.paint
        }
        TextBlock {
            anchors.horizontalCenter: parent.horizontalCenter
            y: 42
            text: door.number
            px: door.number.length > 2 ? 46 : 68
            bold: true
            color: leaf.paint
        }
        KeyHint {
            visible: door.hint !== ""
            anchors.left: parent.left
            anchors.bottom: parent.bottom
            anchors.margins: 8
            key: door.hint
            color: leaf.paint
        }
    }
    CutText {
        id: state
        anchors.top: leaf.bottom
        anchors.topMargin: 8
        width: parent.width
        align: Text.AlignHCenter
        text: door.is_chosen ? door.hereText : door.taken_by !== "" ? door.taken_by : door.freeText
        px: 14
        color: Theme.ink2
    }
    MouseArea {
        id: hover
        anchors.fill: parent
        hoverEnabled: true
        enabled: !door.busy
        onClicked: door.clicked()
    }
}
