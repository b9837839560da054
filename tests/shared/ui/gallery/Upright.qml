import QtQuick
import Clinic

// A call and a lost link on an upright display: always dark.
Window {
    id: window
    required property bool dark
    required property bool highContrast
    required property bool mirrored
    required property bool larger
    required property string language
    width: 1080
    height: 1920
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
            visible: !window.larger
            still: true
            label: window.dark ? "LAB-1012" : "GM-012"
            icon: "general-medicine"
            department: window.mirrored ? "الطب العام" : "General medicine"
            roomWord: window.mirrored ? "غرفة" : "Room"
            roomNumber: window.dark ? "12A" : "3"
            way: window.highContrast ? "none" : window.mirrored ? "left" : "right"
            tag: window.dark ? "Again" : ""
            lines: [{text: "Please go to room 3", rtl: false}, {text: "يرجى التوجه إلى الغرفة 3", rtl: true}]
            alsoWord: window.mirrored ? "نودي أيضًا" : "Also called"
            also: [{label: "EY-031", room: "Room 7"}]
            clock: "10:02"
        }
        ConnectionBanner {
            visible: window.larger
            kind: "blank"
            width: parent.width
            height: parent.height
            title: "Please see reception"
            text: "This screen has had no news since 10:42."
        }
    }
}
