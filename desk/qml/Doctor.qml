pragma ComponentBehavior: Bound
import QtQuick
import Clinic

// A doctor's page: who is next, the own queue, and at the side the patient in the room.
FocusScope {
    id: page

    required property var shown
    required property string clock
    required property var texts
    required property var touch
    readonly property bool isNarrow: width < 1280

    Connections {
        target: page.touch
        function onWants(field: string): void {
            if (field === "find")
                find.focusInput();
            else if (field === "queue")
                queue.takeFocus();
            else if (field === "notes")
                side.open();
            if (field === "notes")
                patient.takeFocus();
            if (field === "drawer")
                side.isOpen = !side.isOpen;
        }
    }
    TopBar {
        id: top
        width: parent.width
        place: page.shown.room
        name: page.shown.name
        detail: page.shown.specialisation
        figures: page.shown.figures
        clock: page.clock
        texts: page.texts
        touch: page.touch

        AvailabilityButton {
            anchors.verticalCenter: parent.verticalCenter
            kind: page.shown.availability
            text: page.shown.availability_text
            word: page.texts.desk_availability_change
            onClicked: page.touch.doctor.act("availability")
        }
        Field {
            id: find
            anchors.verticalCenter: parent.verticalCenter
            width: page.width < 1180 ? 160 : 230
            icon: "ui-search"
            key: "/"
            hint: page.texts.desk_find
            text: page.shown.queue.filter
            onEdited: text => page.touch.find(text)
        }
    }
    Item {
        anchors.left: parent.left
        anchors.right: side.left
        anchors.top: top.bottom
        anchors.bottom: parent.bottom
        anchors.leftMargin: 20
        anchors.rightMargin: 20
        anchors.topMargin: 16
        anchors.bottomMargin: 10

        NextPanel {
            id: next
            width: parent.width
            kind: page.shown.next.kind
            caption: page.texts.desk_next_title
            label: page.shown.next.label
            person: page.shown.next.about
            icon: page.shown.next.icon
            tone: page.shown.next.colour
            title: page.shown.next.kind === "somebody" ? "" : page.shown.next.text
            reason: page.shown.next.kind === "somebody" ? page.shown.next.text : ""
            buttonText: page.texts.desk_next_call
            busy: page.shown.next.is_busy
            onCalled: page.touch.doctor.act("call_next")
        }
        QueueTable {
            id: queue
            anchors.top: next.bottom
            anchors.topMargin: 12
            anchors.bottom: parent.bottom
            width: parent.width
            focus: true
            shown: page.shown.queue
            chosen: page.shown.chosen
            notice: page.shown.notice
            columns: QueueColumns {
                readonly property real spare: Math.max(0, queue.width - 902)
                readonly property bool isShort: queue.width < 840
                name: 104
                priority: 218 + spare * 0.4
                wait: 328 + spare * 0.4
                waitEnd: 552 + spare * 0.4
                language: isShort ? -1 : 580 + spare * 0.4
                source: isShort ? 580 : 676 + spare * 0.6
                needs: queue.width - 60
            }
            texts: page.texts
            touch: page.touch
            onActed: action => page.touch.doctor.act_on_chosen(action)
            onActivated: page.touch.press_named("Enter")
        }
    }
    SidePanel {
        id: side
        anchors.top: top.bottom
        anchors.bottom: parent.bottom
        anchors.right: parent.right
        fullWidth: 424
        isFolded: page.isNarrow
        handleText: page.shown.patient.label
        handleIcon: "ui-people"

        PatientPanel {
            id: patient
            anchors.fill: parent
            shown: page.shown.patient
            idleText: page.shown.idle_text
            notice: page.shown.notice
            texts: page.texts
            touch: page.touch
        }
    }
}
