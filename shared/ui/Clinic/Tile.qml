import QtQuick

// A department to touch: plate, name, line, people before you, expected wait.
// `kind`: "open", "unknown" (wait not known), "closed" (with hours), "paused" (with time), "quota" (no more today).
// `wait`: the range, or "Time not known" (may be empty: only the people are said). Not open: `note` and `detail` say
// what and until when. `plain`: no line, for nine on a page. `row`: plate, name, line and figures side by side (portrait).
Item {
    id: tile

    required property string name
    required property string icon
    required property string tone
    property string brief: ""
    property string kind: "open"
    property int count: 0
    property string wait: ""
    property string note: ""
    property string detail: ""
    property bool plain: false
    property bool row: false
    property bool locked: false

    readonly property bool isOpen: kind === "open" || kind === "unknown"
    readonly property bool isDown: press.pressed && isOpen && !locked
    readonly property color paint: isDown ? Theme.actInk : isOpen ? Theme.ink : Theme.ink2
    readonly property int pad: Theme.px(plain ? 28 : 36)

    signal touched

    implicitWidth: Theme.px(row ? 936 : 578)
    implicitHeight: Theme.px(row ? 200 : plain ? 226 : 354)
    activeFocusOnTab: isOpen
    Accessible.role: Accessible.Button
    Accessible.name: name + ", " + (isOpen ? count + ", " + wait : note + ", " + detail)
    Accessible.onPressAction: if (isOpen && !locked) touched()
    Keys.onSpacePressed: if (isOpen && !locked) touched()
    Keys.onReturnPressed: if (isOpen && !locked) touched()

    Rectangle {
        anchors.fill: parent
        visible: tile.isOpen
        radius: Theme.radius
        color: tile.isDown ? Theme.actPress : Theme.surface
        border.width: Theme.edgeWidth
        border.color: tile.isDown ? Theme.actPress : Theme.edge

        Behavior on color {
            enabled: !tile.isDown
            ColorAnimation {
                duration: Theme.releaseTime
            }
        }
    }
    Outline {
        anchors.fill: parent
        visible: !tile.isOpen
        dashed: true
    }
    FocusRing {
        visible: tile.activeFocus
    }

    Plate {
        id: plate
        anchors.left: parent.left
        anchors.top: parent.top
        anchors.leftMargin: tile.pad
        anchors.topMargin: tile.row ? Theme.px(28) : tile.pad - Theme.px(2)
        icon: tile.icon
        tone: tile.tone
        size: Theme.px(tile.plain || tile.row ? 84 : 96)
        closed: !tile.isOpen
    }
    FitText {
        id: title
        anchors.left: plate.right
        anchors.leftMargin: Theme.px(26)
        anchors.right: parent.right
        anchors.rightMargin: tile.pad - Theme.px(6)
        anchors.verticalCenter: plate.verticalCenter
        full: tile.name
        brief: tile.brief
        px: 43
        roomHeight: Theme.px(tile.plain || tile.row ? 104 : 132)
        bold: tile.isOpen
        color: tile.paint
        horizontalAlignment: Text.AlignLeft
    }
    QueueLine {
        visible: tile.isOpen && !tile.plain && !Theme.largerText
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: tile.pad
        anchors.rightMargin: tile.row ? Theme.px(476) : tile.pad
        y: tile.row ? Theme.px(134) : Theme.px(202)
        count: tile.count
        color: tile.isDown ? Theme.actInk : Theme.department(tile.tone)
        ground: tile.isDown ? Theme.actPress : Theme.surface
        ring: Theme.px(tile.row ? 26 : 30)
    }
    Row {
        id: people
        visible: tile.isOpen
        anchors.left: tile.row ? undefined : parent.left
        anchors.leftMargin: tile.pad
        anchors.right: tile.row ? range.left : undefined
        anchors.rightMargin: Theme.px(40)
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.px(tile.plain ? 24 : tile.row ? 22 : 30)
        spacing: Theme.px(18)

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: "ui-people"
            size: Theme.px(46)
            color: tile.paint
        }
        TextBlock {
            anchors.verticalCenter: parent.verticalCenter
            text: tile.count
            px: 40
            bold: true
            color: tile.paint
        }
    }
    FitText {
        id: range
        visible: tile.isOpen
        anchors.right: parent.right
        anchors.rightMargin: tile.pad
        anchors.verticalCenter: people.verticalCenter
        width: Math.min(natural, tile.row ? Theme.px(330) : tile.width - tile.pad * 2 - people.width - Theme.px(24))
        horizontalAlignment: Text.AlignRight
        full: tile.wait
        px: tile.kind === "unknown" ? 34 : 40
        bold: tile.kind !== "unknown"
        color: tile.paint
    }
    Row {
        visible: !tile.isOpen
        anchors.left: tile.row ? undefined : parent.left
        anchors.leftMargin: tile.pad
        anchors.right: tile.row ? parent.right : undefined
        anchors.rightMargin: tile.pad
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.px(tile.plain || tile.row ? 16 : 30)
        spacing: Theme.px(24)

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: tile.kind === "paused" ? "ui-pause" : tile.kind === "quota" ? "ui-people" : "ui-clock"
            size: Theme.px(64)
            color: Theme.ink2
        }
        Column {
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(Math.max(noteText.natural, detailText.natural), tile.width - tile.pad * 2 - Theme.px(88))

            FitText {
                id: noteText
                width: parent.width
                full: tile.note
                px: 40
                roomHeight: Theme.px(104)
                bold: true
                horizontalAlignment: Text.AlignLeft
            }
            FitText {
                id: detailText
                visible: tile.detail !== ""
                width: parent.width
                full: tile.detail
                px: 32
                roomHeight: Theme.px(84)
                color: Theme.ink2
                horizontalAlignment: Text.AlignLeft
            }
        }
    }
    MouseArea {
        id: press
        anchors.fill: parent
        enabled: tile.isOpen && !tile.locked
        onClicked: tile.touched()
    }
}
