pragma ComponentBehavior: Bound
import QtQuick

// A ticket's label, one string, bold and tight, left-to-right in every language.
// The item is exactly as high as the capitals: its bottom is the baseline.
// `kind`: "normal", "unprinted" (dashed underline), "copy", "called". `note` is the word for it ("COPY"), in a box behind.
Item {
    id: ticket

    required property string label
    property real px: 224
    property string kind: "normal"
    property string note: ""
    property color color: kind === "called" ? Theme.callInk : Theme.ink

    // Noto Sans: capitals 0.714 em, ascent 1.069 em.
    readonly property real em: Theme.font(px)

    // Tighter when very large; the side bearing of G and 2 stands outside, so that the label aligns by eye.
    readonly property real spacing: -em * (px >= 200 ? 0.035 : 0.02)
    readonly property real bearing: Math.round(em * 0.045)

    implicitWidth: digits.implicitWidth - bearing * 2 - spacing + (tag.visible ? tag.width + em * 0.15 : 0)
    implicitHeight: Math.round(em * 0.714)
    baselineOffset: height

    TextBlock {
        id: digits
        anchors.left: parent.left
        anchors.leftMargin: -ticket.bearing
        y: Math.round(-ticket.em * 0.355)
        text: ticket.label
        px: ticket.px
        bold: true
        color: ticket.color
        font.letterSpacing: ticket.spacing
        horizontalAlignment: Text.AlignLeft
    }
    Row {
        visible: ticket.kind === "unprinted"
        anchors.left: parent.left
        anchors.top: parent.bottom
        anchors.topMargin: ticket.em * 0.1
        spacing: dash * 0.7

        readonly property real dash: ticket.em * 0.09

        Repeater {
            model: ticket.kind === "unprinted" ? Math.round(digits.implicitWidth / (ticket.em * 0.153)) : 0
            delegate: Rectangle {
                width: ticket.em * 0.09
                height: Math.max(2, ticket.em * 0.035)
                color: ticket.color
            }
        }
    }
    Rectangle {
        id: tag
        visible: ticket.note !== ""
        anchors.left: digits.right
        anchors.leftMargin: ticket.em * 0.15
        anchors.bottom: parent.bottom
        width: word.implicitWidth + ticket.em * 0.2
        height: word.height
        radius: Theme.px(6)
        color: "transparent"
        border.width: Theme.edgeWidth
        border.color: ticket.color

        TextBlock {
            id: word
            anchors.centerIn: parent
            text: ticket.note
            px: Math.max(12, ticket.px * 0.2)
            bold: true
            color: ticket.color
        }
    }
    Accessible.role: Accessible.StaticText
    Accessible.name: label + (note === "" ? "" : ", " + note)
}
