pragma ComponentBehavior: Bound
import QtQuick
import Clinic

// How good a password is: three pieces of a bar, and a sentence. `grade`: weak, fair, good, or empty.
Column {
    id: line

    required property string grade
    required property string text
    readonly property int filled: ["", "weak", "fair", "good"].indexOf(grade)

    spacing: 6
    visible: grade !== ""

    Row {
        anchors.left: parent.left
        spacing: 4

        Repeater {
            model: 3
            delegate: Rectangle {
                required property int index
                width: 60
                height: 6
                radius: 3
                color: index < line.filled ? line.grade === "weak" ? Theme.warn : Theme.good : Theme.hair
            }
        }
    }
    TextBlock {
        width: line.width
        horizontalAlignment: Text.AlignLeft
        wrapMode: Text.Wrap
        text: line.text
        px: 13
        color: Theme.ink2
    }
}
