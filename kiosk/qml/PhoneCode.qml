import QtQuick
import Clinic

// The code that takes the number to a phone, and what it is for; side by side or one above the other.
Item {
    id: phone

    required property string address
    property string heading: ""
    property string text: ""
    property bool stacked: false
    property real side: Theme.px(284)

    implicitHeight: stacked ? code.height + words.height + Theme.px(20) : Math.max(code.height, words.height)

    QrCode {
        id: code
        anchors.left: parent.left
        y: phone.stacked ? 0 : (phone.height - height) / 2
        width: phone.side
        text: phone.address
    }
    Column {
        id: words
        anchors.left: phone.stacked ? parent.left : code.right
        anchors.leftMargin: phone.stacked ? 0 : Theme.px(36)
        y: phone.stacked ? code.height + Theme.px(20) : (phone.height - height) / 2
        width: phone.stacked ? phone.width : phone.width - code.width - Theme.px(36)
        spacing: Theme.px(6)

        FitText {
            visible: phone.heading !== ""
            width: parent.width
            full: phone.heading
            px: 42
            lines: 3
            bold: true
            horizontalAlignment: Text.AlignLeft
        }
        FitText {
            width: parent.width
            full: phone.text
            px: phone.heading === "" ? 30 : 33
            lines: 4
            color: phone.heading === "" ? Theme.ink : Theme.ink2
            horizontalAlignment: Text.AlignLeft
        }
    }
}
