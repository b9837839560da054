import QtQuick

// A department at a glance for reception: code, how many wait, expected wait, one line below. Also a filter.
// `closed`: dashed. `alert`: the line below in bad and bold ("1 late"). Emits `clicked`.
Item {
    id: card

    required property string code
    required property string icon
    required property string tone
    required property string count
    property string wait: ""
    property string line: ""
    property bool alert: false
    property bool closed: false
    property bool chosen: false

    signal clicked

    implicitWidth: 116
    implicitHeight: 79
    activeFocusOnTab: true
    Accessible.role: Accessible.Button
    Accessible.name: code + ", " + count + ", " + wait + ", " + line
    Accessible.onPressAction: clicked()
    Keys.onSpacePressed: clicked()
    Keys.onReturnPressed: clicked()

    Rectangle {
        anchors.fill: parent
        visible: !card.closed
        radius: Theme.deskRadius
        color: press.containsMouse ? Theme.tint : Theme.surface
        border.width: card.chosen ? 2 : 1
        border.color: card.chosen ? Theme.act : Theme.hair
    }
    Outline {
        anchors.fill: parent
        visible: card.closed
        thickness: 1
        radius: Theme.deskRadius
        dashed: true
    }
    FocusRing {
        visible: card.activeFocus
        around: Theme.deskRadius
    }
    Plate {
        id: plate
        anchors.left: parent.left
        anchors.leftMargin: 10
        y: 8
        icon: card.icon
        tone: card.tone
        size: 20
        closed: card.closed
    }
    TextBlock {
        anchors.left: plate.right
        anchors.leftMargin: 7
        anchors.verticalCenter: plate.verticalCenter
        text: card.code
        px: 13
        bold: true
    }
    TextBlock {
        id: number
        anchors.left: parent.left
        anchors.leftMargin: 10
        y: 28
        text: card.count
        px: 22
        bold: true
    }
    CutText {
        anchors.right: parent.right
        anchors.rightMargin: 10
        anchors.left: number.right
        anchors.leftMargin: 4
        anchors.baseline: number.baseline
        align: Text.AlignRight
        text: card.wait
        px: 12.5
        bold: true
    }
    CutText {
        anchors.left: parent.left
        anchors.leftMargin: 10
        anchors.right: parent.right
        anchors.rightMargin: 10
        y: 54
        text: card.line
        px: 12.5
        bold: card.alert
        color: card.alert ? Theme.bad : Theme.ink2
    }
    MouseArea {
        id: press
        anchors.fill: parent
        hoverEnabled: true
        onClicked: card.clicked()
    }
}
