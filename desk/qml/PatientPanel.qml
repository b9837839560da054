pragma ComponentBehavior: Bound
import QtQuick
import Clinic

// One patient: the number, who it is, the way through the clinic, the notes, and what can be done now.
Item {
    id: panel

    required property var shown
    required property string idleText
    required property var notice
    required property var texts
    required property var touch
    readonly property bool isSomebody: shown.label !== ""

    function takeFocus(): void {
        notes.takeFocus();
    }

    Column {
        visible: !panel.isSomebody
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.margins: 22
        y: panel.height * 0.3
        spacing: 20

        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            name: "ui-door"
            size: 72
            color: Theme.edge
        }
        TextBlock {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.Wrap
            text: panel.idleText
            px: 15
            color: Theme.ink2
        }
        SaidBack {
            width: parent.width
            notice: panel.notice
            place: "panel"
            touch: panel.touch
        }
    }
    Item {
        visible: panel.isSomebody
        anchors.fill: parent
        anchors.leftMargin: 22
        anchors.rightMargin: 22
        anchors.topMargin: 14
        anchors.bottomMargin: 16

        PatientHead {
            id: head
            width: parent.width
            shown: panel.shown
        }
        Flickable {
            id: middle
            anchors.top: head.bottom
            anchors.topMargin: 12
            width: parent.width
            height: Math.min(about.height, notes.y - y - 12)
            contentHeight: about.height
            clip: true
            boundsBehavior: Flickable.StopAtBounds

            Column {
                id: about
                width: parent.width
                spacing: 12

                VisitLine {
                    width: parent.width
                    model: panel.shown.steps
                    color: Theme.department(panel.shown.colour)
                }
                Column {
                    width: parent.width

                    Repeater {
                        model: panel.shown.facts
                        delegate: FactRow {
                            width: about.width
                        }
                    }
                }
            }
        }
        Notes {
            id: notes
            readonly property real free: parent.height - head.height - 12 - about.height - 14 - doing.height - 12

            anchors.bottom: doing.top
            anchors.bottomMargin: 12
            width: parent.width
            height: Math.max(84, free)
            key: panel.shown.key
            written: panel.shown.notes
            keptText: panel.shown.notes_state
            label: panel.texts.desk_notes_title
            onEdited: (key, text) => panel.touch.doctor.write_notes(key, text)
        }
        Column {
            id: doing
            anchors.bottom: parent.bottom
            width: parent.width
            spacing: 8

            SaidBack {
                width: parent.width
                notice: panel.notice
                place: "panel"
                touch: panel.touch
            }
            Button {
                width: parent.width
                main: true
                text: panel.shown.main.text
                key: panel.shown.main.keycap
                busy: panel.shown.main.is_busy
                onClicked: panel.touch.doctor.act(panel.shown.main.key)
            }
            Grid {
                id: grid
                width: parent.width
                columns: 3
                spacing: 8

                Repeater {
                    model: panel.shown.actions
                    delegate: Button {
                        required property string keycap
                        required property bool is_busy
                        required property var model
                        width: Math.floor((grid.width - grid.spacing * 2) / 3)
                        key: keycap
                        icon: model.icon
                        busy: is_busy
                        onClicked: panel.touch.doctor.act(model.key)
                    }
                }
            }
        }
    }
}
