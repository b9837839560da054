pragma ComponentBehavior: Bound
import QtQuick
import Clinic

// The record: who did and who read what, the newest first; the question at the far side.
Section {
    id: section

    required property var shown
    required property var texts
    readonly property var record: shown.record

    function look(): void {
        touch.record.look(fromDay.text, untilDay.text);
    }

    notice: shown.notice
    list: Column {
        id: there

        Repeater {
            model: section.record.rows
            delegate: ListLine {
                required property string time
                required property string who
                required property string what
                width: there.width
                head: time
                name: who
                detail: what
            }
        }
        TextBlock {
            visible: section.record.hint !== ""
            width: parent.width
            horizontalAlignment: Text.AlignLeft
            wrapMode: Text.Wrap
            text: section.record.hint
            px: 15
            color: Theme.ink2
        }
        Button {
            visible: section.record.has_more
            anchors.left: parent.left
            height: 34
            text: section.texts.desk_record_older
            busy: section.shown.busy === "record"
            onClicked: section.touch.record.look_further()
        }
    }

    TextBlock {
        width: parent.width
        horizontalAlignment: Text.AlignLeft
        text: section.texts.desk_record_title
        px: 17
        bold: true
    }
    HintBox {
        visible: section.record.about !== ""
        width: parent.width
        kind: "quiet"
        title: section.record.about
        actions: [{
                key: "all",
                text: section.texts.desk_record_everybody
            }]
        onChosen: section.touch.record.forget_person()
    }
    Select {
        width: parent.width
        label: section.texts.desk_record_who
        options: section.record.people
        current: section.record.person
        onChosen: key => section.touch.record.choose("person", key)
    }
    Select {
        width: parent.width
        label: section.texts.desk_record_device
        options: section.record.devices
        current: section.record.device
        onChosen: key => section.touch.record.choose("device", key)
    }
    Select {
        width: parent.width
        label: section.texts.desk_record_what
        options: section.record.kinds
        current: section.record.kind
        onChosen: key => section.touch.record.choose("kind", key)
    }
    Row {
        width: parent.width
        spacing: 10

        Field {
            id: fromDay
            width: (parent.width - 10) / 2
            label: section.texts.desk_record_from
            hint: "2026-04-14"
            onAccepted: section.look()
        }
        Field {
            id: untilDay
            width: (parent.width - 10) / 2
            label: section.texts.desk_record_until
            hint: "2026-04-14"
            onAccepted: section.look()
        }
    }
    Button {
        width: parent.width
        main: true
        text: section.texts.desk_record_look
        busy: section.shown.busy === "record"
        onClicked: section.look()
    }
    Button {
        width: parent.width
        text: section.texts.desk_report_title
        onClicked: section.touch.record.open_report()
    }
}
