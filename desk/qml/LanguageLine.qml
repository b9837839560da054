pragma ComponentBehavior: Bound
import QtQuick
import Clinic

// Languages by their own names, side by side; the chosen ones are bold, with a check. Space and Enter choose.
Grid {
    id: line

    required property var model
    property bool hasEdges: false // several may be chosen

    signal chosen(string key)

    columns: 7
    spacing: 6

    Repeater {
        model: line.model
        delegate: Item {
            id: entry

            required property string key
            required property string text
            required property bool is_chosen

            width: content.width + 22
            height: 34
            activeFocusOnTab: true
            Accessible.role: line.hasEdges ? Accessible.CheckBox : Accessible.RadioButton
            Accessible.name: text
            Accessible.checked: is_chosen
            Accessible.onPressAction: line.chosen(key)
            Keys.onSpacePressed: line.chosen(key)
            Keys.onReturnPressed: line.chosen(key)

            Rectangle {
                anchors.fill: parent
                radius: Theme.deskRadius
                color: entry.is_chosen || hover.containsMouse ? Theme.tint : "transparent"
                border.width: line.hasEdges || entry.is_chosen ? 1 : 0
                border.color: entry.is_chosen ? Theme.act : Theme.edge
            }
            FocusRing {
                visible: entry.activeFocus
                around: Theme.deskRadius
            }
            Row {
                id: content
                anchors.centerIn: parent
                spacing: 6

                Icon {
                    visible: entry.is_chosen
                    anchors.verticalCenter: parent.verticalCenter
                    name: "ui-check"
                    size: 16
                    color: Theme.act
                }
                TextBlock {
                    anchors.verticalCenter: parent.verticalCenter
                    text: entry.text
                    px: 14
                    bold: entry.is_chosen
                }
            }
            MouseArea {
                id: hover
                anchors.fill: parent
                hoverEnabled: true
                onClicked: line.chosen(entry.key)
            }
        }
    }
}
