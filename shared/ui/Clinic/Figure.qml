import QtQuick

// A number of the day with its word under it, aligned to the far side. `bad`: beyond what it should be.
Column {
    id: figure

    required property string value
    required property string word
    property bool bad: false

    spacing: -3

    TextBlock {
        anchors.right: parent.right
        text: figure.value
        px: 17
        bold: true
        color: figure.bad ? Theme.bad : Theme.ink
    }
    TextBlock {
        anchors.right: parent.right
        text: figure.word
        px: 12.5
        color: Theme.ink2
    }
}
