import QtQuick

// A ticket's state as a word in a box. `kind`: "plain", "called" (yellow), "hold" (dashed), "quiet" (no box), "bad".
Item {
    id: tag

    required property string text
    property string kind: "plain"

    implicitWidth: word.implicitWidth + (kind === "quiet" ? 0 : 18)
    implicitHeight: 24

    Rectangle {
        anchors.fill: parent
        visible: tag.kind === "plain" || tag.kind === "called" || tag.kind === "bad"
        radius: 4
        color: tag.kind === "called" ? Theme.call : "transparent"
        border.width: tag.kind === "called" ? 0 : 1
        border.color: tag.kind === "bad" ? Theme.bad : Theme.edge
    }
    Outline {
        anchors.fill: parent
        visible: tag.kind === "hold"
        thickness: 1
        radius: 4
        color: Theme.ink2
        dashed: true
    }
    CutText {
        id: word
        anchors.verticalCenter: parent.verticalCenter
        anchors.left: parent.left
        anchors.leftMargin: tag.kind === "quiet" ? 0 : 9
        width: Math.min(implicitWidth, tag.width - (tag.kind === "quiet" ? 0 : 18))
        text: tag.text
        px: 13
        bold: tag.kind !== "quiet"
        color: tag.kind === "called" ? Theme.callInk : tag.kind === "bad" ? Theme.bad : tag.kind === "quiet" ? Theme.ink2 : Theme.ink
    }
}
