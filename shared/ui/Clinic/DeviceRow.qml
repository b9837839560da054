import QtQuick

// A kiosk or screen: what it is, how it is, in words. `kind`: "live", "as_of", "alarm" (bad edge, the fault as the title).
// `status` stands at the far end ("live", "as of 09:57"); `paper` 0 to 1 shows a paper level there instead (-1: none).
Item {
    id: device

    required property string icon
    required property string title
    property string detail: ""
    property string status: ""
    property string kind: "live"
    property real paper: -1
    readonly property bool isAlarm: kind === "alarm"

    implicitHeight: words.height + (isAlarm ? 24 : 26)
    Accessible.role: Accessible.ListItem
    Accessible.name: title + ", " + detail + ", " + status

    Rectangle {
        anchors.fill: parent
        visible: device.isAlarm
        radius: 6
        color: Theme.surface
        border.width: 2
        border.color: Theme.bad
    }
    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: 1
        visible: !device.isAlarm
        color: Theme.hair
    }
    Icon {
        id: sign
        anchors.left: parent.left
        anchors.leftMargin: device.isAlarm ? 14 : 0
        anchors.top: words.top
        name: device.kind === "as_of" ? "ui-link-off" : device.icon
        size: device.isAlarm ? 24 : 21
        color: device.isAlarm ? Theme.bad : Theme.ink
    }
    Column {
        id: words
        anchors.left: sign.right
        anchors.leftMargin: 13
        anchors.right: parent.right
        anchors.rightMargin: device.isAlarm ? 12 : 0
        anchors.verticalCenter: parent.verticalCenter
        spacing: 2

        Item {
            width: parent.width
            height: name.height

            CutText {
                id: name
                anchors.left: parent.left
                width: parent.width - (device.paper >= 0 ? 72 : status.implicitWidth + 8)
                text: device.title
                px: 14
                bold: true
                color: device.isAlarm ? Theme.bad : Theme.ink
            }
            TextBlock {
                id: status
                visible: device.paper < 0
                anchors.right: parent.right
                text: device.status
                px: 14
            }
            Rectangle {
                visible: device.paper >= 0
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                width: 64
                height: 8
                color: "transparent"
                border.width: 1
                border.color: Theme.edge

                Rectangle {
                    anchors.left: parent.left
                    anchors.top: parent.top
                    anchors.bottom: parent.bottom
                    anchors.margins: 1
                    width: Math.round(62 * Math.max(0, Math.min(1, device.paper)))
                    color: device.paper < 0.15 ? Theme.warn : Theme.good
                }
            }
        }
        TextBlock {
            visible: device.detail !== ""
            width: parent.width
            horizontalAlignment: Text.AlignLeft
            wrapMode: Text.Wrap
            text: device.detail
            px: 12.5
            color: device.isAlarm ? Theme.ink : Theme.ink2
        }
    }
}
