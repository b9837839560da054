pragma ComponentBehavior: Bound
import QtQuick
import Clinic

// The number that was given, to be said or shown over the counter.
Item {
    id: given

    required property var shown
    required property var notice
    required property var texts
    required property var touch

    Column {
        anchors.left: parent.left
        anchors.leftMargin: 20
        width: parent.width - 41
        y: 14
        spacing: 14

        TextBlock {
            width: parent.width
            horizontalAlignment: Text.AlignLeft
            text: given.texts.desk_form_given
            px: 17
            bold: true
        }
        Row {
            anchors.left: parent.left
            spacing: 12

            Plate {
                anchors.verticalCenter: parent.verticalCenter
                icon: given.shown.icon
                tone: given.shown.colour
                size: 36
            }
            CutText {
                anchors.verticalCenter: parent.verticalCenter
                width: 220
                text: given.shown.department
                px: 15
            }
        }
        TicketNumber {
            label: given.shown.label
            px: 62
            anchors.left: parent.left
        }
        CutText {
            visible: text !== ""
            width: parent.width
            text: given.shown.name
            px: 17
            bold: true
        }
        TextBlock {
            width: parent.width
            horizontalAlignment: Text.AlignLeft
            wrapMode: Text.Wrap
            text: given.shown.ahead
            px: 15
        }
        Rectangle {
            visible: given.shown.code !== ""
            width: 196
            height: 196
            anchors.left: parent.left
            radius: Theme.deskRadius
            color: "#FFFFFF"
            border.width: 1
            border.color: Theme.hair

            QrCode {
                anchors.centerIn: parent
                width: 172
                height: 172
                text: given.shown.code
            }
        }
        TextBlock {
            visible: given.shown.code !== ""
            width: parent.width
            horizontalAlignment: Text.AlignLeft
            wrapMode: Text.Wrap
            text: given.shown.code_text
            px: 13
            color: Theme.ink2
        }
        SaidBack {
            width: parent.width
            notice: given.notice
            place: "form"
            touch: given.touch
        }
    }
    Button {
        anchors.left: parent.left
        anchors.leftMargin: 20
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 14
        width: parent.width - 41
        height: 50
        main: true
        key: "F2"
        text: given.texts.desk_form_another
        onClicked: given.touch.reception.act("another")
    }
}
