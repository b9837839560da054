import QtQuick
import Clinic

// The clinic's mark and name, and the time. Holding the mark for five seconds opens the staff's door.
Item {
    id: line

    required property var view
    required property var touch

    implicitHeight: Theme.px(56)

    ClinicMark {
        id: mark
        anchors.left: parent.left
        anchors.verticalCenter: parent.verticalCenter
        height: Theme.px(36)
    }
    TextBlock {
        anchors.left: mark.right
        anchors.leftMargin: Theme.px(18)
        anchors.verticalCenter: parent.verticalCenter
        text: line.view.clinic_name
        px: 34
        bold: true
        font.pixelSize: Theme.px(34)
        horizontalAlignment: Text.AlignLeft
    }
    TextBlock {
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        text: line.view.clock
        bold: true
        font.pixelSize: Theme.px(36)
    }
    MouseArea {
        anchors.centerIn: mark
        width: Math.max(Theme.touch, Theme.px(120))
        height: width
        pressAndHoldInterval: 5000
        onPressAndHold: line.touch.open_staff_door()
    }
}
