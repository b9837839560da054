import QtQuick

// A key's cap and what it does. `text` may be empty: the cap alone, as on a button.
Row {
    id: hint

    required property string key
    property string text: ""
    property color color: Theme.ink
    property real px: 12

    spacing: 8

    Rectangle {
        anchors.verticalCenter: parent.verticalCenter
        width: Math.max(height - 2, cap.implicitWidth + 9)
        height: Math.round(hint.px * 1.65)
        radius: 3
        color: "transparent"
        border.width: 1
        border.color: hint.color

        TextBlock {
            id: cap
            anchors.centerIn: parent
            text: hint.key
            px: hint.px
            bold: true
            color: hint.color
        }
    }
    TextBlock {
        visible: hint.text !== ""
        anchors.verticalCenter: parent.verticalCenter
        text: hint.text
        px: hint.px + 1
        color: hint.color
    }
}
