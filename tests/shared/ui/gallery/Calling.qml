pragma ComponentBehavior: Bound
import QtQuick
import Clinic

// The moment of a call, settled, as on a display: always dark.
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

        CallBanner {
            anchors.fill: parent
            still: true
            label: "GM-012"
            icon: "general-medicine"
            department: window.mirrored ? "الطب العام" : "General medicine"
            roomWord: window.mirrored ? "غرفة" : "Room"
            roomNumber: "3"
            way: window.highContrast ? "up" : window.dark ? "left" : "right"
            tag: window.highContrast ? "Again" : ""
            lines: [{text: "Please go to room 3", rtl: false}, {text: "يرجى التوجه إلى الغرفة 3", rtl: true}]
            alsoWord: window.mirrored ? "نودي أيضًا" : "Also called"
            also: [{label: "EY-031", room: "Room 7"}, {label: "LA-108", room: "Lab 2"}, {label: "CH-044", room: "Room 12"}]
            clock: "10:02"
        }
    }
}
