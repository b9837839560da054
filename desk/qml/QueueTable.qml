pragma ComponentBehavior: Bound
import QtQuick
import Clinic

// A queue: its tabs, its columns, its rows, and under them what is said back and what can be done with the chosen one.
// Rows hold still while the pointer moves over them. `activated` on double click.
Item {
    id: table

    required property var shown
    required property var chosen
    required property var notice
    required property QueueColumns columns
    required property var texts
    required property var touch
    property bool hasPlates: false

    signal acted(string action)
    signal activated

    function takeFocus(): void {
        rows.forceActiveFocus();
    }

    // Shapes in rows that are scrolled half away are not clipped by every renderer: what stands above covers them.
    Rectangle {
        width: parent.width
        height: header.y + header.height
        z: 1
        color: Theme.paper
    }
    TabRow {
        id: tabs
        z: 2
        width: parent.width
        model: table.shown.tabs
        current: table.shown.tab
        note: table.width > 700 ? table.texts.desk_mark : ""
        onChosen: key => table.touch.open_tab(key)
    }
    QueueHeader {
        id: header
        z: 2
        anchors.top: tabs.bottom
        width: parent.width
        columns: table.columns
        number: table.texts.desk_column_number
        name: table.texts.desk_column_name
        priority: table.texts.desk_column_priority
        wait: table.texts.desk_column_waited
        language: table.texts.desk_column_language
        source: table.shown.tab === "waiting" ? table.texts.desk_column_source : table.texts.desk_column_state
        stateWord: table.texts.desk_column_state
    }
    ListView {
        id: rows
        readonly property int place: table.shown.chosen

        function showPlace(): void {
            if (place >= 0)
                positionViewAtIndex(place, ListView.Contain);
        }

        anchors.top: header.bottom
        anchors.bottom: said.top
        width: parent.width
        clip: true
        focus: true
        activeFocusOnTab: true
        boundsBehavior: Flickable.StopAtBounds
        model: table.shown.rows
        onPlaceChanged: Qt.callLater(showPlace)
        onHeightChanged: Qt.callLater(showPlace)
        Accessible.role: Accessible.Table
        Accessible.name: table.texts.desk_column_number

        section.property: "section"
        section.delegate: Item {
            id: heading
            required property string section
            width: rows.width
            height: section === "" ? 0 : 34
            visible: section !== ""

            TextBlock {
                anchors.left: parent.left
                anchors.leftMargin: table.columns.number
                anchors.bottom: parent.bottom
                anchors.bottomMargin: 5
                text: heading.section
                px: 13
                bold: true
                color: Theme.ink2
            }
        }
        displaced: Transition {
            NumberAnimation {
                property: "y"
                duration: Theme.lineTime
                easing.type: Easing.InOutCubic
            }
        }
        move: Transition {
            NumberAnimation {
                property: "y"
                duration: Theme.lineTime
                easing.type: Easing.InOutCubic
            }
        }
        delegate: QueueRow {
            required property var model

            width: rows.width
            columns: table.columns
            icon: model.icon
            tone: table.hasPlates ? model.colour : ""
            name: model.name
            priority: model.priority
            priorityText: model.priority_text
            share: model.wait_share
            waitText: model.wait_text
            waitKind: model.wait_kind
            language: model.language
            source: model.remark === "" ? model.source : model.remark
            stateText: model.state_text
            stateKind: model.state_kind
            selected: model.is_chosen
            locked: model.is_locked
            lockText: model.remark
            moved: model.moved
            onClicked: {
                rows.forceActiveFocus();
                table.touch.choose_row(model.key);
            }
            onActivated: table.activated()
        }
        FocusRing {
            visible: rows.activeFocus && rows.place < 0
            around: Theme.deskRadius
            anchors.margins: 2
        }
        HoverHandler {
            id: pointer
            onPointChanged: if (hovered) {
                table.touch.hold_still(true);
                still.restart();
            }
            onHoveredChanged: if (!hovered) {
                still.stop();
                table.touch.hold_still(false);
            }
        }
        Timer {
            id: still
            interval: 4000
            onTriggered: table.touch.hold_still(false)
        }
        TextBlock {
            visible: rows.count === 0
            anchors.horizontalCenter: parent.horizontalCenter
            y: 72
            width: Math.min(implicitWidth, parent.width - 40)
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.Wrap
            text: table.shown.empty_text
            px: 15
            color: Theme.ink2
        }
    }
    SaidBack {
        id: said
        anchors.bottom: bar.top
        anchors.bottomMargin: bar.visible && isHere ? 8 : 0
        width: parent.width
        notice: table.notice
        place: "queue"
        touch: table.touch
    }
    ChosenBar {
        id: bar
        anchors.bottom: parent.bottom
        width: parent.width
        chosen: table.chosen
        onActed: action => table.acted(action)
    }
}
