pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Window

// One of many: shows the chosen one, opens a list under (or above) it. `options`: a list of {key, text, icon, tone}
// (icon and tone may be empty); `current` is a key. Down, Enter or Space open, arrows move, Enter chooses, Escape closes.
// Emits `chosen(key)`.
Column {
    id: select

    required property var options
    required property string current
    property string label: ""
    property string hint: ""
    property int marked: 0
    property bool isOpen: false
    property point corner // of the list's top, in the window
    readonly property int place: options.findIndex(option => option.key === current)
    readonly property var shown: place < 0 ? null : options[place]

    signal chosen(string key)

    function open(): void {
        marked = Math.max(0, place);
        corner = box.mapToItem(Window.contentItem, 0, box.height + 4);
        isOpen = true;
    }

    function choose(index: int): void {
        isOpen = false;
        if (index >= 0 && index < options.length)
            chosen(options[index].key);
    }

    width: 240
    spacing: 4

    CutText {
        visible: select.label !== ""
        width: parent.width
        text: select.label
        px: 13
        color: Theme.ink2
    }
    Rectangle {
        id: box
        width: parent.width
        height: 36
        radius: Theme.deskRadius
        color: press.containsMouse ? Theme.tint : Theme.surface
        border.width: activeFocus ? 2 : 1
        border.color: activeFocus ? Theme.act : Theme.edge
        activeFocusOnTab: true
        onActiveFocusChanged: if (!activeFocus) select.isOpen = false
        Accessible.role: Accessible.ComboBox
        Accessible.name: select.label + ", " + (select.shown ? select.shown.text : select.hint)
        Accessible.onPressAction: select.open()
        Keys.onDownPressed: select.isOpen ? select.marked = Math.min(select.options.length - 1, select.marked + 1) : select.open()
        Keys.onUpPressed: select.isOpen ? select.marked = Math.max(0, select.marked - 1) : select.open()
        Keys.onSpacePressed: select.isOpen ? select.choose(select.marked) : select.open()
        Keys.onReturnPressed: select.isOpen ? select.choose(select.marked) : select.open()
        Keys.onEscapePressed: event => {
            event.accepted = select.isOpen;
            select.isOpen = false;
        }

        FocusRing {
            visible: box.activeFocus
            around: Theme.deskRadius
        }
        Plate {
            id: plate
            visible: select.shown !== null && (select.shown.tone ?? "") !== ""
            anchors.left: parent.left
            anchors.leftMargin: 10
            anchors.verticalCenter: parent.verticalCenter
            icon: select.shown?.icon ?? ""
            tone: select.shown?.tone ?? "slate"
            size: 22
        }
        CutText {
            anchors.left: plate.visible ? plate.right : parent.left
            anchors.leftMargin: plate.visible ? 8 : 11
            anchors.right: arrow.left
            anchors.rightMargin: 6
            anchors.verticalCenter: parent.verticalCenter
            text: select.shown ? select.shown.text : select.hint
            px: 15
            color: select.shown ? Theme.ink : Theme.ink2
        }
        Icon {
            id: arrow
            anchors.right: parent.right
            anchors.rightMargin: 9
            anchors.verticalCenter: parent.verticalCenter
            name: select.isOpen ? "ui-arrow-up" : "ui-arrow-down"
            size: 16
            color: Theme.ink2
        }
        MouseArea {
            id: press
            anchors.fill: parent
            hoverEnabled: true
            onClicked: {
                box.forceActiveFocus();
                select.isOpen ? select.isOpen = false : select.open();
            }
        }
    }
    Loader {
        active: select.isOpen
        width: 0
        height: 0
        sourceComponent: Item {
            id: layer

            readonly property Item page: select.Window.contentItem
            readonly property real rows: Math.min(8, select.options.length) * 34 + 2

            parent: page
            anchors.fill: parent
            z: 1000

            MouseArea {
                anchors.fill: parent
                onPressed: select.isOpen = false
            }
            Rectangle {
                x: select.corner.x
                y: select.corner.y + height <= layer.height ? select.corner.y : select.corner.y - box.height - 8 - height
                width: box.width
                height: layer.rows
                radius: Theme.deskRadius
                color: Theme.surface
                border.width: 1
                border.color: Theme.edge

                ListView {
                    anchors.fill: parent
                    anchors.margins: 1
                    clip: true
                    model: select.options
                    currentIndex: select.marked
                    highlightMoveDuration: 0
                    boundsBehavior: Flickable.StopAtBounds
                    delegate: Rectangle {
                        id: option

                        required property int index
                        required property var modelData
                        width: ListView.view.width
                        height: 34
                        color: index === select.marked ? Theme.tint : "transparent"
                        Accessible.role: Accessible.ListItem
                        Accessible.name: modelData.text

                        Plate {
                            id: sign
                            visible: (option.modelData.tone ?? "") !== ""
                            anchors.left: parent.left
                            anchors.leftMargin: 9
                            anchors.verticalCenter: parent.verticalCenter
                            icon: option.modelData.icon ?? ""
                            tone: option.modelData.tone ?? "slate"
                            size: 22
                        }
                        CutText {
                            anchors.left: sign.visible ? sign.right : parent.left
                            anchors.leftMargin: sign.visible ? 8 : 10
                            anchors.right: parent.right
                            anchors.rightMargin: 8
                            anchors.verticalCenter: parent.verticalCenter
                            text: option.modelData.text
                            px: 14
                            bold: option.modelData.key === select.current
                        }
                        MouseArea {
                            anchors.fill: parent
                            hoverEnabled: true
                            onEntered: select.marked = option.index
                            onClicked: select.choose(option.index)
                        }
                    }
                }
            }
        }
    }
}
