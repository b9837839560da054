pragma ComponentBehavior: Bound
import QtQuick
import Clinic

// People whose data is kept: who was found, and the question at the far side.
Section {
    id: section

    required property var shown
    required property var texts
    readonly property var people: shown.people

    function find(): void {
        touch.record.find(name.text, phone.text, born.text);
    }

    notice: shown.notice
    list: Column {
        id: there

        Repeater {
            model: section.people.people
            delegate: ListLine {
                id: line
                required property string key
                required property var model
                width: there.width
                name: line.model.name
                detail: line.model.detail

                Button {
                    anchors.verticalCenter: parent?.verticalCenter
                    height: 33
                    px: 13
                    text: section.texts.desk_people_open
                    onClicked: section.touch.record.open_person(line.key)
                }
            }
        }
        TextBlock {
            visible: section.people.hint !== ""
            width: parent.width
            topPadding: 8
            horizontalAlignment: Text.AlignLeft
            wrapMode: Text.Wrap
            text: section.people.hint
            px: 15
            color: Theme.ink2
        }
    }

    TextBlock {
        width: parent.width
        horizontalAlignment: Text.AlignLeft
        text: section.texts.desk_people_title
        px: 17
        bold: true
    }
    Field {
        id: name
        width: parent.width
        label: section.texts.desk_people_name
        onAccepted: section.find()
    }
    Field {
        id: phone
        width: parent.width
        label: section.texts.desk_people_phone
        onAccepted: section.find()
    }
    Field {
        id: born
        width: parent.width
        label: section.texts.desk_people_born
        hint: "1990-04-14"
        onAccepted: section.find()
    }
    Button {
        width: parent.width
        main: true
        text: section.texts.desk_people_find
        busy: section.shown.busy === "find"
        onClicked: section.find()
    }
}
