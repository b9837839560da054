import QtQuick

// One call on the board: plate, label, line, door, arrow. `newest`: large, yellow door and arrow while the call is live.
// `asOf`: the link is gone, nothing is yellow. The row is 1260 wide in landscape; a narrower one shrinks the label.
Item {
    id: row

    required property string label
    required property string icon
    required property string tone
    required property string roomWord
    required property string roomNumber
    property string way: "none"
    property bool newest: false
    property bool asOf: false
    property real plateSize: Theme.px(newest ? 150 : 76)
    property real doorHeight: Math.min(height - Theme.px(newest ? 44 : 28), Theme.px(newest ? 236 : 92))

    implicitWidth: Theme.px(1260)
    implicitHeight: Theme.px(newest ? 290 : 120)

    Plate {
        id: plate
        anchors.left: parent.left
        anchors.leftMargin: Theme.px(75) - width / 2
        anchors.verticalCenter: parent.verticalCenter
        size: row.plateSize
        icon: row.icon
        tone: row.tone
    }
    TextMetrics {
        id: measure
        text: row.label
        font.bold: true
        font.pixelSize: 100
    }
    TicketNumber {
        id: number
        readonly property real room: row.width - Theme.px(194 + 118 + 196 + 60)
        anchors.left: parent.left
        anchors.leftMargin: Theme.px(194)
        anchors.verticalCenter: parent.verticalCenter
        label: row.label
        px: Math.min(row.newest ? 168 : 88, room / Math.max(1, measure.advanceWidth * 0.97) * 100 / Theme.unit)
    }
    Rectangle {
        anchors.left: row.newest ? number.right : parent.left
        anchors.leftMargin: row.newest ? Theme.px(30) : Math.max(Theme.px(row.width > Theme.px(1100) ? 599 : 0), Theme.px(194 + 30) + number.width)
        anchors.right: door.left
        anchors.verticalCenter: parent.verticalCenter
        height: Theme.px(row.newest ? 18 : 10)
        color: Theme.department(row.tone)
    }
    RoomPlate {
        id: door
        anchors.right: parent.right
        anchors.rightMargin: Theme.px(118)
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.px(196)
        height: row.doorHeight
        word: row.roomWord
        number: row.roomNumber
        kind: row.newest && !row.asOf ? "called" : "recent"
    }
    RoomArrow {
        anchors.horizontalCenter: parent.right
        anchors.horizontalCenterOffset: Theme.px(row.newest ? -54 : -32)
        anchors.verticalCenter: parent.verticalCenter
        way: row.way
        size: Theme.px(row.newest ? 80 : 50)
        color: row.newest && !row.asOf ? Theme.call : Theme.ink
    }
    Accessible.role: Accessible.ListItem
    Accessible.name: label + ", " + roomWord + " " + roomNumber
}
