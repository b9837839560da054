pragma ComponentBehavior: Bound
import QtQuick
import Clinic

// The kiosk's first page, portrait: rail, languages, buttons and access bar together.
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

        ClinicMark {
            id: mark
            anchors.left: parent.left
            anchors.leftMargin: 72
            y: 63
        }
        TextBlock {
            anchors.left: mark.right
            anchors.leftMargin: 18
            anchors.verticalCenter: mark.verticalCenter
            text: window.mirrored ? "عيادة ريفرسايد" : "Riverside Clinic"
            bold: true
            px: 36
        }
        RailBend {
            anchors.left: parent.left
            y: 420
            height: 90
        }
        Column {
            anchors.left: parent.left
            anchors.leftMargin: 72
            y: 452
            Repeater {
                model: [["English", "Chosen"], ["Español", "Toque aquí"], ["Français", "Touchez ici"], ["العربية", "المس هنا"], ["हिन्दी", "यहाँ छुएँ"], ["বাংলা", "এখানে স্পর্শ করুন"], ["नेपाली", "यहाँ छुनुहोस्"]]
                delegate: LanguageRow {
                    required property int index
                    required property var modelData
                    name: modelData[0]
                    hint: modelData[1]
                    chosen: index === 0
                    first: index === 0
                    last: index === 6
                }
            }
            Item {
                width: 936
                height: 54
                Rectangle {
                    anchors.left: parent.left
                    anchors.leftMargin: 28
                    width: 16
                    height: 60
                    color: Theme.act
                }
            }
            BigButton {
                width: 936
                text: window.mirrored ? "خذ رقمًا" : "Take a number"
                icon: "ui-number"
            }
            Item {
                width: 1
                height: 24
            }
            BigButton {
                width: 936
                main: false
                text: window.mirrored ? "لدي موعد" : "I have an appointment"
                icon: "ui-calendar"
            }
        }
        AccessBar {
            anchors.bottom: parent.bottom
            width: parent.width
            height: 152
            model: [{key: "a", icon: "ui-large-text", text: window.mirrored ? "نص أكبر" : "Larger text", is_on: false}, {key: "b", icon: "ui-contrast", text: window.mirrored ? "تباين عالٍ" : "High contrast", is_on: window.highContrast}, {key: "c", icon: "ui-speaker", text: window.mirrored ? "قراءة بصوت" : "Read aloud", is_on: false}, {key: "d", icon: "help", text: window.mirrored ? "مساعدة" : "Help", is_on: false}]
        }
    }
}
