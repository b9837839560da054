import QtQuick
import Clinic

// A key and what it does.
Item {
    id: row

    required property string key
    required property string text

    implicitHeight: Math.max(25, what.height + 6)

    KeyHint {
        anchors.left: parent.left
        y: 2
        key: row.key
    }
    TextBlock {
        id: what
        anchors.left: parent.left
        anchors.leftMargin: 126
        anchors.right: parent.right
        y: 3
        horizontalAlignment: Text.AlignLeft
        wrapMode: Text.Wrap
        text: row.text
        px: 14
    }
}
