import QtQuick
import Clinic

// Somebody at a kiosk needs a person: where, since when, and the button that says "I am going".
Rectangle {
    id: box

    required property string title
    required property string text
    required property string word
    property bool busy: false

    signal answered

    implicitHeight: content.height + 24
    radius: 6
    color: Theme.warnTint
    border.width: 2
    border.color: Theme.bad
    Accessible.role: Accessible.AlertMessage
    Accessible.name: title + " " + text

    Column {
        id: content
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.margins: 12
        anchors.verticalCenter: parent.verticalCenter
        spacing: 8

        Item {
            width: parent.width
            height: Math.max(24, words.height)

            Icon {
                id: sign
                anchors.left: parent.left
                name: "ui-bell"
                size: 24
                color: Theme.bad
            }
            Column {
                id: words
                anchors.left: sign.right
                anchors.leftMargin: 10
                anchors.right: parent.right

                TextBlock {
                    width: parent.width
                    horizontalAlignment: Text.AlignLeft
                    wrapMode: Text.Wrap
                    text: box.title
                    px: 15
                    bold: true
                }
                TextBlock {
                    width: parent.width
                    horizontalAlignment: Text.AlignLeft
                    wrapMode: Text.Wrap
                    text: box.text
                    px: 13
                }
            }
        }
        Button {
            width: parent.width
            height: 40
            px: 15
            main: true
            key: "F9"
            text: box.word
            busy: box.busy
            onClicked: box.answered()
        }
    }
}
