pragma ComponentBehavior: Bound
import QtQuick
import Clinic

// Who is chosen in the table and what can be done with them, under the table. Hidden while nobody is chosen.
Rectangle {
    id: bar

    required property var chosen

    signal acted(string action)

    visible: chosen.label !== ""
    implicitHeight: visible ? content.height + 20 : 0
    radius: Theme.deskRadius
    color: Theme.tint
    Accessible.role: Accessible.Grouping
    Accessible.name: chosen.label + " " + chosen.text

    Column {
        id: content
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.margins: 14
        spacing: 8

        Item {
            width: parent.width
            height: 20

            TicketNumber {
                id: label
                anchors.left: parent.left
                anchors.verticalCenter: parent.verticalCenter
                label: bar.chosen.label
                px: 17
            }
            CutText {
                anchors.left: label.right
                anchors.leftMargin: 14
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                text: bar.chosen.text
                px: 14
            }
        }
        Flow {
            width: parent.width
            spacing: 8

            Repeater {
                model: bar.chosen.actions
                delegate: Button {
                    required property string keycap
                    required property bool is_busy
                    required property var model
                    height: 34
                    px: 13
                    key: keycap
                    icon: model.icon
                    busy: is_busy
                    onClicked: bar.acted(model.key)
                }
            }
        }
    }
}
