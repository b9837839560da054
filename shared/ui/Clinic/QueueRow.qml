pragma ComponentBehavior: Bound
import QtQuick

// One person in a queue's table: label, name, priority, wait against target, language, source or state, needs, unread.
// `selected`: tint and a bar at the reading side. `locked`: claimed by somebody else, dimmed, takes no click; `lockText`
// says by whom. `moved` counts up when the row has moved: it is tinted for 2 s. `tone` not empty: a small plate before
// the label (reception). `needs`: icons by name. Long names are cut and shown whole while selected or hovered.
// Emits `clicked` and `activated` (double click).
Item {
    id: row

    required property QueueColumns columns
    required property string label
    property string icon: ""
    property string tone: ""
    property string name: ""
    property string priority: "normal"
    property string priorityText: ""
    property real share: 0
    property string waitText: ""
    property string waitKind: "running"
    property string language: ""
    property string source: ""
    property string stateText: ""
    property string stateKind: "plain"
    property var needs: []
    property int unread: 0
    property bool selected: false
    property bool locked: false
    property string lockText: ""
    property int moved: 0

    signal clicked
    signal activated

    implicitHeight: 41
    Accessible.role: Accessible.Row
    Accessible.name: [label, name, priorityText, waitText, language, source, stateText, lockText].filter(part => part !== "").join(", ")
    Accessible.selected: selected
    onMovedChanged: if (moved > 0) recent.restart()

    component Cell: CutText {
        property real at: -1
        property real end: row.width

        anchors.left: parent?.left
        anchors.leftMargin: at
        anchors.verticalCenter: parent?.verticalCenter
        visible: at >= 0
        width: Math.max(0, Math.min(implicitWidth, end - at - 8))
        px: 14
        color: row.locked ? Theme.ink2 : Theme.ink
    }

    Timer {
        id: recent
        interval: 2000
    }
    Rectangle {
        anchors.fill: parent
        color: row.selected || recent.running ? Theme.tint : press.containsMouse && !row.locked ? Theme.sunken : "transparent"
    }
    Rectangle {
        visible: row.selected
        anchors.left: parent.left
        width: 4
        height: parent.height
        color: Theme.act
    }
    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: 1
        color: Theme.hair
    }

    Plate {
        id: plate
        visible: row.tone !== ""
        anchors.left: parent.left
        anchors.leftMargin: row.columns.number
        anchors.verticalCenter: parent.verticalCenter
        icon: row.icon
        tone: row.tone === "" ? "slate" : row.tone
        size: 24
    }
    TicketNumber {
        anchors.left: plate.visible ? plate.right : parent.left
        anchors.leftMargin: plate.visible ? 10 : row.columns.number
        anchors.verticalCenter: parent.verticalCenter
        label: row.label
        px: 17
        color: row.locked ? Theme.ink2 : Theme.ink
    }
    Cell {
        id: nameCell
        at: row.columns.name
        end: row.columns.priority
        text: row.name === "" ? "–" : row.name
    }
    PriorityShape {
        id: shape
        visible: row.columns.priority >= 0
        anchors.left: parent.left
        anchors.leftMargin: row.columns.priority
        anchors.verticalCenter: parent.verticalCenter
        kind: row.priority
        size: row.priority === "normal" ? 13 : 14
    }
    Cell {
        at: row.columns.priority < 0 ? -1 : row.columns.priority + 20
        end: row.columns.wait + 6
        text: row.priorityText
        bold: row.priority !== "normal"
    }
    WaitBar {
        visible: row.columns.wait >= 0 && row.waitText !== ""
        anchors.left: parent.left
        anchors.leftMargin: row.columns.wait
        anchors.verticalCenter: parent.verticalCenter
        share: row.share
        kind: row.waitKind
    }
    TextBlock {
        anchors.right: parent.left
        anchors.rightMargin: -row.columns.waitEnd
        anchors.verticalCenter: parent.verticalCenter
        text: row.waitText
        px: 14
        bold: row.waitKind === "running"
        color: row.waitKind === "stopped" ? Theme.ink2 : row.share >= 1 ? Theme.bad : Theme.ink
    }
    Cell {
        at: row.columns.language
        end: row.columns.source < 0 ? row.width : row.columns.source
        text: row.language
    }
    Cell {
        at: row.columns.source
        end: row.columns.needs < 0 ? row.width : row.columns.needs
        text: row.locked && row.lockText !== "" ? row.lockText : row.source
    }
    StateTag {
        visible: row.columns.state >= 0 && row.stateText !== ""
        anchors.left: parent.left
        anchors.leftMargin: row.columns.state
        anchors.verticalCenter: parent.verticalCenter
        width: Math.min(implicitWidth, row.width - row.columns.state)
        text: row.stateText
        kind: row.stateKind
    }
    Row {
        visible: row.columns.needs >= 0
        anchors.left: parent.left
        anchors.leftMargin: row.columns.needs
        anchors.verticalCenter: parent.verticalCenter
        spacing: 8

        Icon {
            visible: row.locked
            anchors.verticalCenter: parent.verticalCenter
            name: "ui-lock"
            size: 20
            color: Theme.ink2
        }
        Repeater {
            model: row.needs
            delegate: Icon {
                required property string modelData
                anchors.verticalCenter: parent?.verticalCenter
                name: modelData
                size: 20
                color: Theme.ink2
            }
        }
        Badge {
            anchors.verticalCenter: parent.verticalCenter
            count: row.unread
        }
    }
    MouseArea {
        id: press
        anchors.fill: parent
        hoverEnabled: true
        enabled: !row.locked
        onClicked: row.clicked()
        onDoubleClicked: row.activated()
    }
    Rectangle {
        // The whole name, where it was cut.
        visible: nameCell.isCut && (row.selected || press.containsMouse)
        anchors.left: parent.left
        anchors.leftMargin: row.columns.name - 6
        anchors.verticalCenter: parent.verticalCenter
        width: whole.implicitWidth + 12
        height: 28
        radius: 4
        color: Theme.surface
        border.width: 1
        border.color: Theme.edge

        TextBlock {
            id: whole
            anchors.centerIn: parent
            text: row.name
            px: 14
        }
    }
}
