import QtQuick
import Clinic

// A word and what belongs to it, under a thin line.
Item {
    id: fact

    required property string word
    required property string text
    property int wordWidth: 80
    property int mostLines: 3

    implicitHeight: Math.max(29, what.height + 8)

    Rectangle {
        width: parent.width
        height: 1
        color: Theme.hair
    }
    CutText {
        anchors.left: parent.left
        y: 4
        width: fact.wordWidth
        text: fact.word
        px: 13
        color: Theme.ink2
    }
    TextBlock {
        id: what
        anchors.left: parent.left
        anchors.leftMargin: fact.wordWidth + 6
        anchors.right: parent.right
        y: 4
        horizontalAlignment: Text.AlignLeft
        wrapMode: Text.Wrap
        maximumLineCount: fact.mostLines
        text: fact.text
        px: 14
    }
}
