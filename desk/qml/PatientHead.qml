import QtQuick
import Clinic

// Who it is: state, number, minutes, name.
Item {
    id: head

    required property var shown

    implicitHeight: name.y + name.height

    CutText {
        id: word
        anchors.left: parent.left
        anchors.right: usual.left
        anchors.rightMargin: 10
        text: head.shown.state_text
        px: 13
        color: Theme.ink2
    }
    TextBlock {
        id: usual
        anchors.right: parent.right
        text: head.shown.usual_text
        px: 13
        color: Theme.ink2
    }
    TicketNumber {
        id: number
        anchors.left: parent.left
        anchors.top: word.bottom
        anchors.topMargin: 10
        label: head.shown.label
        px: 46
    }
    TextBlock {
        anchors.right: parent.right
        anchors.verticalCenter: number.verticalCenter
        text: head.shown.minutes_text
        px: 26
        bold: true
    }
    Item {
        id: name
        anchors.top: number.bottom
        anchors.topMargin: 10
        width: parent.width
        height: 26

        CutText {
            id: who
            anchors.left: parent.left
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, parent.width - 120)
            text: head.shown.name
            px: 17
            bold: true
        }
        CutText {
            anchors.left: who.right
            anchors.leftMargin: 14
            anchors.right: parent.right
            anchors.baseline: who.baseline
            text: head.shown.about
            px: 14
            color: Theme.ink2
        }
    }
}
