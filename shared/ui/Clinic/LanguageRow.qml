import QtQuick

// One language: a stop on the rail, the language's own name, "touch here" in that language.
// `chosen`: filled stop, act edge, and `hint` becomes "Chosen" with a check. Rows stack to an unbroken rail.
Item {
    id: row

    required property string name
    required property string hint
    property bool chosen: false
    property bool first: false // the rail comes in by a RailBend that ends at this stop
    property bool last: false // no separator below

    signal touched

    implicitWidth: Theme.px(936)
    implicitHeight: Math.max(Theme.px(112), Theme.touch)
    activeFocusOnTab: true
    Accessible.role: Accessible.RadioButton
    Accessible.name: name
    Accessible.checked: chosen
    Accessible.onPressAction: touched()
    Keys.onSpacePressed: touched()
    Keys.onReturnPressed: touched()

    Rectangle {
        anchors.horizontalCenter: stop.horizontalCenter
        width: Theme.px(16)
        y: row.first ? parent.height / 2 : 0
        height: parent.height - y
        color: Theme.act
    }
    Disc {
        id: stop
        anchors.left: parent.left
        anchors.leftMargin: Theme.px(36) - width / 2
        anchors.verticalCenter: parent.verticalCenter
        size: Theme.px(40)
        color: row.chosen || press.pressed ? Theme.act : Theme.paper
        border.width: Theme.px(11)
        border.color: Theme.act
    }
    Rectangle {
        id: box
        anchors.left: parent.left
        anchors.leftMargin: Theme.px(84)
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        height: parent.height - Theme.px(8)
        radius: Theme.radius
        color: press.pressed ? Theme.actPress : row.chosen ? Theme.surface : "transparent"
        border.width: row.chosen ? Theme.mainEdgeWidth : 0
        border.color: Theme.act
    }
    FocusRing {
        anchors.fill: box
        visible: row.activeFocus
    }
    Rectangle {
        visible: !row.last && !row.chosen
        anchors.left: box.left
        anchors.leftMargin: Theme.px(20)
        anchors.right: box.right
        anchors.bottom: parent.bottom
        height: Theme.hairWidth
        color: Theme.hair
    }
    TextBlock {
        anchors.left: box.left
        anchors.leftMargin: Theme.px(20)
        anchors.verticalCenter: parent.verticalCenter
        text: row.name
        px: 54
        bold: true
        horizontalAlignment: Text.AlignLeft
        color: press.pressed ? Theme.actInk : Theme.ink
    }
    Row {
        anchors.right: box.right
        anchors.rightMargin: Theme.px(32)
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.px(12)

        Icon {
            visible: row.chosen
            anchors.verticalCenter: parent.verticalCenter
            name: "ui-check"
            size: Theme.px(28)
            color: Theme.act
        }
        TextBlock {
            anchors.verticalCenter: parent.verticalCenter
            text: row.hint
            px: 29
            bold: row.chosen
            color: press.pressed ? Theme.actInk : row.chosen ? Theme.act : Theme.ink2
        }
    }
    MouseArea {
        id: press
        anchors.fill: parent
        onClicked: row.touched()
    }
}
