import QtQuick
import Clinic

// The notes of a visit. What is typed is handed on at once; what others write appears while nobody types here.
Item {
    id: notes

    required property string key
    required property string written
    required property string keptText
    required property string label
    property bool isFollowing: false // what is put in is not what somebody types

    signal edited(string key, string text)

    function takeFocus(): void {
        box.nextItemInFocusChain(true).forceActiveFocus();
    }
    function follow(): void {
        isFollowing = true;
        if (box.text !== written)
            box.text = written;
        isFollowing = false;
    }

    onWrittenChanged: follow()
    Component.onCompleted: follow()

    NoteBox {
        id: box
        anchors.fill: parent
        label: notes.label
        onEdited: text => {
            if (!notes.isFollowing)
                notes.edited(notes.key, text);
        }
    }
    CutText {
        anchors.right: parent.right
        anchors.rightMargin: 13
        y: 8
        width: Math.min(implicitWidth, parent.width * 0.5)
        text: notes.keptText
        px: 12
        color: Theme.ink2
    }
}
