pragma ComponentBehavior: Bound
import QtQuick
import Clinic

// The small parts in every state.
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
            anchors.left: parent.left
            anchors.leftMargin: 40
            y: 30
            spacing: 20
            Row {
                spacing: 16
                Repeater {
                    model: ["blue", "orange", "sky", "forest", "rose", "brown", "mint", "slate"]
                    delegate: Plate {
                        required property string modelData
                        tone: modelData
                        icon: "heart"
                    }
                }
                Plate {
                    tone: "blue"
                    icon: "teeth"
                    closed: true
                }
            }
            Rectangle {
                width: 578
                height: 470
                color: Theme.surface
                Column {
                    x: 36
                    y: 16
                    spacing: 14
                    Repeater {
                        model: [12, 6, 1, 0, 13, 40]
                        delegate: QueueLine {
                            required property int modelData
                            width: 507
                            count: modelData
                            color: Theme.department("blue")
                        }
                    }
                    QueueLine {
                        width: 507
                        count: 0
                        kind: "unknown"
                        color: Theme.department("rose")
                    }
                    QueueLine {
                        width: 507
                        count: 0
                        kind: "called"
                        color: Theme.department("forest")
                    }
                }
            }
            Row {
                spacing: 20
                ClinicMark {}
                TicketNumber {
                    label: "GM-007"
                    px: 80
                }
                TicketNumber {
                    label: "MB-014"
                    px: 80
                    kind: "unprinted"
                    note: "COPY"
                }
            }
            Row {
                spacing: 20
                RoomArrow { way: "left" }
                RoomArrow { way: "up" }
                RoomArrow { way: "right"; size: 80 }
                RoomArrow { way: "down" }
                Repeater {
                    model: ["heart", "ui-printer", "ui-check", "ui-speaker", "ui-paper-out", "ui-people"]
                    delegate: Icon {
                        required property string modelData
                        name: modelData
                    }
                }
            }
        }
        Row {
            anchors.left: parent.left
            anchors.leftMargin: 1000
            y: 30
            spacing: 24
            Repeater {
                model: [0, 1, 6, 12, 15]
                delegate: QueueLine {
                    required property int modelData
                    vertical: true
                    ground: Theme.paper
                    height: 814
                    count: modelData
                    color: Theme.department("blue")
                }
            }
            Column {
                spacing: 20
                RoomPlate { word: "Room"; number: "3"; kind: "called"; height: 231; width: 196 }
                RoomPlate { word: "Room"; number: "12"; height: 92; width: 196 }
                RoomPlate { word: ""; number: "Lab 2"; height: 92; width: 196 }
                RoomPlate { word: "Consultorio"; number: "3"; kind: "recent"; height: 231; width: 196 }
            }
        }
    }
}
