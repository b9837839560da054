import QtQuick
import Clinic

// The clinic's mark and name, the day and the time.
Item {
    id: header

    required property string clinic
    required property string day
    required property string clock

    ClinicMark {
        id: mark
        anchors.left: parent.left
        anchors.leftMargin: Theme.space10
        anchors.verticalCenter: parent.verticalCenter
        height: Theme.px(44)
    }
    FitText {
        anchors.left: mark.right
        anchors.leftMargin: Theme.px(22)
        anchors.right: day.left
        anchors.rightMargin: Theme.space7
        anchors.verticalCenter: parent.verticalCenter
        full: header.clinic
        px: 44
        bold: true
        roomHeight: header.height
        horizontalAlignment: Text.AlignLeft
    }
    TextBlock {
        id: day
        anchors.right: clock.left
        anchors.rightMargin: header.day === "" ? 0 : Theme.space7
        y: Math.round(clock.y + (clock.em - em) * 1.069)  // one baseline in every script
        text: header.day
        px: 40
        color: Theme.ink2
    }
    TextBlock {
        id: clock
        anchors.right: parent.right
        anchors.rightMargin: Theme.space10
        anchors.verticalCenter: parent.verticalCenter
        text: header.clock
        px: 84
        bold: true
    }
}
