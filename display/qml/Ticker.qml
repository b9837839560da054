import QtQuick
import Clinic

// The clinic's messages: one page after another, or all of them moving by in reading direction (60 px a second).
Rectangle {
    id: ticker

    required property string text
    property bool rtl: false
    property bool scrolls: false

    color: Theme.sunken

    Rectangle {
        width: parent.width
        height: Theme.hairWidth
        color: Theme.hair
    }
    Icon {
        id: bell
        anchors.left: parent.left
        anchors.leftMargin: Theme.space10
        anchors.verticalCenter: parent.verticalCenter
        visible: ticker.text !== ""
        name: "ui-bell"
        size: Theme.px(46)
        color: Theme.act
    }
    Item {
        id: line
        anchors.left: bell.right
        anchors.leftMargin: Theme.px(30)
        anchors.right: parent.right
        anchors.rightMargin: Theme.space10
        height: parent.height

        FitText {
            anchors.verticalCenter: parent.verticalCenter
            width: parent.width
            visible: !ticker.scrolls
            full: ticker.text
            px: 38
            roomHeight: ticker.height - Theme.space2
            LayoutMirroring.enabled: false
            horizontalAlignment: ticker.rtl ? Text.AlignRight : Text.AlignLeft
            onFullChanged: turn.restart()

            NumberAnimation on opacity {
                id: turn
                from: 0
                to: 1
                duration: Theme.pageTime
                easing.type: Easing.OutCubic
            }
        }
    }
    Item {
        anchors.fill: line
        anchors.rightMargin: -Theme.space10
        clip: true
        visible: ticker.scrolls

        TextBlock {
            id: passing
            anchors.verticalCenter: parent.verticalCenter
            text: ticker.text
            px: 40
            LayoutMirroring.enabled: false

            NumberAnimation on x {
                running: ticker.scrolls && passing.implicitWidth > 0
                from: ticker.rtl ? -passing.implicitWidth : passing.parent.width
                to: ticker.rtl ? passing.parent.width : -passing.implicitWidth
                duration: Math.max(1000, (passing.implicitWidth + passing.parent.width) / Theme.px(60) * 1000)
                loops: Animation.Infinite
            }
        }
    }
}
