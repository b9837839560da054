import QtQuick
import Clinic

// The small screen at a door: the room, and the number that is called in (the whole screen turns yellow) or is inside.
Item {
    id: page

    required property var screen

    readonly property var door: screen.door
    readonly property bool isUpright: height > width
    readonly property bool isCalled: door.state === "called"
    readonly property bool isAsOf: screen.connection.kind === "as_of"
    readonly property int margin: Theme.px(40)

    Rectangle {
        anchors.fill: parent
        color: Theme.call
        opacity: page.isCalled && !page.isAsOf ? 1 : 0

        Behavior on opacity {
            NumberAnimation {
                duration: Theme.fadeInTime
            }
        }
    }
    ConnectionBanner {
        id: connection
        anchors.top: parent.top
        width: parent.width
        kind: page.isAsOf ? "as_of" : "hidden"
        title: page.screen.connection.title
        text: ""
    }
    RoomPlate {
        id: plate
        readonly property real room: page.height - connection.height - 2 * page.margin
        anchors.left: parent.left
        anchors.leftMargin: page.isUpright || !place.visible ? (page.width - width) / 2 : page.margin
        y: connection.height + page.margin
        width: Math.min(Theme.px(360), page.isUpright ? page.width - 2 * page.margin : page.width * 0.4)
        height: page.isUpright ? Math.min(width * 1.3, room * 0.55) : room
        word: page.door.room_word
        number: page.door.room_number
        kind: page.isCalled && !page.isAsOf ? "inverse" : "recent"
    }
    Item {
        id: place
        anchors.left: page.isUpright ? parent.left : plate.right
        anchors.leftMargin: page.margin
        anchors.right: parent.right
        anchors.rightMargin: page.margin
        y: page.isUpright ? plate.y + plate.height : connection.height
        height: page.height - y
        visible: page.door.label !== ""

        TextMetrics {
            id: measure
            text: page.door.label
            font.bold: true
            font.pixelSize: 100
        }
        Plate {
            id: department
            anchors.horizontalCenter: parent.horizontalCenter
            anchors.bottom: number.top
            anchors.bottomMargin: Theme.space7
            size: Theme.px(96)
            icon: page.door.icon
            tone: page.door.tone
            fill: page.isCalled && !page.isAsOf ? Theme.callInk : Theme.department(page.door.tone)
            stroke: page.isCalled && !page.isAsOf ? Theme.call : Theme.departmentInk
        }
        TicketNumber {
            id: number
            anchors.horizontalCenter: parent.horizontalCenter
            anchors.verticalCenter: parent.verticalCenter
            anchors.verticalCenterOffset: Theme.px(66)
            label: page.door.label
            px: Math.min(240, place.width / Math.max(1, measure.width * 1.02) * 100 / Theme.unit)
            color: page.isCalled && !page.isAsOf ? Theme.callInk : Theme.ink
        }
    }
    Rectangle {
        anchors.fill: parent
        visible: page.isCalled && !page.isAsOf
        color: "transparent"
        border.width: Theme.px(16)
        border.color: Theme.callInk
    }
}
