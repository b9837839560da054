pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Window
import Clinic

// The desk's window: one page, the band that says when it is not live, the key bar, and the sheet before the page.
Window {
    id: root

    required property var shown
    required property var texts
    required property var touch
    property int startWidth: 0
    property int startHeight: 0
    readonly property bool hasFrame: ["doctor", "reception", "administrator"].includes(shown.page)

    width: startWidth > 0 ? startWidth : 1366
    height: startHeight > 0 ? startHeight : 768
    minimumWidth: 1024
    minimumHeight: 640
    visible: true
    visibility: startWidth > 0 ? Window.Windowed : Window.Maximized
    title: shown.title
    color: Theme.paper

    Look {
        dark: root.shown.is_dark
        rtl: root.shown.is_rtl
        tall: root.shown.is_tall
    }
    FocusScope {
        anchors.fill: parent
        focus: true
        LayoutMirroring.enabled: Theme.mirrored
        LayoutMirroring.childrenInherit: true
        Keys.onPressed: event => event.accepted = root.touch.press(event.key, event.modifiers, event.text)

        Loader {
            id: page
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: parent.top
            anchors.bottom: band.top
            focus: !sheet.visible
            onActiveFocusChanged: if (activeFocus && sheet.visible)
                sheet.takeFocus()
            sourceComponent: ({
                    connecting: waiting,
                    stopped: waiting,
                    setup: setup,
                    signin: signIn,
                    locked: locked,
                    account: account,
                    rooms: rooms,
                    doctor: doctor,
                    reception: reception,
                    administrator: administrator
                })[root.shown.page]
        }
        ConnectionBand {
            id: band
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.bottom: bar.top
            text: root.hasFrame ? root.shown.connection.banner : ""
        }
        KeyBar {
            id: bar
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.bottom: parent.bottom
            model: root.shown.key_bar
            status: root.shown.connection.text
            kind: root.shown.connection.is_live ? "live" : "waiting"
            onChosen: key => root.touch.press_named(key)
        }
        SheetPanel {
            id: sheet
            anchors.right: parent.right
            anchors.top: parent.top
            anchors.topMargin: 52
            anchors.bottom: bar.top
            width: Math.min(424, parent.width)
            visible: root.shown.sheet.title !== ""
            shown: root.shown.sheet
            texts: root.texts
            touch: root.touch
        }
    }

    Component {
        id: waiting
        Waiting {
            shown: root.shown
            touch: root.touch
        }
    }
    Component {
        id: setup
        Setup {
            shown: root.shown.setup
            texts: root.texts
            touch: root.touch
        }
    }
    Component {
        id: signIn
        SignIn {
            shown: root.shown.signin
            texts: root.texts
            touch: root.touch
        }
    }
    Component {
        id: locked
        Locked {
            shown: root.shown.lock
            texts: root.texts
            touch: root.touch
        }
    }
    Component {
        id: account
        Account {
            shown: root.shown.account
            clock: root.shown.clock
            texts: root.texts
            touch: root.touch
        }
    }
    Component {
        id: rooms
        Rooms {
            shown: root.shown.rooms
            texts: root.texts
            touch: root.touch
        }
    }
    Component {
        id: doctor
        Doctor {
            shown: root.shown.doctor
            clock: root.shown.clock
            texts: root.texts
            touch: root.touch
        }
    }
    Component {
        id: reception
        Reception {
            shown: root.shown.reception
            clock: root.shown.clock
            texts: root.texts
            touch: root.touch
        }
    }
    Component {
        id: administrator
        Administrator {
            shown: root.shown.administrator
            clock: root.shown.clock
            texts: root.texts
            touch: root.touch
        }
    }
}
