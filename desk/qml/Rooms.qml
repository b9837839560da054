pragma ComponentBehavior: Bound
import QtQuick
import Clinic

// A doctor chooses the room patients are called to.
FocusScope {
    id: page

    required property var shown
    required property var texts
    required property var touch

    focus: true

    Column {
        anchors.centerIn: parent
        width: Math.min(960, parent.width - 120)
        spacing: 20

        Column {
            width: parent.width
            spacing: 4

            TextBlock {
                width: parent.width
                horizontalAlignment: Text.AlignLeft
                text: page.shown.name
                px: 15
                color: Theme.ink2
            }
            TextBlock {
                width: parent.width
                horizontalAlignment: Text.AlignLeft
                text: page.texts.desk_rooms_title
                px: 30
                bold: true
            }
            TextBlock {
                width: parent.width
                horizontalAlignment: Text.AlignLeft
                wrapMode: Text.Wrap
                text: page.shown.rooms.count === 0 ? page.texts.desk_rooms_none : page.texts.desk_rooms_sentence
                px: 15
                color: Theme.ink2
            }
        }
        Flow {
            width: parent.width
            spacing: 20

            Repeater {
                model: page.shown.rooms
                delegate: RoomDoor {
                    required property var model
                    required property int index
                    hereText: page.texts.desk_rooms_here
                    freeText: page.texts.desk_rooms_free
                    hint: index < 9 ? String(index + 1) : ""
                    busy: page.shown.is_busy
                    onClicked: page.touch.choose_room(model.key)
                }
            }
        }
        HintBox {
            visible: page.shown.problem !== ""
            width: parent.width
            title: page.shown.problem
        }
        Row {
            anchors.left: parent.left
            spacing: 10

            Button {
                visible: page.shown.can_go_back
                key: "Esc"
                text: page.texts.desk_rooms_back
                onClicked: page.touch.leave_rooms()
            }
            Button {
                key: "F10"
                text: page.texts.desk_menu
                onClicked: page.touch.open_menu()
            }
        }
    }
}
