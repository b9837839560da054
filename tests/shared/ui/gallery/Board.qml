pragma ComponentBehavior: Bound
import QtQuick
import Clinic

// Board rows and the connection banner, as on a display: always dark.
Window {
    id: window
    required property bool dark
    required property bool highContrast
    required property bool mirrored
    required property bool larger
    required property string language
    width: 1920
    height: 1080
    visible: true
    color: Theme.paper

    Look {
        dark: true
        rtl: window.mirrored
    }
    Item {
        anchors.fill: parent
        LayoutMirroring.enabled: Theme.mirrored
        LayoutMirroring.childrenInherit: true

        ConnectionBanner {
            id: banner
            y: 132
            width: parent.width
            kind: window.dark ? "as_of" : "hidden"
            title: "As of 10:42"
            text: "– this screen is reconnecting. Please listen, or ask at reception."
        }
        Column {
            anchors.left: parent.left
            anchors.leftMargin: 72
            y: 198 + (banner.visible ? 70 : 0)
            BoardRow { newest: true; asOf: window.dark; label: "GM-012"; icon: "general-medicine"; tone: "blue"; roomWord: window.mirrored ? "غرفة" : "Room"; roomNumber: "3"; way: "right" }
            BoardRow { label: "EY-031"; icon: "eyes"; tone: "sky"; roomWord: window.mirrored ? "غرفة" : "Room"; roomNumber: "7"; way: "left" }
            BoardRow { label: "LA-108"; icon: "laboratory"; tone: "mint"; roomWord: window.mirrored ? "مختبر" : "Lab"; roomNumber: "2"; way: "up" }
            BoardRow { label: "CH-044"; icon: "children"; tone: "orange"; roomWord: window.mirrored ? "غرفة" : "Consultorio"; roomNumber: "12"; way: "none" }
            BoardRow { width: 936; label: "GM-011"; icon: "general-medicine"; tone: "blue"; roomWord: ""; roomNumber: "Sala B"; way: "right" }
        }
    }
}
