pragma ComponentBehavior: Bound
import QtQuick

// Pages of one list with their counts in the text ("Waiting 10"). `model`: rows with key and text; `current` is a key.
// `note` stands at the far end. Left and right move. Emits `chosen(key)`.
Item {
    id: row

    required property var model
    required property string current
    property string note: ""
    property int place: 0 // of the current one

    signal chosen(string key)

    function step(by: int): void {
        const next = tabs.itemAt(place + by) as Page;
        if (next !== null)
            chosen(next.key);
    }

    component Page: Item {
        required property int index
        required property string key
        required property string text
        readonly property bool isCurrent: key === row.current

        onIsCurrentChanged: if (isCurrent) row.place = index
        Component.onCompleted: if (isCurrent) row.place = index
    }

    implicitHeight: 38
    activeFocusOnTab: true
    Accessible.role: Accessible.PageTabList
    Keys.onLeftPressed: step(Theme.mirrored ? 1 : -1)
    Keys.onRightPressed: step(Theme.mirrored ? -1 : 1)

    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: 1
        color: Theme.edge
    }
    Row {
        anchors.left: parent.left

        Repeater {
            id: tabs
            model: row.model
            delegate: Page {
                id: tab

                width: name.implicitWidth + 28
                height: row.height
                Accessible.role: Accessible.PageTab
                Accessible.name: text
                Accessible.selected: isCurrent
                Accessible.onPressAction: row.chosen(key)

                TextBlock {
                    id: name
                    anchors.centerIn: parent
                    text: tab.text
                    px: 14
                    bold: tab.isCurrent
                    color: tab.isCurrent || press.containsMouse ? Theme.ink : Theme.ink2
                }
                Rectangle {
                    visible: tab.isCurrent
                    anchors.bottom: parent.bottom
                    width: parent.width
                    height: 3
                    color: Theme.act
                }
                FocusRing {
                    anchors.margins: 1
                    visible: tab.isCurrent && row.activeFocus
                    around: 1
                }
                MouseArea {
                    id: press
                    anchors.fill: parent
                    hoverEnabled: true
                    onClicked: row.chosen(tab.key)
                }
            }
        }
    }
    TextBlock {
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        text: row.note
        px: 13
        color: Theme.ink2
    }
}
