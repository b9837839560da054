import QtQuick

// Several lines to type in, its label inside at the top. Emits `edited(text)`; Tab leaves it.
Rectangle {
    id: note

    required property string label
    property alias text: input.text
    property bool readOnly: false
    readonly property bool hasFocus: input.activeFocus

    signal edited(string text)

    implicitWidth: 380
    implicitHeight: 142
    radius: Theme.deskRadius
    color: Theme.paper
    border.width: hasFocus ? 2 : 1
    border.color: hasFocus ? Theme.act : Theme.hair

    FocusRing {
        visible: note.hasFocus
        around: Theme.deskRadius
    }
    TextBlock {
        id: title
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.margins: 13
        y: 8
        horizontalAlignment: Text.AlignLeft
        text: note.label
        px: 12
        color: Theme.ink2
    }
    Flickable {
        id: view
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: title.bottom
        anchors.bottom: parent.bottom
        anchors.leftMargin: 13
        anchors.rightMargin: 13
        anchors.bottomMargin: 8
        clip: true
        contentHeight: input.height
        contentY: Math.max(0, Math.min(input.cursorRectangle.y + input.cursorRectangle.height - height, contentHeight - height))

        TextEdit {
            id: input
            width: view.width
            height: Math.max(implicitHeight, view.height)
            activeFocusOnTab: true
            readOnly: note.readOnly
            wrapMode: TextEdit.Wrap
            textFormat: TextEdit.PlainText
            font.pixelSize: Theme.font(14)
            color: Theme.ink
            selectionColor: Theme.act
            selectedTextColor: Theme.actInk
            selectByMouse: true
            onTextChanged: if (activeFocus) note.edited(text)
            KeyNavigation.priority: KeyNavigation.BeforeItem
            Keys.onTabPressed: nextItemInFocusChain(true).forceActiveFocus()
            Accessible.role: Accessible.EditableText
            Accessible.name: note.label
        }
    }
}
