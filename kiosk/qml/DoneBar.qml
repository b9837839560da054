import QtQuick
import Clinic

// The end of a visit to the kiosk: Done, how long the page still stays, and more time for who needs it.
Item {
    id: bar

    required property var view
    required property var touch
    property bool square: false // runs from edge to edge, without corners
    readonly property var ticket: view.ticket
    readonly property real half: (width - view.frame.gap) * 0.62

    CountdownLine {
        id: countdown
        width: parent.width
        share: bar.ticket.left
    }
    Rectangle {
        id: done
        objectName: "done"
        anchors.left: parent.left
        anchors.top: countdown.bottom
        anchors.topMargin: Theme.px(8)
        anchors.bottom: parent.bottom
        width: bar.half
        radius: bar.square ? 0 : Theme.radius
        color: press.pressed ? Theme.actPress : Theme.act
        activeFocusOnTab: true
        Accessible.role: Accessible.Button
        Accessible.name: bar.ticket.done
        Accessible.onPressAction: bar.touch.finish()
        Keys.onSpacePressed: bar.touch.finish()
        Keys.onReturnPressed: bar.touch.finish()

        FocusRing {
            visible: done.activeFocus
        }
        Column {
            anchors.left: parent.left
            anchors.leftMargin: Theme.px(bar.square ? 72 : 48)
            anchors.right: parent.right
            anchors.rightMargin: Theme.px(24)
            anchors.verticalCenter: parent.verticalCenter

            FitText {
                width: parent.width
                full: bar.ticket.done
                px: Theme.largerText ? 44 : 50
                lines: 1
                bold: true
                color: Theme.actInk
                horizontalAlignment: Text.AlignLeft
            }
            FitText {
                width: parent.width
                full: bar.ticket.left_text
                px: Theme.largerText ? 27 : 31
                lines: 1
                color: Theme.actInk
                horizontalAlignment: Text.AlignLeft
            }
        }
        MouseArea {
            id: press
            anchors.fill: parent
            onClicked: bar.touch.finish()
        }
    }
    BigButton {
        objectName: "more_time"
        anchors.right: parent.right
        anchors.rightMargin: bar.square ? bar.view.frame.gap : 0
        anchors.left: done.right
        anchors.leftMargin: bar.view.frame.gap
        anchors.top: done.top
        anchors.topMargin: bar.square ? Theme.px(4) : 0
        anchors.bottom: parent.bottom
        anchors.bottomMargin: anchors.topMargin
        text: bar.ticket.more_time
        main: false
        centred: true
        px: Theme.largerText ? 32 : 36
        onTouched: bar.touch.need_more_time()
    }
}
