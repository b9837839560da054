pragma ComponentBehavior: Bound
import QtQuick

// One of a few, side by side. `model`: rows with key and text (and optional icon); `current` is a key.
// Left and right move while it has the focus. Emits `chosen(key)`.
Column {
    id: choice

    required property var model
    required property string current
    property string label: ""
    property int place: 0 // of the current one

    signal chosen(string key)

    function step(by: int): void {
        const next = buttons.itemAt(place + by) as Segment;
        if (next !== null)
            chosen(next.key);
    }

    component Segment: Rectangle {
        required property int index
        required property string key
        required property string text
        readonly property bool isChosen: key === choice.current

        onIsChosenChanged: if (isChosen) choice.place = index
        Component.onCompleted: if (isChosen) choice.place = index
    }

    width: 276
    spacing: 4

    TextBlock {
        visible: choice.label !== ""
        width: parent.width
        horizontalAlignment: Text.AlignLeft
        text: choice.label
        px: 13
        color: Theme.ink2
    }
    Rectangle {
        id: box
        width: parent.width
        height: 36
        radius: Theme.deskRadius
        color: Theme.surface
        border.width: box.activeFocus ? 2 : 1
        border.color: box.activeFocus ? Theme.act : Theme.edge
        activeFocusOnTab: true
        Accessible.role: Accessible.PageTabList
        Accessible.name: choice.label
        Keys.onLeftPressed: choice.step(Theme.mirrored ? 1 : -1)
        Keys.onRightPressed: choice.step(Theme.mirrored ? -1 : 1)

        FocusRing {
            visible: box.activeFocus
            around: Theme.deskRadius
        }
        Row {
            anchors.fill: parent

            Repeater {
                id: buttons
                model: choice.model
                delegate: Segment {
                    id: segment

                    width: box.width / Math.max(1, buttons.count)
                    height: box.height
                    radius: Theme.deskRadius
                    color: isChosen ? Theme.ink : press.containsMouse ? Theme.tint : "transparent"
                    Accessible.role: Accessible.RadioButton
                    Accessible.name: text
                    Accessible.checked: isChosen
                    Accessible.onPressAction: choice.chosen(key)

                    Rectangle {
                        visible: segment.index > 0
                        anchors.left: parent.left
                        width: 1
                        height: parent.height
                        color: Theme.edge
                    }
                    CutText {
                        anchors.centerIn: parent
                        width: Math.min(implicitWidth, parent.width - 6)
                        text: segment.text
                        px: 14
                        bold: segment.isChosen
                        color: segment.isChosen ? Theme.paper : Theme.ink
                    }
                    MouseArea {
                        id: press
                        anchors.fill: parent
                        hoverEnabled: true
                        onClicked: choice.chosen(segment.key)
                    }
                }
            }
        }
    }
}
