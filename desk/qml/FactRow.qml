import QtQuick
import Clinic

// A word and what belongs to it, under a thin line.
Item {
    id: fact

    required property string word
    required property string text

    implicitHeight: Math.max(29, what.height + 8)

    Rectangle {
        width: parent.width
        height: 1
        color: Theme.hair
    }
    CutText {
        anchors.left: parent.left
        y: 4
        width: 80
        text: fact.word
        px: 13
        color: Theme.ink2
    }
    TextBlock {
        id: what
        anchors.left: parent.left
        anchors.leftMargin: 86
        anchors.right: parent.right
        y: 4
        horizontalAlignment: Text.AlignLeft
        wrapMode: Text.Wrap
        maximumLineCount: 3
        text: fact.text
        px: 14
    }
}
