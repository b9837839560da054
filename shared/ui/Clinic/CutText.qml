import QtQuick

// One line that may be cut with an ellipsis: names and sources at the desk, never on a patient's surface.
// The same box as TextBlock in every script. `isCut`: show `text` whole on hover and focus then.
Item {
    id: cut

    required property string text
    property real px: 14
    property bool bold: false
    property color color: Theme.ink
    property int align: Text.AlignLeft
    readonly property bool isCut: line.truncated
    readonly property real em: line.font.pixelSize

    implicitWidth: Math.ceil(line.implicitWidth)
    implicitHeight: Math.round(em * 1.362)
    baselineOffset: em * 1.069

    // Without a height of its own: an elided Text drops a line that is higher than its item, and Arabic ones are.
    Text {
        id: line
        width: parent.width
        y: Math.round(cut.em * 1.069 - baselineOffset)
        elide: Text.ElideRight
        horizontalAlignment: cut.align
        text: cut.text
        textFormat: Text.PlainText
        font.pixelSize: Theme.font(cut.px)
        font.weight: cut.bold ? Font.Bold : Font.Normal
        color: cut.color
    }
    Accessible.role: Accessible.StaticText
    Accessible.name: text
}
