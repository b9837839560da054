pragma ComponentBehavior: Bound
import QtQuick
import Clinic

// Departments: open, pause, close; take over a ready one, or make one's own.
Section {
    id: section

    required property var shown
    required property var texts

    notice: shown.notice

    Connections {
        target: section.shown
        function onValueChanged(field: string): void {
            if (field !== "form")
                return;
            code.text = "";
            name.text = "";
        }
    }
    list: Column {
        id: there

        Repeater {
            model: section.shown.departments
            delegate: ListLine {
                id: line
                required property string key
                required property string code
                required property string colour
                required property string state_word
                required property string state_text
                required property var actions
                required property var model
                width: there.width
                tone: colour
                head: line.code
                name: line.model.name
                detail: line.state_text
                icon: line.model.icon
                closed: line.state_word !== "open"

                Repeater {
                    model: line.actions
                    delegate: Button {
                        required property var modelData
                        height: 34
                        px: 13
                        text: modelData.text
                        busy: modelData.is_busy
                        onClicked: section.touch.administrator.change_department(line.key, modelData.key)
                    }
                }
            }
        }
        TextBlock {
            visible: section.shown.departments.count === 0
            anchors.left: parent?.left
            text: section.texts.desk_department_none
            px: 15
            color: Theme.ink2
        }
    }

    TextBlock {
        visible: section.shown.presets.count > 0
        width: parent.width
        horizontalAlignment: Text.AlignLeft
        text: section.texts.desk_department_ready
        px: 17
        bold: true
    }
    TextBlock {
        visible: section.shown.presets.count > 0
        width: parent.width
        horizontalAlignment: Text.AlignLeft
        wrapMode: Text.Wrap
        text: section.texts.desk_department_ready_hint
        px: 13
        color: Theme.ink2
    }
    Grid {
        id: ready
        width: parent.width
        columns: 2
        spacing: 8

        Repeater {
            model: section.shown.presets
            delegate: PresetTile {
                required property string key
                required property bool is_busy
                width: (ready.width - 8) / 2
                busy: is_busy
                onClicked: section.touch.administrator.take_preset(key)
            }
        }
    }
    TextBlock {
        width: parent.width
        topPadding: 8
        height: 32
        horizontalAlignment: Text.AlignLeft
        text: section.texts.desk_department_own
        px: 17
        bold: true
    }
    Row {
        width: parent.width
        spacing: 10

        Field {
            id: code
            width: 180
            label: section.texts.desk_department_code
            maximumLength: 3
        }
        Field {
            id: name
            width: parent.width - 190
            label: section.texts.desk_department_name
            onAccepted: section.touch.administrator.add_department(code.text, name.text)
        }
    }
    IconLine {
        width: parent.width
        label: section.texts.desk_department_icon
        model: section.shown.icons
        onChosen: key => section.touch.administrator.choose("icon", key)
    }
    Button {
        width: parent.width
        main: true
        text: section.texts.desk_department_add
        busy: section.shown.busy === "department"
        onClicked: section.touch.administrator.add_department(code.text, name.text)
    }
}
