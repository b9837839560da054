import QtQuick
import Clinic

// Is somebody still there? Everything waits behind it; one touch anywhere goes on.
Item {
    id: warning

    required property var view
    required property var touch
    readonly property var idle: view.idle

    MouseArea {
        anchors.fill: parent
        onClicked: warning.touch.need_more_time()
    }
    Rectangle {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        height: content.height + Theme.px(96)
        color: Theme.paper

        Rectangle {
            width: parent.width
            height: Theme.mainEdgeWidth
            color: Theme.act
        }
        Column {
            id: content
            x: warning.view.frame.margin
            y: Theme.px(48)
            width: parent.width - 2 * x
            spacing: Theme.px(20)

            FitText {
                width: parent.width
                full: warning.idle ? warning.idle.title : ""
                px: Theme.largerText ? 60 : 72
                bold: true
                horizontalAlignment: Text.AlignLeft
            }
            FitText {
                width: parent.width
                full: warning.idle ? warning.idle.text : ""
                px: Theme.largerText ? 36 : 42
                horizontalAlignment: Text.AlignLeft
            }
            CountdownLine {
                width: parent.width
                share: warning.idle ? warning.idle.left : 0
            }
            BigButton {
                objectName: "more_time"
                width: parent.width
                height: warning.view.frame.main_button_height
                text: warning.idle ? warning.idle.more_time : ""
                icon: "ui-clock"
                arrow: false
                px: 56
                onTouched: warning.touch.need_more_time()
            }
        }
    }
}
