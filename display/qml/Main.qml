pragma ComponentBehavior: Bound
import QtQuick
import Clinic

// A screen of the waiting room: the board, or one door, the moment of a call over it, or one sentence.
Window {
    id: root

    required property var shown

    width: 1920
    height: 1080
    color: Theme.paper
    title: root.shown.clinic

    Look {
        dark: true
        calm: root.shown.calm
        rtl: root.shown.rtl
        tall: root.shown.tall
        unit: Math.min(root.width, root.height) / (root.shown.mode === "door" ? 600 : 1080)
    }

    Item {
        anchors.fill: parent
        LayoutMirroring.enabled: Theme.mirrored
        LayoutMirroring.childrenInherit: true

        Loader {
            anchors.fill: parent
            active: root.shown.mode === "board"
            sourceComponent: BoardPage {
                screen: root.shown
            }
        }
        Loader {
            anchors.fill: parent
            active: root.shown.mode === "door"
            sourceComponent: DoorPage {
                screen: root.shown
            }
        }
        CallBanner {
            id: moment
            anchors.fill: parent
            shown: root.shown.banner.is_shown && root.shown.mode === "board"
            callKey: root.shown.banner.key
            label: root.shown.banner.label
            icon: root.shown.banner.icon
            department: root.shown.banner.department
            roomWord: root.shown.banner.room_word
            roomNumber: root.shown.banner.room_number
            way: root.shown.banner.way
            tag: root.shown.banner.tag
            lines: root.shown.banner.lines
            alsoWord: root.shown.also_word
            also: root.shown.banner.also
            clock: root.shown.clock
        }
        ConnectionBanner {
            anchors.fill: parent
            kind: root.shown.mode === "blank" ? "blank" : "hidden"
            icon: root.shown.connection.icon
            title: root.shown.connection.title
            text: root.shown.connection.text
        }
    }
}
