pragma ComponentBehavior: Bound
import QtQuick
import Clinic

// Kiosks, screens and desks: who was let in, letting in another one, and shutting one out.
Section {
    id: section

    required property var shown
    required property var texts
    readonly property var devices: shown.devices
    readonly property bool isPairing: devices.pairing.step !== ""

    function add(): void {
        touch.administrator.add_device(name.text, place.text);
    }

    notice: shown.notice

    Connections {
        target: section.shown
        function onValueChanged(field: string): void {
            if (field !== "form")
                return;
            name.text = "";
            place.text = "";
        }
    }
    list: Column {
        id: there

        Repeater {
            model: section.devices.lines
            delegate: ListLine {
                id: line
                required property string key
                required property string state_text
                required property bool is_live
                required property var actions
                required property var model
                width: there.width
                icon: line.model.icon
                tone: "slate"
                closed: !is_live
                name: line.model.name
                detail: line.model.detail

                TextBlock {
                    anchors.verticalCenter: parent?.verticalCenter
                    text: line.state_text
                    px: 13
                    color: line.is_live ? Theme.good : Theme.ink2
                }
                Repeater {
                    model: line.actions
                    delegate: Button {
                        id: action
                        required property var modelData
                        anchors.verticalCenter: parent?.verticalCenter
                        height: 33
                        px: 13
                        text: modelData.text
                        bad: modelData.key === "revoke"
                        onClicked: section.touch.administrator.act_on_device(line.key, action.modelData.key)
                    }
                }
            }
        }
        TextBlock {
            visible: section.devices.lines.count === 0
            anchors.left: parent.left
            text: section.texts.desk_pairing_none
            px: 15
            color: Theme.ink2
        }
    }

    Column {
        visible: !section.isPairing
        width: parent.width
        spacing: 12

        TextBlock {
            width: parent.width
            horizontalAlignment: Text.AlignLeft
            text: section.texts.desk_pairing_own
            px: 17
            bold: true
        }
        Choice {
            width: parent.width
            label: section.texts.desk_pairing_kind
            model: section.devices.kinds
            current: section.devices.kind
            onChosen: key => section.touch.administrator.choose_device_kind(key)
        }
        Field {
            id: name
            width: parent.width
            label: section.texts.desk_pairing_name
            hint: section.texts.desk_pairing_name_hint
            onAccepted: place.focusInput()
        }
        Field {
            id: place
            width: parent.width
            label: section.texts.desk_pairing_place
            onAccepted: section.add()
        }
        Button {
            width: parent.width
            main: true
            text: section.texts.desk_pairing_add
            busy: section.shown.busy === "pairing"
            onClicked: section.add()
        }
    }
    PairingForm {
        visible: section.isPairing
        width: parent.width
        shown: section.devices.pairing
        texts: section.texts
        touch: section.touch
    }
}
