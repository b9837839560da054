pragma ComponentBehavior: Bound
import QtQuick

// The moment of a call: the whole screen turns yellow, the line grows from the screen's edge to the door.
// `way`: where the room is from this very screen. "left" and "right" put the door on that side and the line ends in an
// arrow; "up" and "down" show that arrow beside the door; with "none" the line runs into the door and points nowhere.
// `lines`: what to do, up to two, [{text, rtl}]. `tag`: "again" or "emergency" in words, in a box. `also`: rows with
// label and room, called before and still valid. `shown` plays arriving and leaving; a new `callKey` while shown plays it
// again. `still` shows the settled picture at once.
Item {
    id: banner

    required property string label
    required property string icon
    required property string department
    required property string roomWord
    required property string roomNumber
    required property string way
    required property var lines
    property string tag: ""
    property string alsoWord: ""
    property var also: []
    property string clock: ""
    property bool shown: true
    property string callKey: label
    property bool still: false

    readonly property bool isUpright: height > width
    readonly property bool isLeft: way === "left" || (way !== "right" && Theme.mirrored)
    readonly property bool isSide: way === "left" || way === "right"
    readonly property real stripHeight: Theme.px(132)
    property real frame: Theme.px(20)
    property real growth: still ? 1 : 0
    property real doorShown: still ? 1 : 0

    opacity: still ? 1 : 0
    visible: opacity > 0
    onShownChanged: shown ? arrive.restart() : leave.restart()
    onCallKeyChanged: if (shown && !still) arrive.restart()
    Component.onCompleted: if (shown && !still) arrive.restart()
    Accessible.role: Accessible.AlertMessage
    Accessible.name: label + ", " + roomWord + " " + roomNumber

    ParallelAnimation {
        id: arrive

        SequentialAnimation {
            ScriptAction {
                script: {
                    leave.stop();
                    banner.growth = 0;
                    banner.doorShown = 0;
                }
            }
            NumberAnimation { target: banner; property: "opacity"; from: 0; to: 1; duration: Theme.fadeInTime; easing.type: Easing.OutCubic }
            NumberAnimation { target: banner; property: "growth"; from: 0; to: 1; duration: Theme.callLineTime; easing.type: Easing.OutCubic }
            NumberAnimation { target: banner; property: "doorShown"; from: 0; to: 1; duration: Theme.doorTime; easing.type: Easing.OutCubic }
        }
        SequentialAnimation {
            loops: 3
            PropertyAction { target: banner; property: "frame"; value: Theme.px(56) }
            PauseAnimation { duration: 500 }
            PropertyAction { target: banner; property: "frame"; value: Theme.px(20) }
            PauseAnimation { duration: 500 }
        }
    }
    NumberAnimation {
        id: leave
        target: banner
        property: "opacity"
        to: 0
        duration: Theme.callEndTime
        easing.type: Easing.OutCubic
        onStarted: arrive.stop()
    }

    Rectangle {
        id: field
        width: parent.width
        height: parent.height - banner.stripHeight
        color: Theme.call
    }

    // The door, on the side where the room is; `x`, because this is about the building.
    RoomPlate {
        id: door
        opacity: banner.doorShown
        word: banner.roomWord
        number: banner.roomNumber
        kind: "inverse"
        width: Theme.px(456)
        height: Math.min(Theme.px(800), field.height - (banner.isUpright ? column.y + sayings.y + sayings.height + Theme.px(160) : Theme.px(148)))
        x: banner.isLeft ? Theme.px(108) : banner.width - width - Theme.px(108)
        y: banner.isUpright ? field.height - height - Theme.px(82) : Theme.px(82)
    }
    CallLine {
        id: line
        toLeft: banner.isLeft
        headed: banner.isSide
        growth: banner.growth
        x: banner.isLeft ? door.x + door.width + gap : 0
        y: (banner.isUpright ? door.y + door.height / 2 : Theme.px(574)) - height / 2
        width: banner.isLeft ? banner.width - x : door.x - gap

        readonly property real gap: headed ? Theme.px(50) : banner.way === "none" || banner.way === "" ? 0 : Theme.px(290)
    }
    RoomArrow {
        visible: banner.way === "up" || banner.way === "down"
        opacity: banner.growth
        way: banner.way
        size: Theme.px(200)
        color: Theme.callInk
        x: banner.isLeft ? door.x + door.width + Theme.px(50) : door.x - width - Theme.px(50)
        y: line.y + line.height / 2 - height / 2
    }

    Item {
        id: column
        x: banner.isUpright ? Theme.px(72) : banner.isLeft ? Theme.px(632) : Theme.px(112)
        y: Theme.px(64)
        width: banner.isUpright ? banner.width - Theme.px(144) : banner.width - Theme.px(112 + 658)

        Row {
            id: place
            anchors.left: parent.left
            spacing: Theme.px(28)

            Plate {
                icon: banner.icon
                tone: "blue"
                size: Theme.px(100)
                fill: Theme.callInk
                stroke: Theme.call
            }
            FitText {
                anchors.verticalCenter: parent.verticalCenter
                width: Math.min(natural, column.width - Theme.px(128) - (again.visible ? again.width + Theme.px(28) : 0))
                full: banner.department
                px: 54
                color: Theme.callInk
                horizontalAlignment: Text.AlignLeft
            }
            Rectangle {
                id: again
                visible: banner.tag !== ""
                anchors.verticalCenter: parent.verticalCenter
                width: tagWord.width + Theme.px(40)
                height: Theme.px(76)
                radius: Theme.px(8)
                color: Theme.callInk

                TextBlock {
                    id: tagWord
                    anchors.centerIn: parent
                    text: banner.tag
                    px: 44
                    bold: true
                    color: Theme.call
                }
            }
        }
        TextMetrics {
            id: measure
            text: banner.label
            font.bold: true
            font.pixelSize: 100
        }
        TicketNumber {
            id: number
            anchors.left: parent.left
            y: Theme.px(152)
            label: banner.label
            px: Math.min(322, column.width / Math.max(1, measure.advanceWidth * 0.95) * 100 / Theme.unit)
            color: Theme.callInk
        }
        Column {
            id: sayings
            y: banner.isUpright ? number.y + number.height + Theme.px(56) : Theme.px(636)
            width: Math.min(parent.width, Theme.px(1150))
            spacing: Theme.px(2)

            Repeater {
                model: banner.lines
                delegate: Column {
                    id: saying
                    required property var modelData
                    required property int index
                    width: sayings.width
                    spacing: Theme.px(2)

                    Rectangle {
                        visible: saying.index > 0
                        width: parent.width
                        height: Theme.px(3)
                        color: Theme.callInk
                    }
                    FitText {
                        width: parent.width
                        full: saying.modelData.text
                        px: 60
                        lines: 1
                        bold: true
                        color: Theme.callInk
                        LayoutMirroring.enabled: false
                        horizontalAlignment: saying.modelData.rtl ? Text.AlignRight : Text.AlignLeft
                    }
                }
            }
        }
    }

    Rectangle {
        anchors.fill: field
        color: "transparent"
        border.width: banner.frame
        border.color: Theme.callInk
    }
    Rectangle {
        anchors.top: field.bottom
        width: parent.width
        height: banner.stripHeight
        color: Theme.paper

        Row {
            anchors.left: parent.left
            anchors.leftMargin: Theme.px(72)
            anchors.right: hour.left
            anchors.rightMargin: Theme.px(42)
            anchors.verticalCenter: parent.verticalCenter
            clip: true
            spacing: Theme.px(42)

            TextBlock {
                visible: row.count > 0
                anchors.verticalCenter: parent.verticalCenter
                text: banner.alsoWord
                px: 44
                color: Theme.ink2
            }
            Repeater {
                id: row
                model: banner.also
                delegate: Row {
                    id: earlier
                    required property string label
                    required property string room
                    anchors.verticalCenter: parent?.verticalCenter
                    spacing: Theme.px(20)
                    opacity: isWhole ? 1 : 0  // what does not fit is left out, never cut

                    readonly property bool isWhole: Theme.mirrored ? x >= 0 : x + width <= (parent?.width ?? 0)

                    Rectangle {
                        anchors.verticalCenter: parent.verticalCenter
                        width: Theme.hairWidth
                        height: Theme.px(72)
                        color: Theme.hair
                    }
                    Item {
                        width: Theme.px(2)
                        height: 1
                    }
                    TicketNumber {
                        id: earlierLabel
                        anchors.verticalCenter: parent.verticalCenter
                        label: earlier.label
                        px: 54
                    }
                    TextBlock {
                        y: Math.round(earlierLabel.y + earlierLabel.height - em * 1.069)  // one baseline in every script
                        text: earlier.room
                        px: 40
                    }
                }
            }
        }
        TextBlock {
            id: hour
            anchors.right: parent.right
            anchors.rightMargin: Theme.px(72)
            anchors.verticalCenter: parent.verticalCenter
            text: banner.clock
            px: 62
            bold: true
        }
    }
}
