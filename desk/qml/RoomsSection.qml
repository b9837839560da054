pragma ComponentBehavior: Bound
import QtQuick
import Clinic

// Rooms: the word on the door, its number, and the zone whose screens call it.
Section {
    id: section

    required property var shown
    required property var texts

    function add(): void {
        touch.administrator.add_room(number.text, zone.text);
    }

    notice: shown.notice

    Connections {
        target: section.shown
        function onValueChanged(field: string): void {
            if (field === "form")
                number.text = "";
        }
    }
    list: Column {
        id: there

        Repeater {
            model: section.shown.rooms
            delegate: ListLine {
                id: line
                required property string key
                required property string zone
                required property bool is_busy
                required property var model
                width: there.width
                icon: "ui-door"
                tone: "slate"
                closed: true
                name: line.model.name
                detail: line.zone

                TextBlock {
                    anchors.verticalCenter: parent?.verticalCenter
                    text: line.model.text
                    px: 14
                    color: Theme.ink2
                }
                Button {
                    visible: line.model.text !== ""
                    anchors.verticalCenter: parent?.verticalCenter
                    height: 33
                    px: 13
                    text: section.texts.desk_rooms_free_it
                    busy: line.is_busy
                    onClicked: section.touch.administrator.free_room(line.key)
                }
            }
        }
        TextBlock {
            visible: section.shown.rooms.count === 0
            anchors.left: parent?.left
            text: section.texts.desk_rooms_empty
            px: 15
            color: Theme.ink2
        }
    }

    TextBlock {
        width: parent.width
        horizontalAlignment: Text.AlignLeft
        text: section.texts.desk_rooms_own
        px: 17
        bold: true
    }
    Choice {
        width: parent.width
        label: section.texts.desk_rooms_word
        model: section.shown.room_words
        current: section.shown.room_word
        onChosen: key => section.touch.administrator.choose("word", key)
    }
    Field {
        id: number
        width: parent.width
        label: section.texts.desk_rooms_number
        maximumLength: 8
        onAccepted: section.add()
    }
    Field {
        id: zone
        width: parent.width
        label: section.texts.desk_rooms_zone
        text: "main"
        maximumLength: 32
        onAccepted: section.add()
    }
    Button {
        width: parent.width
        main: true
        text: section.texts.desk_rooms_add
        busy: section.shown.busy === "room"
        onClicked: section.add()
    }
}
