pragma ComponentBehavior: Bound
import QtQuick
import Clinic

// Icons side by side, one of them chosen.
Column {
    id: line

    required property string label
    required property var model

    signal chosen(string key)

    spacing: 4

    TextBlock {
        anchors.left: parent.left
        text: line.label
        px: 13
        color: Theme.ink2
    }
    Flow {
        width: parent.width
        spacing: 5

        Repeater {
            model: line.model
            delegate: Item {
                id: entry

                required property string key
                required property string icon
                required property bool is_chosen

                width: 33
                height: 33
                activeFocusOnTab: true
                Accessible.role: Accessible.RadioButton
                Accessible.name: key
                Accessible.checked: is_chosen
                Accessible.onPressAction: line.chosen(key)
                Keys.onSpacePressed: line.chosen(key)
                Keys.onReturnPressed: line.chosen(key)

                Rectangle {
                    anchors.fill: parent
                    radius: Theme.deskRadius
                    color: entry.is_chosen ? Theme.act : "transparent"
                    border.width: entry.is_chosen ? 0 : 1
                    border.color: Theme.edge
                }
                FocusRing {
                    visible: entry.activeFocus
                    around: Theme.deskRadius
                }
                Icon {
                    anchors.centerIn: parent
                    name: entry.icon
                    size: 24
                    color: entry.is_chosen ? Theme.actInk : Theme.ink
                }
                MouseArea {
                    anchors.fill: parent
                    onClicked: line.chosen(entry.key)
                }
            }
        }
    }
}
