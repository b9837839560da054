pragma ComponentBehavior: Bound
import QtQuick
import Clinic

// Buttons in every state, the keypad, a QR code, portrait tiles and fitted text.
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

        Column {
            id: buttons
            anchors.left: parent.left
            anchors.leftMargin: 40
            y: 30
            spacing: 20
            width: 800
            BigButton { width: 800; height: 136; text: "I have my number"; icon: "ui-check"; centred: true; px: 44 }
            BigButton { width: 800; height: 136; text: "Printing your number"; icon: "ui-printer"; busy: true; px: 44 }
            BigButton { width: 800; height: 148; main: false; text: "Tengo una cita con el médico de cabecera hoy"; icon: "ui-calendar" }
            BigButton { width: 800; height: 148; text: "Take a number"; icon: "ui-number"; reason: "The clinic opens at 08:00" }
            BigButton { width: 800; height: 136; text: "With focus"; main: false; focus: true; arrow: false }
            Tile { row: true; width: 936; name: "General medicine"; icon: "general-medicine"; tone: "blue"; count: 12; wait: "40–65 min" }
            Tile { row: true; width: 936; name: "Teeth"; icon: "teeth"; tone: "blue"; kind: "closed"; note: "Closed"; detail: "Opens at 14:00" }
        }
        Keypad {
            anchors.left: buttons.right
            anchors.leftMargin: 60
            y: 30
            backspaceWord: "Delete"
            doneWord: "Done"
        }
        QrCode {
            anchors.left: buttons.right
            anchors.leftMargin: 60
            y: 660
            text: "http://192.168.1.10:8470/t/0192f0c4a7e2"
        }
        Tile {
            anchors.left: buttons.right
            anchors.leftMargin: 400
            y: 660
            plain: true
            name: "General medicine"
            icon: "general-medicine"
            tone: "blue"
            count: 12
            wait: "40–65 min"
        }
    }
}
