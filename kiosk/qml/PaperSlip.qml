pragma ComponentBehavior: Bound
import QtQuick
import Clinic

// The paper as it slides out of its slot, at the printer's pace. `out`: it is there to be taken.
Item {
    id: slip

    required property var view
    property bool out: false
    readonly property var ticket: view.ticket
    property real shown: 0

    implicitWidth: Theme.px(560)
    implicitHeight: Theme.px(420)
    Component.onCompleted: if (Theme.calm || out) shown = 1; else sliding.start()

    NumberAnimation {
        id: sliding
        target: slip
        property: "shown"
        from: 0
        to: 1
        duration: slip.ticket.paper_milliseconds
    }
    Item {
        anchors.horizontalCenter: slot.horizontalCenter
        anchors.top: slot.verticalCenter
        anchors.bottom: parent.bottom
        width: slot.width - Theme.px(80)
        clip: true

        Rectangle {
            width: parent.width
            height: parent.height
            y: -height * (1 - slip.shown)
            color: "#FFFFFF"
            border.width: Math.max(1, Theme.px(2))
            border.color: Theme.highContrast ? "#FFFFFF" : Theme.edge

            Rectangle {
                anchors.horizontalCenter: ring.horizontalCenter
                width: Theme.px(8)
                height: parent.height
                color: slip.black
            }
            Rectangle {
                id: ring
                anchors.left: parent.left
                anchors.leftMargin: Theme.px(30)
                y: label.y + (label.height - height) / 2
                width: Theme.px(32)
                height: width
                radius: width / 2
                color: "#FFFFFF"
                border.width: Theme.px(8)
                border.color: slip.black
            }
            Repeater {
                model: Math.min(12, slip.ticket.ahead)
                delegate: Rectangle {
                    required property int index
                    readonly property real step: Math.min(Theme.px(30), (ring.parent.height - ring.y - ring.height - Theme.px(50)) / Math.min(12, slip.ticket.ahead))
                    anchors.horizontalCenter: ring.horizontalCenter
                    y: ring.y + ring.height + Theme.px(16) + index * step
                    width: Math.min(Theme.px(20), step * 0.8)
                    height: width
                    radius: width / 2
                    color: slip.black
                }
            }
            Text {
                id: clinicName
                anchors.left: label.left
                anchors.right: parent.right
                y: Theme.px(48)
                text: slip.view.clinic_name
                color: slip.black
                font.pixelSize: Theme.px(25)
                elide: Text.ElideRight
                horizontalAlignment: Text.AlignLeft
            }
            TicketNumber {
                id: label
                anchors.left: parent.left
                anchors.leftMargin: Theme.px(90)
                y: clinicName.y + Theme.px(58)
                label: slip.ticket.label
                px: (slip.width > Theme.px(460) ? 88 : 64) / (Theme.largerText ? 1.3 : 1) * Math.min(1, 6 / Math.max(1, slip.ticket.label.length))
                color: slip.black
            }
            Text {
                id: department
                anchors.left: label.left
                anchors.right: parent.right
                anchors.rightMargin: Theme.px(16)
                anchors.top: label.bottom
                anchors.topMargin: Theme.px(22)
                text: slip.ticket.department
                color: slip.black
                font.pixelSize: Theme.px(30)
                font.weight: Font.Bold
                wrapMode: Text.Wrap
                maximumLineCount: 2
                elide: Text.ElideRight
                horizontalAlignment: Text.AlignLeft
            }
            Text {
                anchors.left: label.left
                anchors.right: parent.right
                anchors.rightMargin: Theme.px(16)
                anchors.top: department.bottom
                anchors.topMargin: Theme.px(22)
                text: slip.ticket.paper_ahead
                color: slip.black
                font.pixelSize: Theme.px(27)
                wrapMode: Text.Wrap
                maximumLineCount: 2
                elide: Text.ElideRight
                horizontalAlignment: Text.AlignLeft
            }
        }
    }
    Rectangle {
        id: slot
        width: parent.width
        height: Theme.px(22)
        radius: height / 2
        color: Theme.ink
    }

    readonly property color black: "#0C2B33"
}
