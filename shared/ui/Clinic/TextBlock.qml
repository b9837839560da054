import QtQuick

// Text in the Clinic look. `px` is the mock-up's size; colour, family and digits come with it.
// Every script gets the same box: the first baseline is 1.069 em below the top and a single line is 1.362 em high, as
// in Noto Sans, although Noto Sans Arabic alone is half as high again. Wrapped lines are 1.25 em apart, 1.5 in tall scripts.
// For one line with an ellipsis take CutText.
Text {
    id: block

    property real px: 34
    property bool bold: false
    readonly property real em: font.pixelSize

    height: elide === Text.ElideNone ? Math.round(em * 1.362 + (lineCount - 1) * lineHeight) : implicitHeight
    color: Theme.ink
    font.pixelSize: Theme.font(px)
    font.weight: bold ? Font.Bold : Font.Normal
    lineHeightMode: Text.FixedHeight
    lineHeight: em * Theme.lineHeight
    textFormat: Text.PlainText
    verticalAlignment: Text.AlignTop
    transform: Translate {
        y: Math.round(block.em * 1.069 - block.baselineOffset)
    }
}
