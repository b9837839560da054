import QtQuick
import Clinic

// The desk says that it is not live, until when what it shows holds, and that it comes back by itself. Hidden while live.
Rectangle {
    id: band

    required property string text

    implicitHeight: text === "" ? 0 : Math.max(40, words.height + 18)
    visible: text !== ""
    color: Theme.ink
    Accessible.role: Accessible.AlertMessage
    Accessible.name: text

    Icon {
        id: sign
        anchors.left: parent.left
        anchors.leftMargin: 20
        anchors.verticalCenter: parent.verticalCenter
        name: "ui-link-off"
        size: 20
        color: Theme.paper
    }
    TextBlock {
        id: words
        anchors.left: sign.right
        anchors.leftMargin: 10
        anchors.right: parent.right
        anchors.rightMargin: 20
        anchors.verticalCenter: parent.verticalCenter
        horizontalAlignment: Text.AlignLeft
        wrapMode: Text.Wrap
        text: band.text
        px: 14
        bold: true
        color: Theme.paper
    }
}
