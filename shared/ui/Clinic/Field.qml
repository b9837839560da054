pragma ComponentBehavior: Bound

import QtQuick

// One line to type in, with its label above. `hint` shows while it is empty, `fault` says below what is wrong.
// `icon` before and `key` behind (the search field). `secret`: a password. `text` is what is typed.
// Emits `edited(text)` for every change by the person and `accepted` on Enter.
Column {
    id: field

    property string label: ""
    property alias text: input.text
    property string hint: ""
    property string fault: ""
    property string icon: ""
    property string key: ""
    property bool secret: false
    property bool readOnly: false
    property int maximumLength: 200
    property alias inputMethodHints: input.inputMethodHints
    readonly property bool hasFocus: input.activeFocus

    signal edited(string text)
    signal accepted

    function focusInput(): void {
        input.forceActiveFocus();
        input.selectAll();
    }

    width: 240
    spacing: 4

    CutText {
        visible: field.label !== ""
        anchors.left: parent.left
        width: parent.width
        text: field.label
        px: 13
        color: Theme.ink2
    }
    Rectangle {
        id: box
        width: parent.width
        height: 36
        radius: Theme.deskRadius
        color: field.readOnly ? Theme.paper : Theme.surface
        border.width: field.hasFocus || field.fault !== "" ? 2 : 1
        border.color: field.fault !== "" ? Theme.bad : field.hasFocus ? Theme.act : Theme.edge

        FocusRing {
            visible: field.hasFocus
            around: Theme.deskRadius
        }
        Icon {
            id: sign
            visible: field.icon !== ""
            anchors.left: parent.left
            anchors.leftMargin: 9
            anchors.verticalCenter: parent.verticalCenter
            name: field.icon
            size: 18
            color: Theme.ink2
        }
        TextInput {
            id: input
            anchors.left: sign.visible ? sign.right : parent.left
            anchors.leftMargin: sign.visible ? 8 : 11
            anchors.right: cap.visible ? cap.left : parent.right
            anchors.rightMargin: 10
            anchors.verticalCenter: parent.verticalCenter
            activeFocusOnTab: true
            clip: true
            readOnly: field.readOnly
            maximumLength: field.maximumLength
            echoMode: field.secret ? TextInput.Password : TextInput.Normal
            font.pixelSize: Theme.font(15)
            color: Theme.ink
            selectionColor: Theme.act
            selectedTextColor: Theme.actInk
            selectByMouse: true
            cursorDelegate: Rectangle {
                width: 2
                color: Theme.ink
                visible: input.activeFocus
            }
            onTextEdited: field.edited(text)
            onAccepted: field.accepted()
            Accessible.role: Accessible.EditableText
            Accessible.name: field.label !== "" ? field.label : field.hint
        }
        CutText {
            visible: input.text === "" && input.preeditText === ""
            anchors.left: input.left
            anchors.right: input.right
            anchors.verticalCenter: parent.verticalCenter
            text: field.hint
            px: 14
            color: Theme.ink2
        }
        KeyHint {
            id: cap
            visible: field.key !== "" && !field.hasFocus
            anchors.right: parent.right
            anchors.rightMargin: 9
            anchors.verticalCenter: parent.verticalCenter
            key: field.key
        }
        MouseArea {
            anchors.fill: parent
            cursorShape: Qt.IBeamCursor
            acceptedButtons: Qt.NoButton
        }
    }
    TextBlock {
        visible: field.fault !== ""
        width: parent.width
        horizontalAlignment: Text.AlignLeft
        wrapMode: Text.Wrap
        text: field.fault
        px: 13
        color: Theme.bad
    }
}
