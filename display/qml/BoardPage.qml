pragma ComponentBehavior: Bound
import QtQuick
import Clinic

// The board: who is called where, newest first; who is next beside it, or below it on an upright screen.
Item {
    id: page

    required property var screen

    readonly property bool isUpright: height > width
    readonly property bool isAsOf: screen.connection.kind === "as_of"
    readonly property int rowHeight: Theme.px(isAsOf && !isUpright ? 104 : 120)
    readonly property int newestHeight: Theme.px(isAsOf && !isUpright ? 234 : 285)
    readonly property int rowsThatFit: Math.floor((board.height - rows.y - newestHeight) / rowHeight)

    Header {
        id: header
        anchors.top: parent.top
        width: parent.width
        height: Theme.px(132)
        clinic: page.screen.clinic
        day: page.isUpright ? "" : page.screen.day
        clock: page.screen.clock
    }
    ConnectionBanner {
        id: connection
        anchors.top: header.bottom
        width: parent.width
        kind: page.isAsOf ? "as_of" : "hidden"
        title: page.screen.connection.title
        text: page.screen.connection.text
    }

    Item {
        id: board
        anchors.top: connection.bottom
        anchors.bottom: page.isUpright && next.visible ? next.top : ticker.top
        anchors.left: parent.left
        anchors.leftMargin: Theme.space10
        anchors.right: page.isUpright || !next.visible ? parent.right : next.left
        anchors.rightMargin: Theme.space10

        TextBlock {
            id: heading
            anchors.left: parent.left
            anchors.top: parent.top
            anchors.topMargin: Theme.px(page.isAsOf ? 10 : 18)
            text: page.screen.heading
            px: 38
            color: Theme.ink2
        }
        TextBlock {
            anchors.right: parent.right
            anchors.top: heading.top
            visible: page.isUpright
            text: page.screen.day
            px: 38
            color: Theme.ink2
        }
        FitText {
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            visible: page.screen.empty !== ""
            full: page.screen.empty
            px: 60
            color: Theme.ink2
            horizontalAlignment: Text.AlignHCenter
        }
        Column {
            id: rows
            anchors.left: parent.left
            anchors.right: parent.right
            y: Theme.px(66)

            Loader {
                width: parent.width
                height: active ? page.newestHeight : 0
                active: !!page.screen.newest
                sourceComponent: BoardRow {
                    newest: true
                    asOf: page.isAsOf || !(page.screen.newest?.is_live ?? false)
                    label: page.screen.newest?.label ?? ""
                    icon: page.screen.newest?.icon ?? "help"
                    tone: page.screen.newest?.tone ?? "slate"
                    roomWord: page.screen.newest?.room_word ?? ""
                    roomNumber: page.screen.newest?.room_number ?? ""
                    way: page.screen.newest?.way ?? "none"
                }
            }
            Repeater {
                model: page.screen.recent
                delegate: Item {
                    id: recent

                    required property int index
                    required property string label
                    required property string icon
                    required property string tone
                    required property string room_word
                    required property string room_number
                    required property string way

                    width: rows.width
                    height: page.rowHeight
                    visible: index < page.rowsThatFit

                    Rectangle {
                        width: parent.width
                        height: Theme.hairWidth
                        color: Theme.hair
                    }
                    BoardRow {
                        anchors.fill: parent
                        label: recent.label
                        icon: recent.icon
                        tone: recent.tone
                        roomWord: recent.room_word
                        roomNumber: recent.room_number
                        way: recent.way
                    }
                }
            }
        }
    }

    NextUp {
        id: next
        visible: page.screen.shows_next
        anchors.right: parent.right
        anchors.bottom: ticker.top
        width: page.isUpright ? parent.width : Theme.px(516)
        height: page.isUpright ? Theme.px(210) : ticker.y - connection.y - connection.height
        isRow: page.isUpright
        isClose: page.isAsOf
        title: page.screen.next_title
        note: page.screen.next_note
        people: page.screen.next
    }
    Ticker {
        id: ticker
        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.px(96)
        text: page.screen.ticker.text
        rtl: page.screen.ticker.rtl
        scrolls: page.screen.ticker.scrolls && page.visible && !Theme.calm
    }
}
