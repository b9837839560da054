import QtQuick

// Text in the Clinic look. `px` is the mock-up's size; colour, family and digits come with it.
// Wraps when it has a width and `wrapMode` says so.
Text {
    id: block

    property real px: 34
    property bool bold: false

    color: Theme.ink
    font.pixelSize: Theme.font(px)
    font.weight: bold ? Font.Bold : Font.Normal
    lineHeight: lineCount > 1 ? Theme.lineHeight : 1
    textFormat: Text.PlainText
    verticalAlignment: Text.AlignVCenter
}
