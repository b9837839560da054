import QtQuick
import Clinic

// A part of one's own account: what it is for, then its fields. `cleared` is emitted when they are to be emptied.
Column {
    id: form

    required property var shown
    required property var texts
    required property var account
    property string title: ""
    property string sentence: ""

    signal cleared

    spacing: 14

    Connections {
        target: form.shown
        function onValueChanged(field: string): void {
            if (field === "form")
                form.cleared();
        }
    }
    TextBlock {
        width: parent.width
        horizontalAlignment: Text.AlignLeft
        text: form.title
        px: 20
        bold: true
    }
    TextBlock {
        width: parent.width
        horizontalAlignment: Text.AlignLeft
        wrapMode: Text.Wrap
        text: form.sentence
        px: 15
        color: Theme.ink2
    }
}
