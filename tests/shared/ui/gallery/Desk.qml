pragma ComponentBehavior: Bound
import QtQuick
import Clinic

// The desk's parts together, as a doctor sees them.
Window {
    id: window
    required property bool dark
    required property bool highContrast
    required property bool mirrored
    required property bool larger
    required property string language
    width: 1366
    height: 768
    visible: true
    color: Theme.paper

    Look {
        dark: window.dark
        highContrast: window.highContrast
        rtl: window.mirrored
        tall: window.language !== "en" && window.language !== "fr"
        largerText: window.larger
    }
    Item {
        anchors.fill: parent
        LayoutMirroring.enabled: Theme.mirrored
        LayoutMirroring.childrenInherit: true

        Rectangle {
            id: bar
            width: parent.width
            height: 52
            color: Theme.surface
            Field {
                anchors.left: parent.left
                anchors.leftMargin: 464
                anchors.verticalCenter: parent.verticalCenter
                width: 230
                icon: "ui-search"
                key: "/"
                hint: "Number, name, phone"
            }
            Row {
                anchors.right: parent.right
                anchors.rightMargin: 20
                anchors.verticalCenter: parent.verticalCenter
                spacing: 22
                Figure { value: "14"; word: "seen" }
                Figure { value: "9 min"; word: "average" }
                Figure { value: "51 min"; word: "longest wait"; bad: true }
            }
        }
        Column {
            id: queue
            anchors.left: parent.left
            anchors.leftMargin: 20
            y: 68
            width: 902
            NextPanel {
                width: parent.width
                caption: window.mirrored ? "التالي" : "Next"
                label: "GM-012"
                person: "Rahima B., 61, Bengali"
                icon: "general-medicine"
                tone: "blue"
                reason: "Before GM-009: high priority, due 09:48 against 10:11"
                buttonText: window.mirrored ? "نداء التالي" : "Call next"
            }
            Item { width: 1; height: 11 }
            TabRow {
                width: parent.width
                current: "w"
                model: [{key: "w", text: "Waiting 10"}, {key: "h", text: "On hold 2"}, {key: "m", text: "Missed 1"}, {key: "d", text: "Done 14"}]
                note: "Target reached at the mark"
            }
            QueueHeader {
                width: parent.width
                columns: QueueColumns { id: table }
                number: "Number"; name: "Name"; priority: "Priority"; wait: "Waited"; language: "Language"; source: "From"
            }
            QueueRow { width: parent.width; columns: table; label: "GM-012"; name: "Rahima B."; priority: "high"; priorityText: "High"; share: 1.7; waitText: "34 min"; language: "Bengali"; source: "Reception"; needs: ["ui-speaker-off"] }
            QueueRow { width: parent.width; columns: table; label: "GM-009"; name: "Tomas E."; priorityText: "Normal"; share: 0.85; waitText: "51 min"; language: "Spanish"; source: "Kiosk 1"; selected: true }
            QueueRow { width: parent.width; columns: table; label: "GM-010"; name: "Sita Kumari Bahadur Thapa"; priorityText: "Normal"; share: 0.78; waitText: "47 min"; language: "Nepali"; source: "Kiosk 2"; needs: ["ui-phone"] }
            QueueRow { width: parent.width; columns: table; label: "GM-018"; name: "Omar H."; priority: "emergency"; priorityText: "Emergency"; share: 0.1; waitText: "2 min"; language: "Arabic"; source: "Reception"; needs: ["ui-chat"]; unread: 2 }
            QueueRow { width: parent.width; columns: table; label: "GM-013"; name: "Anne D."; priorityText: "Normal"; share: 0.5; waitText: "31 min"; waitKind: "stopped"; language: "French"; source: "Kiosk 2"; locked: true; lockText: "Dr Ali" }
            Item { width: 1; height: 14 }
            NextPanel { width: parent.width; kind: "nobody"; title: "Nobody to call"; reason: "3 on hold, 2 waiting only for Dr Ali"; buttonText: "Call next" }
            Item { width: 1; height: 14 }
            Row {
                spacing: 8
                DepartmentCard { code: "GM"; icon: "general-medicine"; tone: "blue"; count: "10"; wait: "40–65 min"; line: "1 late"; alert: true }
                DepartmentCard { code: "CH"; icon: "children"; tone: "orange"; count: "6"; wait: "20–35 min"; line: "waiting"; chosen: true }
                DepartmentCard { code: "TE"; icon: "teeth"; tone: "slate"; count: "–"; wait: "closed"; line: "opens 14:00"; closed: true }
                StateTag { text: "Called, room 3"; kind: "called" }
                StateTag { text: "Waiting" }
                StateTag { text: "On hold"; kind: "hold" }
                StateTag { text: "In lab 2"; kind: "quiet" }
            }
        }
        Rectangle {
            anchors.right: parent.right
            y: 52
            width: 424
            height: 682
            color: Theme.surface
            Column {
                x: 22
                y: 16
                width: 380
                spacing: 9
                HintBox { width: parent.width; title: "Asha M. has MB-014 already"; text: "Waiting 22 min."; actions: [{key: "o", text: "Open it"}, {key: "p", text: "print again"}] }
                HintBox { width: parent.width; icon: "ui-speaker-off"; title: "Hard of hearing: face the patient" }
                VisitLine {
                    width: parent.width
                    color: Theme.department("blue")
                    model: ListModel {
                        ListElement { time: "09:08"; text: "Number taken, kiosk 2"; detail: ""; kind: "done" }
                        ListElement { time: "09:54"; text: "Called to room 3"; detail: "waited 46 min"; kind: "done" }
                        ListElement { time: "09:56"; text: "In consultation"; detail: ""; kind: "now" }
                        ListElement { time: ""; text: "Laboratory, then back here"; detail: ""; kind: "planned" }
                    }
                }
                NoteBox { width: parent.width; height: 70; label: "Notes, kept with this visit"; text: "Temperature 37.9." }
                Field { width: parent.width; label: "Name"; text: "Asha M"; focus: true; Component.onCompleted: focusInput() }
                Field { width: parent.width; label: "Password"; secret: true; text: "abc"; fault: "That is not the password." }
                Select { width: parent.width; label: "Department"; current: "mb"; options: [{key: "mb", text: "Mother and baby", icon: "mother-and-baby", tone: "rose"}, {key: "gm", text: "General medicine", icon: "general-medicine", tone: "blue"}]; Timer { running: window.dark; interval: 1; onTriggered: (parent as Select).open() } }
                Choice { width: parent.width; label: "Priority"; current: "n"; model: ListModel { ListElement { key: "n"; text: "Normal" } ListElement { key: "h"; text: "High" } ListElement { key: "e"; text: "Emergency" } } }
                DeviceRow { width: parent.width; kind: "alarm"; icon: "ui-paper-out"; title: "Kiosk 2: no paper"; detail: "Since 09:58. Two people have a number without paper." }
                DeviceRow { width: parent.width; icon: "ui-printer"; title: "Kiosk 1"; detail: "Entrance. About 210 tickets of paper left"; paper: 0.68 }
                Row {
                    spacing: 8
                    Button { text: "Finish"; key: "F5"; main: true; width: 130 }
                    Button { text: "Hold"; key: "F6" }
                    Button { text: "Chat"; icon: "ui-chat"; count: 1 }
                    Button { text: "Undo"; icon: "ui-undo"; enabled: false }
                }
            }
        }
        KeyBar {
            anchors.bottom: parent.bottom
            width: parent.width
            model: ListModel {
                ListElement { key: "F2"; text: "Call next"; is_able: true }
                ListElement { key: "F3"; text: "Call again"; is_able: true }
                ListElement { key: "F4"; text: "Start"; is_able: false }
                ListElement { key: "?"; text: "All keys"; is_able: true }
            }
            status: window.mirrored ? "متصل" : "Connected, live"
        }
    }
}
