pragma ComponentBehavior: Bound
import QtQuick
import Clinic

// The administrator's page: what is still missing, and its sections with what there is and a form to add to it.
FocusScope {
    id: page

    required property var shown
    required property string clock
    required property var texts
    required property var touch

    TopBar {
        id: top
        width: parent.width
        place: page.texts.desk_role_clinic_admin
        name: page.shown.name
        detail: page.shown.clinic
        clock: page.clock
        texts: page.texts
        touch: page.touch

        Button {
            anchors.verticalCenter: parent.verticalCenter
            height: 33
            text: page.texts.desk_menu_reception
            onClicked: page.touch.open_page("reception")
        }
    }
    TabRow {
        id: tabs
        anchors.top: top.bottom
        anchors.topMargin: 14
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: 20
        anchors.rightMargin: 20
        focus: true
        model: page.shown.sections
        current: page.shown.section
        onChosen: key => page.touch.administrator.open_section(key)
    }
    HintBox {
        id: hint
        visible: page.shown.hint !== ""
        anchors.top: tabs.bottom
        anchors.topMargin: visible ? 14 : 0
        anchors.left: tabs.left
        anchors.right: tabs.right
        height: visible ? implicitHeight : 0
        kind: "quiet"
        icon: "ui-arrow-right"
        title: page.shown.hint
    }
    Loader {
        anchors.top: hint.bottom
        anchors.topMargin: 14
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 14
        anchors.left: tabs.left
        anchors.right: tabs.right
        sourceComponent: ({
                departments: departments,
                rooms: rooms,
                staff: staff,
                devices: devices,
                words: words,
                people: people,
                record: record
            })[page.shown.section]
    }
    Component {
        id: departments
        DepartmentsSection {
            shown: page.shown
            texts: page.texts
            touch: page.touch
        }
    }
    Component {
        id: rooms
        RoomsSection {
            shown: page.shown
            texts: page.texts
            touch: page.touch
        }
    }
    Component {
        id: staff
        StaffSection {
            shown: page.shown
            texts: page.texts
            touch: page.touch
        }
    }
    Component {
        id: devices
        DevicesSection {
            shown: page.shown
            texts: page.texts
            touch: page.touch
        }
    }
    Component {
        id: people
        PeopleSection {
            shown: page.shown
            texts: page.texts
            touch: page.touch
        }
    }
    Component {
        id: record
        RecordSection {
            shown: page.shown
            texts: page.texts
            touch: page.touch
        }
    }
    Component {
        id: words
        WordsSection {
            shown: page.shown
            texts: page.texts
            touch: page.touch
        }
    }
}
