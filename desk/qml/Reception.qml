pragma ComponentBehavior: Bound
import QtQuick
import Clinic

// The reception's page: a new number at the reading side, everybody in the middle, kiosks and screens at the far side.
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
            else if (field === "drawer")
                side.isOpen = !side.isOpen;
            else
                form.take(field);
        }
    }
    TopBar {
        id: top
        width: parent.width
        place: page.texts.desk_role_receptionist
        name: page.shown.name
        detail: page.shown.clinic
        figures: page.shown.figures
        lateFigure: 1
        clock: page.clock
        texts: page.texts
        touch: page.touch

        Field {
            id: find
            anchors.verticalCenter: parent.verticalCenter
            width: page.width < 1180 ? 240 : 380
            icon: "ui-search"
            key: "/"
            hint: page.texts.desk_find
            text: page.shown.queue.filter
            onEdited: text => page.touch.find(text)
        }
    }
    Rectangle {
        id: left
        anchors.top: top.bottom
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        width: 316
        color: Theme.surface

        Rectangle {
            anchors.right: parent.right
            width: 1
            height: parent.height
            color: Theme.hair
        }
        NewNumber {
            id: form
            anchors.fill: parent
            visible: page.shown.number.label === ""
            shown: page.shown.form
            notice: page.shown.notice
            texts: page.texts
            touch: page.touch
        }
        GivenNumber {
            anchors.fill: parent
            visible: page.shown.number.label !== ""
            shown: page.shown.number
            notice: page.shown.notice
            texts: page.texts
            touch: page.touch
        }
    }
    Item {
        anchors.left: left.right
        anchors.right: side.left
        anchors.top: top.bottom
        anchors.bottom: parent.bottom
        anchors.leftMargin: 20
        anchors.rightMargin: 20
        anchors.topMargin: 16
        anchors.bottomMargin: 10

        Grid {
            id: cards
            readonly property int most: Math.max(1, Math.floor((width + 8) / 112))

            width: parent.width
            columns: Math.min(most, Math.max(1, repeater.count))
            spacing: 8

            Repeater {
                id: repeater
                model: page.shown.cards
                delegate: DepartmentCard {
                    id: card
                    required property string key
                    required property string colour
                    required property string side
                    required property string text
                    required property bool is_late
                    required property string state_word
                    required property bool is_chosen
                    width: Math.min(180, (cards.width - (cards.columns - 1) * 8) / cards.columns)
                    tone: colour
                    wait: card.side
                    line: card.text
                    alert: is_late
                    closed: state_word === "closed"
                    chosen: is_chosen
                    onClicked: page.touch.reception.choose_department(key)
                }
            }
        }
        QueueTable {
            id: queue
            anchors.top: cards.bottom
            anchors.topMargin: 10
            anchors.bottom: parent.bottom
            width: parent.width
            focus: true
            hasPlates: true
            shown: page.shown.queue
            chosen: page.shown.chosen
            notice: page.shown.notice
            columns: QueueColumns {
                readonly property real spare: Math.max(0, queue.width - 738)
                name: 138
                priority: 250 + spare * 0.35
                wait: 342 + spare * 0.35
                waitEnd: 566 + spare * 0.35
                language: -1
                source: -1
                needs: -1
                state: 588 + spare * 0.45
            }
            texts: page.texts
            touch: page.touch
            onActed: action => page.touch.reception.act_on_chosen(action)
        }
    }
    SidePanel {
        id: side
        anchors.top: top.bottom
        anchors.bottom: parent.bottom
        anchors.right: parent.right
        fullWidth: 272
        isFolded: page.isNarrow
        handleIcon: page.shown.has_alarm ? "ui-bell" : "ui-screen"

        Devices {
            anchors.fill: parent
            shown: page.shown
            texts: page.texts
            touch: page.touch
        }
    }
}
